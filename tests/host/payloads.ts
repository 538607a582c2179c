/** Product events as the platform sends them. */
import { PEOPLE, PROJECTS, SPACES } from './people.ts';

/** Times of the tests begin here. */
export const BEGIN = Date.UTC(2026, 10, 20, 9, 0, 0);

type Project = (typeof PROJECTS)[keyof typeof PROJECTS];
type Space = (typeof SPACES)[keyof typeof SPACES];

const status = (id: string, name: string, category: string) => ({
  id,
  name,
  statusCategory: { id: 2, key: category, name: category },
});

function issue(project: Project, number: number) {
  return {
    id: String(20_000 + number),
    key: `${project.key}-${number}`,
    fields: {
      summary: 'Rotate keys',
      issuetype: { id: '10001', name: 'Task' },
      creator: { accountId: PEOPLE.plainUser },
      project: { ...project, projectTypeKey: 'software', simplified: false },
      assignee: null,
      status: status('3', 'In Progress', 'indeterminate'),
    },
  };
}

/** Issue `number` of a project goes from To Do to In Progress, `minutes` after the beginning. */
export function transitioned(project: Project, number: number, minutes: number) {
  return {
    eventType: 'avi:jira:updated:issue',
    timestamp: String(BEGIN + minutes * 60_000),
    atlassianId: PEOPLE.plainUser,
    selfGenerated: false,
    issue: issue(project, number),
    changelog: {
      items: [{ field: 'status', fieldId: 'status', fieldtype: 'jira', from: '1', fromString: 'To Do', to: '3', toString: 'In Progress' }],
    },
    jiraEventTypeName: 'issue_generic',
    associatedUsers: [{ accountId: PEOPLE.plainUser }],
  };
}

/** Work is logged on an issue, of which the event says the id only. */
export function worklog(issueId: string, id: string, minutes: number) {
  const at = new Date(BEGIN + minutes * 60_000).toISOString();
  const author = { accountId: PEOPLE.plainUser };
  return {
    eventType: 'avi:jira:created:worklog',
    timestamp: String(BEGIN + minutes * 60_000),
    selfGenerated: false,
    worklog: { id, issueId, author, updateAuthor: author, comment: 'tests', created: at, updated: at, started: at, timeSpent: '1h', timeSpentSeconds: 3600 },
  };
}

/** A page of a space is updated. */
export function pageUpdated(space: Space, id: string, minutes: number) {
  return {
    eventType: 'avi:confluence:updated:page',
    eventCreatedDate: new Date(BEGIN + minutes * 60_000).toISOString(),
    atlassianId: PEOPLE.plainUser,
    suppressNotifications: false,
    updateTrigger: 'edit_page',
    content: {
      id,
      type: 'page',
      status: 'current',
      title: 'Runbook',
      space: { id: Number(space.id), key: space.key, name: space.name, type: 'global', status: 'current' },
      version: { number: 2, when: new Date(BEGIN + minutes * 60_000).toISOString(), by: { accountId: PEOPLE.plainUser } },
    },
  };
}

/** A filter is created: a thing of the site, in no project. */
export function filterCreated(id: string, minutes: number) {
  return {
    eventType: 'avi:jira:created:filter',
    timestamp: String(BEGIN + minutes * 60_000),
    atlassianId: PEOPLE.plainUser,
    filter: { id, name: 'Mine', jql: 'project = PAY', owner: { accountId: PEOPLE.plainUser }, sharePermissions: [], editPermissions: [] },
  };
}

/** Issue `number` of a project is changed. */
export function changed(project: Project, number: number, minutes: number, items: object[]) {
  return {
    eventType: 'avi:jira:updated:issue',
    timestamp: String(BEGIN + minutes * 60_000),
    atlassianId: PEOPLE.plainUser,
    selfGenerated: false,
    issue: issue(project, number),
    changelog: { items },
    jiraEventTypeName: 'issue_updated',
  };
}

