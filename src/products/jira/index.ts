/** The only caller of Jira's REST API. */
export { issue, permissions, project } from './access';
export type { Issue, JiraPermissions, Project } from './access';
export { auditPage } from './audit';
export { endedProjects } from './ended-projects';
export { JiraFailure } from './call';
export type { Answer } from './call';
export { lookUpIssues, match } from './issues';
export { groupMembers, namesOf, organizationMembers, peopleCalled } from './people';
export { mondayFirst } from './settings';
export { issueTypes, priorities, projects, resolutions, statuses, versions, workflows } from './site';
