/** The page of deleted things: what it was, who wrote it, who deleted it, and its text. */
import { expect, PEOPLE, test, type Stage } from './stage';

test.describe.configure({ timeout: 120_000 });

const cards = (stage: Stage) => stage.app.locator('.deleted-card');
const kinds = (stage: Stage) => stage.app.getByRole('group', { name: 'What was deleted' });

async function open(stage: Stage) {
  await stage.openLog();
  await stage.goTo('Deleted');
  await expect(cards(stage).first()).toBeVisible({ timeout: 20_000 });
}

async function deleteComment(stage: Stage, text: string) {
  const [issue] = await stage.board('PAY');
  const comment = await stage.act({ as: PEOPLE.projectAdmin, do: 'comment', issue: issue?.key, text });
  await stage.act({ as: PEOPLE.siteAdmin, do: 'delete-comment', issue: issue?.key, comment: comment.made });
  return issue?.key ?? '';
}

test('a comment that was deleted is there with its text, its author and who deleted it', async ({ stage }) => {
  await stage.openLog();
  const text = `vanished ${Date.now()}`;
  const issue = await deleteComment(stage, text);
  await open(stage);
  const card = cards(stage).filter({ hasText: text });
  await expect(card).toContainText(issue);
  await expect(card).toContainText('Comment deleted');
  await expect(card).toContainText('Deleted by');
  await expect(card).toContainText('Written by');
  await card.getByRole('button', { name: 'Details', exact: true }).click();
  await expect(card.locator('.facts').first()).toContainText('Event ID');
  await card.getByRole('button', { name: 'Timeline', exact: true }).click();
  await expect(stage.app.locator('.story-item').filter({ hasText: text }).first()).toBeVisible({ timeout: 20_000 });
});

test('kinds, words, people and time narrow what is shown, and stay in the address', async ({ stage }) => {
  await stage.openLog();
  const word = `needle${Date.now()}`;
  await deleteComment(stage, `a ${word} in hay`);
  await open(stage);
  await kinds(stage).getByRole('button', { name: /^Issues/u }).click();
  await stage.settled();
  for (const label of await cards(stage).locator('.lozenge').first().allInnerTexts()) expect(label).toBe('Issue deleted');
  await expect(cards(stage).filter({ hasText: 'Comment deleted' })).toHaveCount(0);

  await kinds(stage).getByRole('button', { name: /^Everything/u }).click();
  await stage.app.getByRole('searchbox', { name: 'Search in deleted text' }).fill(word);
  await stage.page.keyboard.press('Enter');
  await expect(cards(stage)).toHaveCount(1);
  await stage.reload();
  await expect(cards(stage)).toHaveCount(1, { timeout: 20_000 });
  await expect(cards(stage)).toContainText(word);

  await stage.app.getByRole('searchbox').fill('');
  await stage.page.keyboard.press('Enter');
  await expect.poll(() => cards(stage).count()).toBeGreaterThan(1);
  const who = cards(stage).first().locator('.deleted-who .link');
  const name = await who.innerText();
  await who.click();
  await stage.settled();
  for (const shown of await cards(stage).locator('.deleted-who').allInnerTexts()) expect(shown).toContain(name);
});

test('what has no text says why', async ({ stage }) => {
  await open(stage);
  await kinds(stage).getByRole('button', { name: /^Files/u }).click();
  await expect(cards(stage).first()).toContainText('not what is in them');
});

test('an administrator of a project sees what was deleted there', async ({ stage }) => {
  await stage.openLog({ module: 'jira-project', project: 'PAY', as: PEOPLE.projectAdmin });
  await stage.goTo('Deleted');
  await expect(cards(stage).first()).toBeVisible({ timeout: 20_000 });
  for (const key of await cards(stage).locator('.deleted-head strong').allInnerTexts()) expect(key).toMatch(/^PAY-/u);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious among deleted things, ${theme}`, async ({ stage }) => {
    await stage.openLog({ theme });
    await stage.goTo('Deleted');
    await expect(cards(stage).first()).toBeVisible({ timeout: 20_000 });
    expect(await stage.seriousFaults()).toEqual([]);
  });
}
