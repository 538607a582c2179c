/** What the coverage page says. */
import { count, inLanguages, plural, type Family } from '.';

const en = {
  /** Sentences and labels. */
  says: {
    live: {
      title: 'Seen as it happens',
      help: 'Jira and Confluence tell the app of these within seconds, at most a few minutes.',
      looking: 'Looking…',
      none: 'Nothing yet',
      failed: 'The log did not answer',
      last: (time: string) => `Last event ${time}`,
      viewsOff: 'Who only looks at pages and issues, or searches, is not kept: there may be more of that than of all else.',
      viewsOn: 'Who looks at pages and issues, or searches, is kept too.',
      keepViews: 'Keep views',
      stopViews: 'Keep views no more',
    },
    polled: {
      title: 'Asked for again and again',
      help: 'No event tells of these, so the app asks for them: the products’ own audit logs, and lists that are compared with what they were. A change is seen at the next look.',
      columns: ['Area', 'State', 'Last look', 'Newest found', 'Events', 'Next look'],
      states: { refused: 'Cannot see', failing: 'Failing', waits: 'Waiting', never: 'Not yet asked', works: 'Works' },
      waits: { points: 'This hour’s share of the quota is used up; it goes on in the next hour.', time: 'There was no time left; it comes first the next time.' } as Record<string, string>,
      unread: (time: string) => `Behind: something since ${time} is still to be read.`,
      past: (time: string) => `Of the time before the app, all after ${time} was read; it goes on.`,
      never: 'Never',
      ago: (length: string) => `${length} ago`,
      within: (length: string) => `in ${length}`,
      nextHour: 'Within the hour',
      askNow: 'Look now',
      asking: 'Looking…',
      nobodyAgrees: 'Where the app itself is refused, it can ask as an administrator who agrees to that. Nobody has agreed.',
      agreed: 'Where the app itself is refused, it asks in the name of',
      agree: 'Ask in my name',
      withdraw: 'Not in my name any more',
    },
    unseen: {
      title: 'What nobody can see from here',
      list: [
        ['Logins, and what organization administrators do', 'Atlassian shows these to holders of an organization’s API key alone. Using one would send data outside of Atlassian, which this app does not do.'],
        ['Events larger than 200 kB', 'The platform does not deliver them. The nightly comparison with Jira’s history finds such changes of issues.'],
        ['What goes with a deleted project, space or issue', 'The products tell of the deletion alone. The last state that the log knows is kept with it.'],
        ['Projects and spaces that are closed to apps', 'A data security policy of your organization can do that. The log shows when it was noticed: action = app.access-blocked.'],
      ] as [string, string][],
    },
    backfill: {
      title: 'Before the app was there',
      help: 'Jira keeps the history of issues. Reading it adds what happened earlier: changes, comments, work logged, links and files. It takes its time, so that Jira stays fast for everybody.',
      begin: 'Read the history',
      again: 'Read again',
      pause: 'Pause',
      resume: 'Go on',
      since: 'Since',
      projects: 'Projects',
      allProjects: 'All projects',
      beginning: 'the beginning',
      begunBy: 'begun by',
      steps: { running: 'Reading', paused: 'Paused', finished: 'Finished' },
      done: (issues: number, of: number | undefined, pages: number, records: number) =>
        `${of ? `${count(issues)} of about ${plural(Math.max(of, issues), 'issue', 'issues')}` : plural(issues, 'issue', 'issues')}${pages > 0 ? ` and ${plural(pages, 'page', 'pages')} of Confluence` : ''}, ${plural(records, 'event', 'events')} added`,
      left: (hours: number) => `about ${plural(hours, 'hour', 'hours')} left`,
      range: (from: string, to: string, projects: string | undefined) => `From ${from} to ${to}, ${projects ?? 'all projects'}`,
      points: (points: string) => `${points} points of Jira’s quota used`,
      problem: (what: string) => `Last problem: ${what}`,
    },
    reconciled: (until: string, found: number) => `Compared with Jira’s history up to ${until}: ${found === 0 ? 'nothing was missing' : `${plural(found, 'event', 'events')} had been missed and ${found === 1 ? 'was' : 'were'} added`} in the last 30 days.`,
    gaps: (ranges: number) => `${plural(ranges, 'range', 'ranges')} of issue numbers nobody has seen`,
    gapsHelp: 'These issues were deleted before the app was installed, or while it was away. Nothing more can be known of them here.',
  },
  /** What arrives as it happens, by what people call it. */
  live: {
    issues: 'Issues',
    comments: 'Comments',
    worklogs: 'Work logs',
    links: 'Links and attachments',
    projects: 'Projects, versions, components',
    boards: 'Boards and sprints',
    people: 'People',
    fields: 'Fields, issue types, filters',
    settings: 'Jira settings',
    desks: 'Service projects',
    pages: 'Pages and blog posts',
    spaces: 'Spaces',
    other: 'Other content of Confluence',
  },
  /** What is polled; an area without a name here shows its own. */
  polled: {
    'jira-audit': 'Jira’s audit log',
    'confluence-audit': 'Confluence’s audit log',
    'ended-projects': 'Who archived or deleted projects',
    'confluence-audit-retention': 'How long Confluence keeps its audit log',
    'issue-history': 'Missed changes of issues, compared with Jira’s history',
    settings: 'Jira’s global settings',
    users: 'Accounts: active or not',
    groups: 'Groups',
    'group-members': 'Members of groups',
    'wiki-groups': 'Groups of Confluence',
    'wiki-group-members': 'Members of Confluence’s groups',
    'permission-schemes': 'Permission schemes',
    roles: 'Project roles',
    'project-roles': 'People in project roles',
    'notification-schemes': 'Notification schemes',
    'security-schemes': 'Issue security schemes',
    workflows: 'Workflows',
    'space-permissions': 'Permissions of spaces',
    'page-restrictions': 'Restrictions of pages',
    organizations: 'Organizations of customers',
    'organization-members': 'Members of organizations',
    assets: 'Assets: new and changed',
    'assets-objects': 'Assets: deleted',
    dashboards: 'Dashboards',
  } as Record<string, string>,
};

const words = inLanguages({ en, de: en });

/** Sentences and labels. */
export const says = words.says;

/** What is polled; an area without a name here shows its own. */
export const polledAreas = words.polled;

/** What arrives as it happens, by what people call it. */
export const liveAreas: { name: keyof typeof words.live; families: Family[] }[] = [
  { name: 'issues', families: ['issue'] },
  { name: 'comments', families: ['comment'] },
  { name: 'worklogs', families: ['worklog'] },
  { name: 'links', families: ['link', 'attachment'] },
  { name: 'projects', families: ['project', 'version', 'component'] },
  { name: 'boards', families: ['board', 'sprint'] },
  { name: 'people', families: ['person'] },
  { name: 'fields', families: ['field', 'issuetype', 'filter'] },
  { name: 'settings', families: ['setting'] },
  { name: 'desks', families: ['service-desk', 'request-type', 'request-type-group', 'portal'] },
  { name: 'pages', families: ['page', 'blogpost'] },
  { name: 'spaces', families: ['space'] },
  { name: 'other', families: ['whiteboard', 'database', 'folder', 'embed', 'content', 'task', 'label'] },
];

/** The names of these. */
export const liveNames = words.live;
