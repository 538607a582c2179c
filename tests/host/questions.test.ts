/** What the log cannot tell is asked of Jira, about the issues as they are now. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventsAnswer } from '../../src/reading.ts';
import { answerOf, call, query, start } from './local.ts';
import type { Local } from './local.ts';
import { pageUpdated, transitioned } from './payloads.ts';
import { EXTENSIONS, PROJECTS, SPACES } from './people.ts';
import { answerAsProduct } from './products.ts';
import type { ProductRequest } from './products.ts';

interface Question {
  issueIds: number[];
  jqls: string[];
}

let local: Local;
let questions: Question[] = [];
/** Ids of the issues that match, and of those that can be seen. */
let matching = new Set<number>();
let visible: (id: number) => boolean = () => true;
let failure: number | undefined;
let errors: string[] = [];

beforeEach(async () => {
  [questions, matching, visible, failure, errors] = [[], new Set(), () => true, undefined, []];
  local = await start({ product: answer as never });
});

afterEach(() => local.close());

function answer(request: ProductRequest): Response {
  if (request.path !== '/rest/api/3/jql/match') return answerAsProduct(request);
  expect([request.method, request.as]).toEqual(['POST', 'user']);
  const question = JSON.parse(String(request.body)) as Question;
  questions.push(question);
  if (failure !== undefined) return Response.json({ errorMessages: ['no'] }, { status: failure });
  const { issueIds } = question;
  if (issueIds.length > 1_000) return Response.json({ errorMessages: ['too many'] }, { status: 400 });
  const matchedIssues = errors.length > 0 ? [] : issueIds.filter((id) => matching.has(id) && visible(id));
  return Response.json({ matches: [{ matchedIssues, errors }, { matchedIssues: issueIds.filter(visible), errors: [] }] });
}

const JQL = 'cf[10010] = 3 AND product = jira';
const keysOf = ({ rows }: EventsAnswer) => rows.map(({ subject }) => subject.key);
/** Keys of the rows that are marked "cannot tell". */
const cannotTell = ({ rows, cannotTell: ids }: EventsAnswer) => rows.filter(({ id }) => ids.includes(id)).map(({ subject }) => subject.key);

async function seedThree(): Promise<void> {
  for (const number of [1, 2, 3]) await local.deliver(transitioned(PROJECTS.PAY, number, number));
}

describe('an issue', () => {
  beforeEach(seedThree);

  test('that matches is shown, one that does not is not, and one that is gone cannot be told', async () => {
    matching = new Set([20_001]);
    visible = (id) => id !== 20_003;
    const answered = await answerOf(local, JQL);
    expect(keysOf(answered)).toEqual(['PAY-3', 'PAY-1']);
    expect(cannotTell(answered)).toEqual(['PAY-3']);
    expect(answered).toMatchObject({ undecided: 0, complete: true, answeredByJira: ['cf[10010] = 3'] });
    expect(questions).toEqual([{ issueIds: expect.arrayContaining([20_001, 20_002, 20_003]), jqls: ['cf[10010] = 3', 'project IS NOT EMPTY'] }]);
  });

  test.each([403, 404, 410])('of which Jira shows nothing (%i) cannot be told', async (status) => {
    failure = status;
    const answered = await answerOf(local, JQL);
    expect(keysOf(answered)).toEqual(['PAY-3', 'PAY-2', 'PAY-1']);
    expect(cannotTell(answered)).toEqual(['PAY-3', 'PAY-2', 'PAY-1']);
  });

  test('about which Jira does not understand the question cannot be told, in its words', async () => {
    errors = ["Field 'cf[10010]' does not exist or you do not have permission to view it."];
    const answered = await answerOf(local, JQL);
    expect(cannotTell(answered)).toHaveLength(3);
    expect(answered.warnings.find(({ code }) => code === 'read.jira-refused')?.message).toContain(errors[0]);
  });

  test('is not asked about when the log decides', async () => {
    await answerOf(local, 'project = PAY AND changedTo = "In Progress"');
    await answerOf(local, 'cf[10010] = 3 AND project = OPS');
    expect(questions).toEqual([]);
  });
});

test.each([400, 429, 500])('Jira that fails (%i) is a failure that says what could not be asked', async (status) => {
  await seedThree();
  failure = status;
  const { error } = await call(local, 'events', query(JQL));
  expect(error).toMatchObject({ code: 'busy', message: "Jira could not be asked which issues match 'cf[10010] = 3'." });
});

test('more than a thousand rows are asked about in calls of at most a thousand issues', async () => {
  const count = 1_150;
  for (let number = 1; number <= count; number += 1) await local.deliver(transitioned(PROJECTS.PAY, number, number));
  await local.tick('fiveMinute');
  matching = new Set([20_001, 20_000 + count]);
  const found: (string | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const answered = await answerOf(local, JQL, cursor === undefined ? {} : { cursor });
    expect(answered.undecided).toBe(0);
    found.push(...keysOf(answered));
    cursor = answered.cursor;
  } while (cursor !== undefined);
  expect(found).toEqual([`PAY-${count}`, 'PAY-1']);
  expect(questions.every(({ issueIds }) => issueIds.length <= 1_000)).toBe(true);
  expect(new Set(questions.flatMap(({ issueIds }) => issueIds)).size).toBe(count);
}, 180_000);

test('a project page asks as its user, about its own issues only', async () => {
  await seedThree();
  await local.deliver(transitioned(PROJECTS.OPS, 9, 9));
  await call(local, 'events', query(JQL), { module: 'jira-project', person: 'payAdmin', extension: EXTENSIONS.PAY });
  expect(questions.flatMap(({ issueIds }) => issueIds).sort()).toEqual([20_001, 20_002, 20_003]);
});

test('a page of Confluence asks nothing: such rows are counted', async () => {
  await seedThree();
  await local.deliver(pageUpdated(SPACES.DOCS, '900', 5));
  const { ok } = await call<EventsAnswer>(local, 'events', query(JQL), { module: 'confluence-site' });
  expect(ok).toMatchObject({ rows: [], undecided: 3, cannotTell: [], open: ['cf[10010] = 3'] });
  expect(questions).toEqual([]);
});
