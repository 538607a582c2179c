/** What both a live event and the product's audit log tell is one row: the live one, with who did it. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Event } from '../../src/generated/index.ts';
import { AuditSite } from './audit-site.ts';
import type { Told } from './audit-site.ts';
import { rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { PEOPLE, PROJECTS } from './people.ts';
import { makeDue } from './polled.ts';

let local: Local | undefined;

afterEach(async () => {
  await local?.close();
  local = undefined;
});

const MINUTE = 60_000;
const PERSON = '712020:00000000-0000-4000-8000-000000000009';

/** An event, and the audit record of the same. */
type Twice = [event: string, action: string, members: object, told: Omit<Told, 'at' | 'by'>];

const version = { version: { id: '10100', name: '1.0', projectId: 10000, released: false, archived: false } };
const component = { component: { id: '10200', name: 'Ledger', projectId: 10000, project: 'PAY' } };
const field = { id: 'customfield_10300', key: 'customfield_10300', name: 'Cost', type: 'float', typeName: 'Number' };
const context = { id: '10310', fieldId: 'customfield_10300', fieldKey: 'customfield_10300', name: 'Everywhere', projectIds: [], issueTypeIds: [] };
const issueType = { issueType: { id: '10400', name: 'Incident', description: '', subtask: false } };
const filter = { filter: { id: '10500', name: 'Mine', jql: 'assignee = currentUser()' } };
const board = { board: { id: 10600, name: 'Payments board', type: 'scrum' } };
const user = { user: { accountId: PERSON, accountType: 'atlassian', active: true } };
const project = { project: { ...PROJECTS.PAY, projectTypeKey: 'software' } };

const of = (kind: string, id: string, name: string, summary: string) => ({ summary, kind, id, name });
const ofVersion = (verb: string) => of('PROJECT_VERSION', '10100', '1.0', `Project version ${verb}`);
const ofProject = (verb: string) => of('PROJECT', PROJECTS.PAY.id, PROJECTS.PAY.name, `Project ${verb}`);
const ofField = (verb: string) => of('CUSTOM_FIELD', 'customfield_10300', 'Cost', `Custom field ${verb}`);

const IN_BOTH: Twice[] = [
  ...['created', 'updated', 'archived', 'unarchived', 'restored', 'deleted'].map((verb): Twice => [`avi:jira:${verb}:project`, `project.${verb}`, project, ofProject(verb)]),
  ['avi:jira:softdeleted:project', 'project.trashed', project, ofProject('deleted')],
  ['avi:jira:softdeleted:project', 'project.trashed', project, ofProject('moved to trash')],
  ...['created', 'updated', 'released', 'unreleased', 'archived', 'unarchived', 'merged', 'moved', 'deleted'].map(
    (verb): Twice => [`avi:jira:${verb}:version`, `version.${verb}`, version, ofVersion(verb)],
  ),
  ...['created', 'updated', 'deleted'].flatMap((verb): Twice[] => [
    [`avi:jira:${verb}:component`, `component.${verb}`, component, of('PROJECT_COMPONENT', '10200', 'Ledger', `Project component ${verb}`)],
    [`avi:jira:${verb}:field`, `field.${verb}`, field, ofField(verb)],
    [`avi:jira:${verb}:field:context`, `field.context-${verb}`, context, of('CUSTOM_FIELD_CONTEXT', '10310', 'Everywhere', `Custom field context ${verb}`)],
    [`avi:jira:${verb}:issuetype`, `issuetype.${verb}`, issueType, of('ISSUE_TYPE', '10400', 'Incident', `Issue type ${verb}`)],
    [`avi:jira:${verb}:filter`, `filter.${verb}`, filter, of('FILTER', '10500', 'Mine', `Filter ${verb}`)],
    [`avi:jira:${verb}:user`, `person.${verb}`, user, of('USER', PERSON, PERSON, `User ${verb}`)],
    [`avi:jira-software:${verb}:board`, `board.${verb}`, board, of('BOARD', '10600', 'Payments board', `Board ${verb}`)],
  ]),
  ['avi:jira:trashed:field', 'field.trashed', field, ofField('moved to trash')],
  ['avi:jira:trashed:field', 'field.trashed', field, ofField('deleted')],
  ['avi:jira:restored:field', 'field.restored', field, ofField('restored')],
  ['avi:jira:updated:user', 'person.deactivated', user, of('USER', PERSON, PERSON, 'User deactivated')],
  ['avi:jira-software:configuration-changed:board', 'board.configured', { configuration: { ...board.board } }, of('BOARD', '10600', 'Payments board', 'Board configuration changed')],
  ['avi:jira:changed:configuration', 'setting.updated', { property: { key: 'jira.option.voting', value: 'false' } }, of('GLOBAL_SETTINGS', '', 'Voting', 'Global settings updated')],
  ['avi:jira:timetracking:provider:changed', 'setting.timetracking-updated', { property: { key: 'jira.timetracking.selected', value: 'JIRA' } }, of('GLOBAL_SETTINGS', '', 'Time tracking', 'Global settings updated')],
];

