/**
 * Everything that the log promises to see, from the change in the product to the row on the page, with the right actor and how
 * sure that is. All of it is done first, then looked for: what is polled is found at a look that is made in between.
 */
import { expect, PEOPLE, test, type Acted, type Stage } from './stage';

type Act = Record<string, unknown>;

/** What is looked for. */
interface Activity {
  name: string;
  /** The action, with what else tells it apart. */
  jql: string;
  /** What the row says. */
  row: string | RegExp;
  /** How sure the actor is; `told`: stated by an audit log, or inferred from it when a comparison of lists was first. */
  actor: 'stated' | 'inferred' | 'told' | 'unknown';
}

const MARK = `watched${Date.now().toString(36)}`;
const ADMIN = PEOPLE.siteAdmin;

test('every activity arrives with who did it', async ({ stage }) => {
  test.setTimeout(900_000);
  await stage.openLog();
  // The lists are looked at for the first time: what is there already is nothing new.
  await stage.lookNow();
  const done = await doEverything(stage);
  await stage.lookNow();
  await stage.openLog();
  await pack(stage);
  const missing: string[] = [];
  for (const activity of done) {
    await stage.search(`${activity.jql} AND occurred >= -30m`);
    const problem = await problemOf(stage, activity);
    if (problem !== undefined) missing.push(`${activity.name}: ${problem}`);
  }
  expect(missing, 'activities that are not on the page as they should').toEqual([]);
});

test('when somebody was last active in a product is when they last did something there', async ({ stage }) => {
  test.setTimeout(120_000);
  const as = PEOPLE.plain;
  const acts: [product: 'Jira' | 'Confluence', act: () => Promise<Acted>][] = [
    ['Jira', () => stage.act({ as, do: 'create', project: 'PAY', summary: `${MARK} last` })],
    ['Confluence', () => stage.act({ as, do: 'wiki', change: 'create', space: 'DOCS', title: `${MARK} last`, body: 'first' })],
  ];
  await stage.openLog();
  let before = await lastActive(stage, as);
  for (const [product, act] of acts) {
    const begun = Date.now();
    await act();
    await stage.search(`actor = "${as}" AND text ~ "${MARK} last" AND product = ${product.toLowerCase()} AND occurred >= -30m`);
    await expect(stage.rows).toHaveCount(1);
    const after = await lastActive(stage, as);
    const changed = after[product] ?? 0;
    expect(changed, product).toBeGreaterThanOrEqual(begun - 1_000);
    expect(changed, product).toBeLessThanOrEqual(Date.now() + 1_000);
    // The other product knows nothing of it.
    expect(after).toEqual({ ...before, [product]: changed });
    before = after;
  }
  await stage.rows.first().getByRole('button', { expanded: false }).first().click();
  await expect(stage.app.locator('.facts').first()).toContainText(/Last active.*Confluence .* · Jira /su);
});

