// The frame in a real browser. Without one on this machine these tests are skipped, and say so.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { startSite } from './fake-site.mjs';
import { buildPage, start } from './support.mjs';

const BROWSERS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = BROWSERS.find((file) => file && fs.existsSync(file));
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ADMIN = '557058:00000000-0000-4000-8000-000000000001';
const options = { skip: executablePath ? false : 'no Chromium here; set CHROMIUM to one' };

let site, platform, frame, browser, context;

before(async () => {
  if (!executablePath) return;
  buildPage();
  site = await startSite();
  platform = await start({ siteUrl: site.url });
  frame = await platform.listen();
  await platform.feed.catchUp();
  void platform.feed.follow();
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Berlin' });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens the frame and waits until the app's page is ready. */
async function open(t, query = '') {
  const page = await context.newPage();
  t.after(() => page.close());
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(`${frame.url}/?${query}`);
  const app = page.frameLocator('#app iframe');
  await app.getByText(' in ').waitFor();
  return { page, app, problems, inApp: (work, argument) => page.frames()[1].evaluate(work, argument) };
}

test('the page runs under the exact policy of the platform, on another origin', options, async () => {
  const html = await fetch(`${frame.assetsUrl}/main/index.html`);
  const policy = html.headers.get('content-security-policy');
  assert.match(policy, /default-src 'self' https:/);
  assert.match(policy, /script-src 'self' https:\/\/forge\.cdn\.prod\.atlassian-dev\.net/);
  assert.doesNotMatch(policy, /unsafe-(eval|inline)|report-uri/);
  assert.ok(policy.includes(frame.url), 'the frame may embed the page');
  assert.match(await html.text(), /<head><script src="\/__bridge\/bridge\.js"/);
  assert.equal((await fetch(`${frame.assetsUrl}/main/page.js`)).headers.get('content-security-policy'), null);
  assert.equal((await fetch(`${frame.assetsUrl}/main/..%2f..%2fmanifest.yml`)).status, 404);
  assert.notEqual(new URL(frame.assetsUrl).origin, new URL(frame.url).origin);
  const strict = await (await start()).listen({ cspOnEverything: true });
  assert.equal((await fetch(`${strict.assetsUrl}/main/page.js`)).headers.get('content-security-policy')?.startsWith('default-src'), true);
});

test('nobody from another origin acts through the frame', options, async () => {
  const body = JSON.stringify({ command: 'invoke', payload: { functionKey: 'context' }, seat: { module: 'admin', as: ADMIN } });
  const post = (headers) => fetch(`${frame.url}/__frame/bridge`, { method: 'POST', body, headers });
  assert.equal((await post({ origin: frame.assetsUrl })).status, 403);
  assert.equal((await post({})).status, 403);
  assert.equal((await post({ origin: frame.url })).status, 200);
  const otherName = await fetch(frame.url.replace('localhost', '127.0.0.1'), { redirect: 'manual' });
  assert.equal(otherName.headers.get('location'), `${frame.url}/`);
});

test('bridge: invoke, context, products, history, events, realtime', options, async (t) => {
  const { page, app, inApp, problems } = await open(t, `module=project&project=OPS&as=${ADMIN}`);
  const seen = await inApp(async () => {
    const { invoke, view, router, requestJira, events, realtime } = window.toy;
    const failed = (work) => work.then(() => 'no error', (error) => error.message);
    const once = (listen, tell) => new Promise((resolve) => listen(resolve).then(tell));
    const context = await view.getContext();
    return {
      context: [context.extension, context.timezone, context.theme.colorMode, context.siteUrl],
      stored: [await invoke('set', { key: 'from-page', value: { a: [1] } }) ?? null, await invoke('get', { key: 'from-page' })],
      wrapped: await invoke('get', { key: 'from-page' }, { rateLimitProperties: true }),
      thrown: await failed(invoke('throw')),
      myself: await (await requestJira('/rest/api/3/myself')).json(),
      missing: (await requestJira('/rest/api/3/nothing')).status,
      url: String(await router.getUrl({ target: 'issue', issueKey: 'OPS-1' })),
      event: await once((callback) => events.on('news', callback), () => events.emit('news', { n: 1 })),
      realtime: await once((callback) => realtime.subscribe('room', callback), () => realtime.publish('room', { n: 2 })),
      close: await failed(view.close()),
      submit: await failed(view.submit({})),
      evaluation: (() => { try { return new Function('return 1')(); } catch (error) { return error.name; } })(),
      title: await view.changeWindowTitle('Renamed'),
    };
  });
  assert.deepEqual(seen.context, [
    { type: 'jira:projectPage', project: { id: '10001', key: 'OPS', type: 'service_desk' } }, 'Europe/Berlin', 'light', frame.url,
  ]);
  assert.deepEqual(seen.stored, [null, { a: [1] }]);
  assert.deepEqual(seen.wrapped, { body: { a: [1] }, metadata: {} });
  assert.equal(seen.thrown, 'There was an error invoking the function - boom');
  assert.deepEqual(seen.myself, { as: 'user', account: ADMIN });
  assert.equal(seen.missing, 404);
  assert.equal(seen.url, `${frame.url}/browse/OPS-1`);
  assert.deepEqual([seen.event, seen.realtime], [{ n: 1 }, { n: 2 }]);
  assert.match(seen.close, /not closable/);
  assert.match(seen.submit, /not submittable/);
  assert.equal(seen.evaluation, 'EvalError');
  assert.equal(await page.title(), 'Renamed');

  await app.getByRole('button', { name: 'Go deeper' }).click();
  await app.getByText('/deeper?x=1').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('path'), '/deeper?x=1');
  await page.goBack();
  await app.locator('#place').filter({ hasText: /^\/$/ }).waitFor();
  await page.goForward();
  await app.getByText('/deeper?x=1').waitFor();
  await page.reload();
  await app.getByText('/deeper?x=1').waitFor();
  assert.deepEqual(problems.filter((text) => !/eval|404/.test(text)), []);
});

test('flags and modals are drawn by the frame and answer the page', options, async (t) => {
  const { page, app, inApp } = await open(t, 'module=admin');
  await app.getByRole('button', { name: 'Show a flag' }).click();
  const flag = page.locator('[data-flag=saved]');
  await flag.getByText('All is well.').waitFor();
  await flag.getByRole('button', { name: 'Undo' }).click();
  await app.getByText('undone').waitFor();
  await flag.getByRole('button', { name: 'Close' }).click();
  assert.equal(await flag.count(), 0);

  await app.getByRole('button', { name: 'Open a modal' }).click();
  const inner = page.frameLocator('dialog iframe');
  await inner.getByText(' in ').waitFor();
  const modalFrame = page.frames().at(-1);
  assert.deepEqual(await modalFrame.evaluate(async () => (await window.toy.view.getContext()).extension.modal), { number: 7 });
  await modalFrame.evaluate(() => void window.toy.view.close({ word: 'thanks' }));
  await app.getByText('closed with thanks').waitFor();
  assert.equal(await page.locator('dialog').count(), 0);

  await inApp(() => window.toy.router.navigate('/browse/PAY-1'));
  await page.getByText('/browse/PAY-1 is a page of the product').waitFor();
  await inApp(() => window.toy.router.navigate({ target: 'module', moduleKey: 'wiki' }));
  await app.getByText('confluence:globalSettings').waitFor();
  assert.equal(await page.locator('#product-name').textContent(), 'Confluence');
});

test('the theme is live and stays in the address', options, async (t) => {
  const { page, inApp } = await open(t, 'module=admin&theme=dark');
  const mode = () => inApp(() => document.documentElement.dataset.colorMode);
  assert.equal(await mode(), 'dark');
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await page.waitForFunction(() => !location.search.includes('theme'));
  assert.equal(await mode(), 'light');
  assert.match(await inApp(() => document.documentElement.dataset.theme), /dark:dark/);
});

test('whoever looks is chosen at the top, fixed people first', options, async (t) => {
  const { page, app } = await open(t, 'module=project&project=WEB');
  const names = await page.locator('#person option').allTextContents();
  assert.deepEqual(names, [
    'Amara Okafor (site admin)', 'Petra Klein (project admin of PAY)', 'Sami Lind (space admin of DOCS)', 'Noor Rossi (no admin rights)',
    'Ben Nguyen', 'Zoe Young',
  ]);
  await page.getByLabel('Looking as').selectOption('ben');
  await app.getByText('ben in jira:projectPage WEB').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('as'), 'ben');
  await page.getByRole('link', { name: 'Documentation' }).click();
  await app.getByText('ben in confluence:spaceSettings').waitFor();
});

