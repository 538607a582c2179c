/** What edits and deletions take away is in the record: from the event, or from what the log knew before. */
import { afterEach, describe, expect, test } from 'vitest';
import { call, query, rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { BEGIN, comment, commentDeleted, issueDeleted, linked, page, prioritized, userUpdated, worklog } from './payloads.ts';
import { EXTENSIONS, PEOPLE, PROJECTS, SPACES } from './people.ts';

let local: Local;

afterEach(() => local.close());

/** The only row of a query. */
async function rowOf(jql: string) {
  const rows = await rowsOf(local, jql);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

const pack = () => local.tick('fiveMinute');

describe('a comment', () => {
  test('that is edited has its text before, and one that is deleted its text', async () => {
    local = await start();
    await local.deliver(comment(PROJECTS.PAY, 1, '7', ['The key is in the safe.'], 0));
    await pack();
    await local.deliver(comment(PROJECTS.PAY, 1, '7', ['The key is in the safe.', 'Ask me for the key.'], 5));
    await local.deliver(commentDeleted(PROJECTS.PAY, 1, '7', 9));
    await pack();
    expect((await rowOf('action = comment.edited')).content).toMatchObject([
      { role: 'body', text: 'Ask me for the key.', author: PEOPLE.plainUser },
      { role: 'previousBody', text: 'The key is in the safe.', author: PEOPLE.plainUser, at: BEGIN },
    ]);
    const deleted = await rowOf('action = comment.deleted');
    expect(deleted).toMatchObject({
      occurred: BEGIN + 9 * 60_000,
      actor: { accountId: PEOPLE.payAdmin },
      container: { key: 'PAY' },
      subject: { id: '7', parent: { key: 'PAY-1', title: 'Rotate keys' } },
      content: [{ role: 'body', text: 'Ask me for the key.', author: PEOPLE.plainUser, at: BEGIN + 5 * 60_000 }],
    });
    // What was said before an edit is found like any other text.
    expect(await rowsOf(local, 'content ~ safe AND action = comment.edited')).toHaveLength(1);
  });

  test('that is known already when packing is stopped behind its commit is known afterwards', async () => {
    local = await start({ faults: [{ on: 'storage', match: '/transaction', functionKey: 'pack', nth: 1, do: 'kill-after' }] });
    await local.deliver(comment(PROJECTS.PAY, 1, '7', ['first'], 0));
    await pack();
    expect(local.kvs.keys('k:')).toEqual([]);
    await pack();
    expect(local.kvs.keys('k:')).toEqual(['k:issue:20001']);
    await local.deliver(comment(PROJECTS.PAY, 1, '7', ['first', 'second'], 5));
    await pack();
    expect((await rowOf('action = comment.edited')).content).toMatchObject([{ text: 'second' }, { text: 'first' }]);
  });

  test('that the log has never seen has nothing added', async () => {
    local = await start();
    await local.deliver(comment(PROJECTS.PAY, 1, '7', ['unseen', 'second'], 5));
    await local.deliver(commentDeleted(PROJECTS.PAY, 1, '8', 9));
    await pack();
    expect((await rowOf('action = comment.edited')).content).toHaveLength(1);
    expect((await rowOf('action = comment.deleted')).content).toBeUndefined();
  });
});

describe('a deleted issue', () => {
  test('has its last fields, comments, worklogs and links', async () => {
    local = await start();
    await local.deliver(prioritized(PROJECTS.PAY, 1, 'Highest', 0));
    await local.deliver(comment(PROJECTS.PAY, 1, '7', ['Who has the key?'], 1));
    await local.deliver(worklog('20001', '30', 2));
    // With its actor: a link without one waits for the change of the issue that names it.
    await local.deliver({ ...linked('20001', '20002', '40', 3), atlassianId: PEOPLE.plainUser });
    await pack();
    await local.deliver(issueDeleted(PROJECTS.PAY, 1, 9));
    await pack();
    const deleted = await rowOf('action = issue.deleted');
    expect(deleted.issue).toMatchObject({ summary: 'Rotate keys', priority: { name: 'Highest' }, status: { name: 'In Progress' } });
    expect(deleted.changes).toMatchObject([{ fieldId: 'issuelinks', from: { id: '20002', text: 'blocks' } }]);
    expect(deleted.content).toMatchObject([
      { role: 'comment', id: '7', text: 'Who has the key?', author: PEOPLE.plainUser, at: BEGIN + 60_000 },
      { role: 'worklog', id: '30', text: 'tests', author: PEOPLE.plainUser, title: expect.stringContaining('1h') as string },
    ]);
    // Jira cannot answer for it any more; the record can.
    expect(await rowsOf(local, 'action = issue.deleted AND priority = Highest')).toHaveLength(1);
  });

  test('shows what it was to who administers its project, and to nobody of another', async () => {
    local = await start();
    await local.deliver(comment(PROJECTS.PAY, 1, '7', ['Who has the key?'], 1));
    await local.deliver(comment(PROJECTS.OPS, 2, '8', ['Only for operations'], 1));
    await pack();
    await local.deliver(issueDeleted(PROJECTS.PAY, 1, 9));
    await local.deliver(issueDeleted(PROJECTS.OPS, 2, 9));
    await pack();
    const seen = await call(local, 'events', query('action = issue.deleted'), { module: 'jira-project', person: 'payAdmin', extension: EXTENSIONS.PAY });
    expect(JSON.stringify(seen.ok)).toContain('Who has the key?');
    expect(JSON.stringify(seen.ok)).not.toContain('Only for operations');
  });
});

describe('a page', () => {
  test('in the trash has its title and version', async () => {
    local = await start();
    await local.deliver(page('updated', SPACES.DOCS, '900', 0, { title: 'Runbook', version: { number: 4 } }));
    await pack();
    await local.deliver(page('trashed', SPACES.DOCS, '900', 5));
    await pack();
    expect(await rowOf('action = page.trashed')).toMatchObject({
      subject: { id: '900', title: 'Runbook' },
      changes: [{ fieldId: 'version', from: { text: '4' } }],
    });
  });
});

describe('a person', () => {
  test('who is not active any more was deactivated', async () => {
    local = await start();
    for (const [minute, active] of [true, false, true].entries()) {
      await local.deliver(userUpdated(PEOPLE.plainUser, active, minute));
      await pack();
    }
    expect((await rowsOf(local, 'action IN (person.updated, person.deactivated, person.reactivated)')).map((row) => row.action)).toEqual([
      'person.reactivated',
      'person.deactivated',
      'person.updated',
    ]);
  });
});