/** Of one thing there are several; so far apart that none is taken for another. */
const APART = 12 * MINUTE;

describe('told by an event and by the audit log', () => {
  test.each([true, false])('is one row (the event says who did it: %s)', async (stated) => {
    const site = new AuditSite();
    const now = Date.now();
    const at = (n: number) => now - (n + 1) * APART;
    for (const [n, [, , , told]] of IN_BOTH.entries()) site.tellJira({ ...told, at: at(n) + 600, by: PEOPLE.payAdmin });
    local = await start({ product: site.answer });
    for (const [n, [eventType, , members]] of IN_BOTH.entries()) {
      await local.deliver({ eventType, timestamp: String(at(n)), ...(stated && { atlassianId: PEOPLE.payAdmin }), ...members });
    }
    await local.tick('fiveMinute');
    makeDue(local, ['jira-audit']);
    await local.tick('hour');
    await local.tick('fiveMinute');
    const rows = await rowsOf(local, 'product != app');
    const said = ({ occurred, action, provenance, actor }: Event) => `${occurred} ${action} ${provenance} ${actor.accountId} ${actor.certainty}`;
    const wanted = IN_BOTH.map(([, action], n) => `${at(n)} ${action} live ${PEOPLE.payAdmin} ${stated ? 'stated' : 'inferred'}`);
    expect(rows.map(said)).toEqual(wanted);
  });
});

/** Events that the app could not take in come again for an hour; what has waited longer is settled. */
const LATE = [6, 18, 30, 42, 54].map((minutes) => minutes * MINUTE);
const parts = Array.from({ length: Math.ceil(IN_BOTH.length / LATE.length) }, (_, n) => IN_BOTH.slice(n * LATE.length, (n + 1) * LATE.length));

describe('told by the audit log first, and by an event that came again and again', () => {
  test.each(parts.map((part) => [part[0]?.[0], part] as const))('is one row: %s ...', async (_, part) => {
    const site = new AuditSite();
    const now = Date.now();
    const at = (n: number) => now - (LATE[n] ?? 0);
    for (const [n, [, , , told]] of part.entries()) site.tellJira({ ...told, at: at(n) + 600, by: PEOPLE.payAdmin });
    local = await start({ product: site.answer });
    makeDue(local, ['jira-audit']);
    await local.tick('hour');
    await local.tick('fiveMinute');
    const told = (rows: Event[]) => rows.map(({ occurred, provenance, actor }) => `${occurred} ${provenance} ${actor.accountId}`);
    // Nobody knows yet that an event will tell of it, so it is there.
    expect(told(await rowsOf(local, 'product != app'))).toEqual(part.map((_, n) => `${at(n) + 600} audit-import ${PEOPLE.payAdmin}`));
    for (const [n, [eventType, , members]] of part.entries()) await local.deliver({ eventType, timestamp: String(at(n)), ...members });
    const wanted = part.map((_, n) => `${at(n)} live ${PEOPLE.payAdmin}`);
    expect(told(await rowsOf(local, 'product != app'))).toEqual(wanted);
    await local.tick('fiveMinute');
    expect(told(await rowsOf(local, 'product != app'))).toEqual(wanted);
    expect(local.kvs.keys('w:')).toEqual([]);
  });
});
