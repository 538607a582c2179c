/** Lists of Jira and Jira Service Management that are looked at again and again. */
import { route } from '@forge/api';
import { byNumber, numberOf, untilEmpty, whole } from '../lists';
import type { List } from '../lists';

/** Everybody: active, inactive and deleted. */
export const users: List = {
  product: 'jira',
  what: 'its users',
  page: 200,
  each: 2,
  path: (from) => route`/rest/api/3/users/search?startAt=${numberOf(from)}&maxResults=200`,
  next: untilEmpty,
};

/** These people, at most 50. */
export const usersByIds = (accounts: string[]): List => ({
  product: 'jira',
  what: 'its users',
  page: 50,
  each: 2,
  path: () => route`/rest/api/3/user/bulk?maxResults=50&${new URLSearchParams(accounts.map((account) => ['accountId', account]))}`,
  next: whole,
});

export const groups: List = {
  product: 'jira',
  what: 'its groups',
  page: 50,
  each: 2,
  path: (from) => route`/rest/api/3/group/bulk?startAt=${numberOf(from)}&maxResults=50`,
  next: byNumber,
};

/** Members of a group, those included who have left. Jira gives 50 a page at most. */
export const groupMembers = (groupId: string): List => ({
  product: 'jira',
  what: 'the members of its groups',
  page: 50,
  each: 2,
  path: (from) => route`/rest/api/3/group/member?groupId=${groupId}&includeInactiveUsers=true&startAt=${numberOf(from)}&maxResults=50`,
  next: byNumber,
});

export const permissionSchemes: List = {
  product: 'jira',
  what: 'its permission schemes',
  page: 400,
  each: 2,
  path: () => route`/rest/api/3/permissionscheme?expand=all`,
  next: whole,
};

export const notificationSchemes: List = {
  product: 'jira',
  what: 'its notification schemes',
  page: 50,
  each: 2,
  path: (from) => route`/rest/api/3/notificationscheme?expand=all&startAt=${numberOf(from)}&maxResults=50`,
  next: byNumber,
};

export const securitySchemes: List = {
  product: 'jira',
  what: 'its issue security schemes',
  page: 100,
  each: 2,
  path: () => route`/rest/api/3/issuesecurityschemes`,
  next: whole,
};

export const roles: List = {
  product: 'jira',
  what: 'its project roles',
  page: 50,
  each: 1,
  path: () => route`/rest/api/3/role`,
  next: whole,
};

/** Projects, for looking at each of them. */
export const projects: List = {
  product: 'jira',
  what: 'its projects',
  page: 20,
  each: 1,
  path: (from) => route`/rest/api/3/project/search?orderBy=key&startAt=${numberOf(from)}&maxResults=20`,
  next: byNumber,
};

/** The roles of a project: `{name: address}`. */
export const projectRoles = (projectId: string): List => ({
  product: 'jira',
  what: 'the roles of projects',
  page: 30,
  each: 1,
  path: () => route`/rest/api/3/project/${projectId}/role`,
  next: whole,
});

/** Who has a role in a project. */
export const roleActors = (projectId: string, roleId: string): List => ({
  product: 'jira',
  what: 'who has roles in projects',
  page: 50,
  each: 2,
  path: () => route`/rest/api/3/project/${projectId}/role/${roleId}`,
  next: whole,
});

export const settings: List = {
  product: 'jira',
  what: 'its settings',
  page: 1,
  each: 1,
  path: () => route`/rest/api/3/configuration`,
  next: whole,
};

export const workflows: List = {
  product: 'jira',
  what: 'its workflows',
  page: 50,
  each: 1,
  path: (from) => route`/rest/api/3/workflows/search?startAt=${numberOf(from)}&maxResults=50`,
  next: byNumber,
};

export const dashboards: List = {
  product: 'jira',
  what: 'its dashboards',
  page: 50,
  each: 1,
  path: (from) => route`/rest/api/3/dashboard/search?startAt=${numberOf(from)}&maxResults=50`,
  next: byNumber,
};

export const organizations: List = {
  product: 'jira',
  what: 'the organizations of its customers',
  page: 50,
  each: 2,
  path: (from) => route`/rest/servicedeskapi/organization?start=${numberOf(from)}&limit=50`,
  next: byNumber,
};

export const organizationMembers = (id: string): List => ({
  product: 'jira',
  what: 'the members of organizations',
  page: 50,
  each: 2,
  path: (from) => route`/rest/servicedeskapi/organization/${id}/user?start=${numberOf(from)}&limit=50`,
  next: byNumber,
});
