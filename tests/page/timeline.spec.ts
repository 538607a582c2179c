/** The story of one thing: from a row, in the address, beside an issue and beside a page. */
import { expect, PEOPLE, test, type Seat, type Stage } from './stage';

// Each of these opens the page several times.
test.describe.configure({ timeout: 120_000 });

const items = (stage: Stage) => stage.app.locator('.story-item');
const kind = (stage: Stage, name: string) => stage.app.getByRole('group', { name: 'What is shown' }).getByRole('button', { name, exact: true });

/** Makes an issue of PAY with a comment that is deleted, and a change. */
async function makeStory(stage: Stage, text: string) {
  const made = await stage.act({ as: PEOPLE.projectAdmin, do: 'create', project: 'PAY', summary: `Story ${text}` });
  const issue = made.issue ?? '';
  const comment = await stage.act({ as: PEOPLE.siteAdmin, do: 'comment', issue, text });
  await stage.act({ as: PEOPLE.siteAdmin, do: 'delete-comment', issue, comment: comment.made });
  return issue;
}

async function openFromRow(stage: Stage, jql: string) {
  await stage.openLog();
  await stage.search(jql);
  await expect(stage.rows.first()).toBeVisible();
  await stage.rows.first().getByRole('button', { expanded: false }).first().click();
  await stage.app.locator('.pivots').getByRole('button', { name: /^Timeline of/u }).click();
  await expect(items(stage).first()).toBeVisible({ timeout: 20_000 });
}

test('a row opens the story of its issue, which says what was written and deleted', async ({ stage }) => {
  await stage.openLog();
  const text = `words of ${Date.now()}`;
  const issue = await makeStory(stage, text);
  await openFromRow(stage, `issue = ${issue}`);
  await expect(stage.app.getByRole('heading', { level: 2, name: new RegExp(`Issue ${issue}`, 'u') })).toBeVisible();
  await expect(items(stage).filter({ hasText: 'Issue created' })).toHaveCount(1);
  await expect(items(stage).filter({ hasText: 'Comment deleted' })).toContainText(text);

  await kind(stage, 'Comments').click();
  await expect(items(stage)).toHaveCount(2);
  await expect(items(stage).filter({ hasText: 'Issue created' })).toHaveCount(0);

  // Order and kind are in the address. The button says which order there is, and turns it.
  await expect(items(stage).first()).toContainText('Comment deleted');
  await stage.app.getByRole('button', { name: /^Newest first/u }).click();
  await expect(stage.app.getByRole('button', { name: /^Oldest first/u })).toBeVisible();
  await expect(items(stage).first()).toContainText('Comment created');
  await stage.reload();
  await expect(items(stage)).toHaveCount(2, { timeout: 20_000 });
  await expect(items(stage).first()).toContainText('Comment created');
  await expect(items(stage).last()).toContainText('Comment deleted');
  await expect(kind(stage, 'Comments')).toHaveAttribute('aria-pressed', 'true');

  await stage.app.getByRole('button', { name: 'Show as list' }).click();
  await expect(stage.rows.first()).toContainText(issue);
});

test('an event of a story opens with all that is known of it', async ({ stage }) => {
  await openFromRow(stage, 'action = issue.transitioned');
  const item = items(stage).filter({ hasText: 'Status' }).first();
  await item.getByRole('button', { expanded: false }).click();
  await expect(item.locator('.facts').first()).toContainText('How it is known');
});

test('beside an issue an administrator of its project reads its story, and of no other', async ({ stage }) => {
  await stage.openLog();
  const text = `beside ${Date.now()}`;
  const issue = await makeStory(stage, text);
  for (const seat of [{ as: PEOPLE.projectAdmin }, { as: PEOPLE.siteAdmin }]) {
    await stage.open({ module: 'jira-issue', issue, ...seat });
    await expect(items(stage).filter({ hasText: 'Comment deleted' })).toContainText(text, { timeout: 20_000 });
    await expect(stage.app.getByRole('heading', { level: 2, name: new RegExp(issue, 'u') })).toBeVisible();
    await expect(stage.app.getByRole('navigation')).toHaveCount(0);
  }
});

test('others are refused beside an issue', async ({ stage }) => {
  await stage.openLog();
  const [issue] = await stage.board('PAY');
  await stage.open({ module: 'jira-issue', issue: issue?.key, as: PEOPLE.plain });
  await expect(stage.app.locator('.notice')).toContainText('Only administrators of the project', { timeout: 20_000 });
});

test('beside a page an administrator reads its story', async ({ stage }) => {
  await stage.openLog();
  // Of pages that are still there.
  await stage.search('action = page.updated AND occurred < -1d');
  await stage.rows.first().getByRole('button', { expanded: false }).first().click();
  const id = await stage.app.locator('.facts .id .code').filter({ hasText: /^\d+$/u }).first().innerText();
  await stage.open({ module: 'confluence-page', content: id.trim() });
  await expect(items(stage).filter({ hasText: 'Page' }).first()).toBeVisible({ timeout: 20_000 });
  await stage.open({ module: 'confluence-page', content: id.trim(), as: PEOPLE.plain });
  await expect(stage.app.locator('.notice')).toContainText('Only administrators of the space', { timeout: 20_000 });
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in a story, ${theme}`, async ({ stage }) => {
    await stage.openLog({ theme });
    const [issue] = await stage.board('PAY');
    const seat: Seat = { module: 'jira-issue', issue: issue?.key, theme };
    await stage.open(seat);
    await expect(items(stage).first()).toBeVisible({ timeout: 20_000 });
    expect(await stage.seriousFaults()).toEqual([]);
  });
}