/** An issue of a project blocks another; the event does not say who made the link. */
export function linkMade(project: Project, from: number, to: number, minutes: number) {
  return {
    eventType: 'avi:jira:created:issuelink',
    timestamp: String(BEGIN + minutes * 60_000),
    selfGenerated: false,
    id: '500',
    sourceIssueId: String(20_000 + from),
    destinationIssueId: String(20_000 + to),
    sourceProjectId: project.id,
    destinationProjectId: project.id,
    issueLinkType: { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  };
}

/** A file is taken off an issue; the event does not say by whom. */
export function attachmentDeleted(id: string, number: number, minutes: number) {
  return {
    eventType: 'avi:jira:deleted:attachment',
    timestamp: String(BEGIN + minutes * 60_000),
    selfGenerated: false,
    attachment: { id, issueId: String(20_000 + number), fileName: 'a.png', size: '12', mimeType: 'image/png', author: { accountId: PEOPLE.plainUser } },
  };
}

const timeOf = (minutes: number) => new Date(BEGIN + minutes * 60_000).toISOString();

/** A comment on an issue: the last of its texts, edited when there are several. */
export function comment(project: Project, number: number, id: string, texts: string[], minutes: number) {
  const author = { accountId: PEOPLE.plainUser };
  return {
    eventType: 'avi:jira:commented:issue',
    timestamp: String(BEGIN + minutes * 60_000),
    atlassianId: PEOPLE.plainUser,
    issue: issue(project, number),
    comment: { id, author, updateAuthor: author, body: texts.at(-1), created: timeOf(0), updated: timeOf(texts.length > 1 ? minutes : 0), jsdPublic: true },
  };
}

/** A comment is deleted, and the event does not say what it was. */
export function commentDeleted(project: Project, number: number, id: string, minutes: number) {
  return {
    eventType: 'avi:jira:deleted:comment',
    timestamp: String(BEGIN + minutes * 60_000),
    atlassianId: PEOPLE.payAdmin,
    issue: issue(project, number),
    comment: { id },
  };
}

/** The priority of an issue changes; only the changelog says so. */
export function prioritized(project: Project, number: number, to: string, minutes: number) {
  return {
    ...transitioned(project, number, minutes),
    changelog: { items: [{ field: 'priority', fieldId: 'priority', fieldtype: 'jira', from: '3', fromString: 'Medium', to: '1', toString: to }] },
  };
}

/** An issue blocks another. */
export function linked(source: string, destination: string, id: string, minutes: number) {
  return {
    eventType: 'avi:jira:created:issuelink',
    timestamp: String(BEGIN + minutes * 60_000),
    // Not usual, but then nothing waits for another event that names who did it.
    atlassianId: PEOPLE.plainUser,
    id,
    sourceIssueId: source,
    destinationIssueId: destination,
    issueLinkType: { id: '10000', name: 'Blocks', outward: 'blocks', inward: 'is blocked by' },
  };
}

/** An issue is deleted. */
export function issueDeleted(project: Project, number: number, minutes: number) {
  return {
    eventType: 'avi:jira:deleted:issue',
    timestamp: String(BEGIN + minutes * 60_000),
    atlassianId: PEOPLE.payAdmin,
    issue: issue(project, number),
  };
}

/** Something happens to a page, of which the event says what `more` says. */
export function page(verb: string, space: Space, id: string, minutes: number, more: object = {}) {
  return {
    eventType: `avi:confluence:${verb}:page`,
    eventCreatedDate: timeOf(minutes),
    atlassianId: PEOPLE.plainUser,
    content: { id, type: 'page', space: { id: Number(space.id), key: space.key, name: space.name, type: 'global' }, ...more },
  };
}

/** A person's account changes in some way. */
export function userUpdated(accountId: string, active: boolean, minutes: number) {
  return {
    eventType: 'avi:jira:updated:user',
    timestamp: String(BEGIN + minutes * 60_000),
    user: { accountId, accountType: 'atlassian', active },
  };
}