/** When the table of people says that somebody was last active in each product. */
async function lastActive(stage: Stage, account: string): Promise<Partial<Record<string, number>>> {
  const name = (await stage.page.locator(`#person option[value="${account}"]`).innerText()).split(/[,(·]/u)[0]?.trim() ?? '';
  await stage.goTo('People');
  await stage.app.getByRole('searchbox', { name: 'Find by name' }).fill(name);
  const row = stage.app.getByRole('table', { name: 'People', exact: true }).getByRole('row').filter({ hasText: name });
  await expect(row).toHaveCount(1, { timeout: 20_000 });
  await expect(stage.app.locator('.gathered progress')).toHaveCount(0, { timeout: 20_000 });
  const times = await row.getByRole('cell').evaluateAll((cells) => cells.slice(-2).map((cell) => Date.parse(cell.querySelector('time')?.dateTime ?? '')));
  await stage.goTo('Activity');
  return Object.fromEntries(['Jira', 'Confluence'].map((product, at) => [product, times[at] ?? NaN]).filter(([, time]) => !Number.isNaN(time)));
}

/** What is wrong with the row of an activity, if anything is. */
async function problemOf(stage: Stage, { row, actor }: Activity): Promise<string | undefined> {
  const found = stage.rows.filter({ hasText: row }).first();
  try {
    await expect(found).toBeVisible({ timeout: 15_000 });
  } catch {
    const texts = await stage.rows.allInnerTexts();
    return `no row says ${row}; there are ${JSON.stringify(texts.slice(0, 3).map((text) => text.replaceAll('\n', ' ').slice(0, 160)))}`;
  }
  const says = (await found.locator('[role=cell]').nth(2).innerText()).replaceAll('\n', ' ');
  const isMarked = (await found.locator('.mark').count()) > 0;
  const isKnown = !/^Unknown|^System/u.test(says);
  const sure = !isKnown ? 'unknown' : isMarked ? 'inferred' : 'stated';
  const fits = sure === actor || (actor === 'told' && sure !== 'unknown');
  return fits ? undefined : `the actor is ${sure} (${says}), not ${actor}`;
}

/** Packs what waits: the titles and projects that events do not bring are asked for then. */
async function pack(stage: Stage) {
  await stage.app.getByRole('button', { name: 'Pack now' }).click();
  await expect(stage.app.locator('.log-status')).toContainText(/packed/u, { timeout: 40_000 });
}

/** Does everything once, as the site's administrator, and says what must be found of it. */
async function doEverything(stage: Stage): Promise<Activity[]> {
  const activities: Activity[] = [];
  const act = (what: Act): Promise<Acted> => stage.act({ as: ADMIN, ...what });
  const expects = (name: string, jql: string, row: Activity['row'], actor: Activity['actor'] = 'stated') => activities.push({ name, jql, row, actor });
  for (const family of [issues, belongings, projects, people, settings, assets, wiki]) await family(act, expects);
  return activities;
}

type Do = (what: Act) => Promise<Acted>;
type Expects = (name: string, jql: string, row: Activity['row'], actor?: Activity['actor']) => void;

async function issues(act: Do, expects: Expects) {
  const summary = `${MARK} issue`;
  const { issue = '' } = await act({ do: 'create', project: 'PAY', summary });
  expects('issue created', `action = issue.created AND issue = ${issue}`, summary);
  await act({ do: 'edit', issue, field: 'priority', value: 'Highest' });
  expects('issue updated', `action = issue.updated AND issue = ${issue} AND changedField = priority`, 'Highest');
  await act({ do: 'transition', issue, transition: 'In Progress' });
  expects('status changed', `action = issue.transitioned AND issue = ${issue}`, 'In Progress');
  const { issue: gone = '' } = await act({ do: 'create', project: 'PAY', summary: `${MARK} goes` });
  await act({ do: 'comment', issue: gone, text: `${MARK} last words` });
  await act({ do: 'delete', issue: gone });
  expects('issue deleted', `action = issue.deleted AND text ~ "${MARK} goes"`, `${MARK} goes`);
}

async function belongings(act: Do, expects: Expects) {
  const { issue = '' } = await act({ do: 'create', project: 'PAY', summary: `${MARK} holder` });
  const { issue: other = '' } = await act({ do: 'create', project: 'PAY', summary: `${MARK} other` });
  await act({ do: 'comment', issue, text: `${MARK} said` });
  expects('comment added', `action = comment.created AND issue = ${issue}`, issue);
  await act({ do: 'edit-comment', issue, text: `${MARK} said better` });
  expects('comment updated', `action = comment.edited AND issue = ${issue} AND text ~ better`, issue);
  await act({ do: 'delete-comment', issue });
  expects('comment deleted', `action = comment.deleted AND issue = ${issue} AND text ~ better`, issue);
  await act({ do: 'link', issue, to: other });
  expects('link created', `action = link.created AND issue = ${issue}`, issue, 'inferred');
  await act({ do: 'unlink', issue });
  expects('link removed', `action = link.deleted AND issue = ${issue}`, issue, 'inferred');
  await act({ do: 'worklog', issue, spent: '1h', text: MARK });
  expects('worklog created', `action = worklog.created AND issue = ${issue}`, issue);
  await act({ do: 'edit-worklog', issue, spent: '2h' });
  expects('worklog updated', `action = worklog.updated AND issue = ${issue}`, issue);
  await act({ do: 'delete-worklog', issue });
  expects('worklog deleted', `action = worklog.deleted AND issue = ${issue}`, issue, 'inferred');
  await act({ do: 'attach', issue, name: `${MARK}.png` });
  expects('attachment added', `action = attachment.created AND issue = ${issue}`, `${MARK}.png`);
  await act({ do: 'detach', issue });
  expects('attachment deleted', `action = attachment.deleted AND issue = ${issue}`, `${MARK}.png`, 'inferred');
  await act({ do: 'edit', issue, field: 'labels', value: [MARK] });
  expects('label set', `changedField = labels AND issue = ${issue}`, MARK);
}

async function projects(act: Do, expects: Expects) {
  const key = `W${Date.now().toString(36).slice(-6).toUpperCase()}`.replace(/[^A-Z0-9]/gu, 'X');
  const name = `${MARK} project`;
  const change = (change: string, more: Act = {}) => act({ do: 'project', change, project: key, ...more });
  await change('create', { name });
  expects('project created', 'action = project.created', name, 'inferred');
  await change('update', { description: MARK });
  expects('project updated', 'action = project.updated', name, 'inferred');
  for (const [verb, step] of [['created', 'create'], ['updated', 'update'], ['released', 'release']] as const) {
    await act({ do: 'version', change: step, project: key, version: `${MARK} v`, ...(step === 'update' && { description: MARK }) });
    expects(`version ${verb}`, `action = version.${verb}`, `${MARK} v`);
  }
  await change('archive');
  expects('project archived', 'action = project.archived', name, 'inferred');
  await change('unarchive');
  expects('project taken out of the archive', 'action = project.unarchived', name, 'inferred');
  await change('trash');
  expects('project put into the trash', 'action = project.trashed', name, 'inferred');
  await change('restore');
  expects('project restored', 'action = project.restored', name, 'inferred');
  await change('trash');
  await change('delete');
  expects('project deleted', 'action = project.deleted', name, 'inferred');
}

async function people(act: Do, expects: Expects) {
  const user = `712020:${crypto.randomUUID()}`;
  const change = (change: string, more: Act = {}) => act({ do: 'user', change, user, ...more });
  const by = `subject = "${user}"`;
  await change('create', { name: 'Made Up Newcomer' });
  expects('user created', `action = person.created AND product = jira AND ${by}`, /created/iu, 'inferred');
  await act({ do: 'group', change: 'create', group: MARK });
  expects('group created', 'action = group.created', MARK, 'inferred');
  await act({ do: 'group', change: 'add', group: MARK, member: user });
  expects('added to a group', 'action = group.member-added', MARK, 'told');
  await act({ do: 'group', change: 'remove', group: MARK, member: user });
  expects('removed from a group', 'action = group.member-removed', MARK, 'told');
  await change('update', { name: 'Made Up Renamed' });
  expects('user updated', `action = person.updated AND ${by}`, /updated/iu, 'inferred');
  await change('deactivate');
  expects('user deactivated', `action = person.deactivated AND ${by}`, /deactivated/iu, 'inferred');
  await change('reactivate');
  expects('user reactivated', `action = person.reactivated AND ${by}`, /reactivated/iu, 'inferred');
  await change('delete');
  expects('user deleted', `action = person.deleted AND product = jira AND ${by}`, /deleted/iu, 'inferred');
}

async function settings(act: Do, expects: Expects) {
  await act({ do: 'feature', feature: 'voting', on: false });
  expects('global feature off', 'action = setting.updated', /Voting/iu);
  await act({ do: 'feature', feature: 'voting', on: true });
  expects('global feature on', 'action = setting.updated', /Voting/iu);
  const workflow = `${MARK} workflow`;
  await act({ do: 'workflow', change: 'create', workflow });
  await act({ do: 'workflow', change: 'update', workflow, description: MARK });
  expects('workflow edited', 'action = workflow.updated', workflow, 'told');
  const scheme = `${MARK} scheme`;
  await act({ do: 'permission-scheme', change: 'create', scheme });
  await act({ do: 'permission-scheme', change: 'grant', scheme, permission: 'BROWSE_PROJECTS', member: PEOPLE.plain });
  expects('permission scheme changed', 'action = permission-scheme.updated', scheme, 'told');
  const field = `${MARK} field`;
  await act({ do: 'field', change: 'create', field });
  expects('field created', 'action = field.created', field, 'inferred');
  await act({ do: 'filter', change: 'create', filter: `${MARK} filter`, jql: 'project = PAY' });
  expects('filter created', 'action = filter.created', `${MARK} filter`);
  await act({ do: 'board', change: 'create', board: `${MARK} board`, project: 'PAY' });
  expects('board created', 'action = board.created', `${MARK} board`);
  await act({ do: 'sprint', change: 'create', sprint: `${MARK} sprint`, board: `${MARK} board` });
  await act({ do: 'sprint', change: 'start', sprint: `${MARK} sprint` });
  expects('sprint started', 'action = sprint.started', `${MARK} sprint`);
}

async function assets(act: Do, expects: Expects) {
  const name = `${MARK} laptop`;
  const { made } = await act({ do: 'asset', change: 'create', name });
  expects('asset created', 'action = asset.created', /Asset created/u);
  await act({ do: 'asset', change: 'update', object: made, name: `${name} renamed` });
  expects('asset updated', 'action = asset.updated', name);
  await act({ do: 'organization', change: 'create', organization: `${MARK} organization` });
  expects('organization created', 'action = organization.created', `${MARK} organization`, 'unknown');
}

async function wiki(act: Do, expects: Expects) {
  const done = (change: string, more: Act) => act({ do: 'wiki', change, ...more });
  const key = `W${Date.now().toString(36).slice(-5).toUpperCase()}`;
  await done('create-space', { key, name: `${MARK} space` });
  expects('space created', 'action = space.created', `${MARK} space`);
  await done('grant', { space: key, operation: 'read', user: PEOPLE.plain });
  expects('space permissions changed', 'action = space.permissions-updated', `${MARK} space`);
  const { made: page } = await done('create', { space: key, title: `${MARK} page`, body: 'first' });
  const { made: parent } = await done('create', { space: key, title: `${MARK} parent`, body: 'first' });
  expects('page created', 'action = page.created', `${MARK} page`);
  await done('edit', { content: page, body: 'second', message: MARK });
  expects('page updated', 'action = page.updated', `${MARK} page`);
  await done('move', { content: page, parent });
  expects('page moved', 'action = page.moved', `${MARK} page`);
  await done('restrict', { content: page, operation: 'read', users: [ADMIN] });
  expects('page restricted', 'action = page.permissions-updated', `${MARK} page`);
  await done('label', { content: page, name: MARK });
  expects('label added to a page', 'action = label.added', MARK);
  await done('trash', { content: page });
  expects('page trashed', 'action = page.trashed', `${MARK} page`);
  await done('delete', { content: page });
  expects('page deleted', 'action = page.deleted', `${MARK} page`);
}