test('the panel acts on the site and shows what fired', options, async (t) => {
  const { page } = await open(t, `module=admin&as=${ADMIN}`);
  await page.getByRole('button', { name: 'Make something happen' }).press('Enter');
  const act = async (what, fields, button) => {
    await page.getByLabel('What happens').selectOption(what);
    for (const [label, value] of Object.entries(fields)) {
      const control = page.locator('#act-form').getByLabel(label);
      if ((await control.evaluate((node) => node.tagName)) === 'SELECT') await control.selectOption(value);
      else await control.fill(value);
    }
    const done = page.waitForResponse(/__frame\/act/);
    await page.getByRole('button', { name: button, exact: true }).click();
    await done;
    return site.acts.at(-1);
  };
  await page.locator('#act-issue option').first().waitFor({ state: 'attached' });
  const as = ADMIN;
  assert.deepEqual(await act('edit', { Summary: 'New' }, 'Save summary'), { as, do: 'edit', issue: 'PAY-1', fields: { summary: 'New' } });
  assert.deepEqual(await act('transition', { Transition: '21' }, 'Change status'), { as, do: 'transition', issue: 'PAY-1', transition: '21' });
  assert.deepEqual(await act('assign', { Assignee: '' }, 'Assign'), { as, do: 'assign', issue: 'PAY-1', assignee: null });
  assert.deepEqual(await act('comment', { Comment: 'Hi' }, 'Add comment'), { as, do: 'comment', issue: 'PAY-1', text: 'Hi' });
  assert.deepEqual(await act('edit-comment', { 'New text': 'Ho' }, 'Save comment'), { as, do: 'edit-comment', issue: 'PAY-1', comment: '501', text: 'Ho' });
  assert.deepEqual(await act('delete-comment', {}, 'Delete comment'), { as, do: 'delete-comment', issue: 'PAY-1', comment: '501' });
  assert.deepEqual(await act('worklog', {}, 'Log work'), { as, do: 'worklog', issue: 'PAY-1', spent: '1h 30m' });
  assert.deepEqual(await act('link', { 'Other issue': 'PAY-3' }, 'Link'), { as, do: 'link', issue: 'PAY-1', to: 'PAY-3' });
  assert.deepEqual(await act('attach', {}, 'Attach'), { as, do: 'attach', issue: 'PAY-1', name: 'screenshot.png' });
  assert.deepEqual(await act('create', { 'Who does it': 'ben' }, 'Create issue'), { as: 'ben', do: 'create', project: 'PAY', summary: 'A new issue' });
  await page.getByText('One product event fired.').waitFor();
  await act('delete', {}, 'Delete issue');
  await page.getByText('Only admins may delete issues.').waitFor();

  await page.getByLabel('What happens').selectOption('edit-comment');
  await page.getByLabel('Issue', { exact: true }).selectOption('PAY-2');
  await page.getByText('PAY-2 has nothing to choose from here.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save comment' }).isDisabled(), true);

  const fired = page.locator('#deliveries > li');
  const count = await fired.count();
  await page.getByRole('button', { name: 'Send the last event again' }).click();
  await page.getByText(/was sent again/).waitFor();
  await fired.nth(count).waitFor();
  await page.getByRole('button', { name: 'Send a malformed event' }).click();
  await fired.nth(count + 1).waitFor();
  site.emit({ eventType: 'avi:jira:updated:issue', toy: { id: 'x', failTimes: 1 } });
  await page.getByText('Delivered, try 2').waitFor();
  site.emit({ eventType: 'avi:jira:updated:issue', toy: { id: 'y', failTimes: 1, how: 'throw' } });
  await page.getByText('FUNCTION_ERROR: thrown').waitFor();
});

test('axe finds nothing in either theme', options, async (t) => {
  for (const theme of ['light', 'dark']) {
    const { page, app } = await open(t, `module=project&project=PAY&theme=${theme}`);
    await page.getByRole('button', { name: 'Make something happen' }).click().catch(() => {});
    if (await page.locator('#panel').isHidden()) await page.getByRole('button', { name: 'Make something happen' }).click();
    for (const kind of ['success', 'warning', 'error']) {
      await page.frames()[1].evaluate((type) => window.toy.showFlag({ id: type, title: type, description: 'text', type }), kind);
    }
    await app.getByText(' in ').waitFor();
    await page.locator('#deliveries > li').first().waitFor();
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run({ exclude: ['iframe'] }, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)]), [], theme);
  }
});
