/** Lists of Confluence that are looked at again and again. */
import { route } from '@forge/api';
import { byCursor, byLink, numberOf, whole } from './lists';
import type { List, Place } from './lists';

export const groups: List = {
  product: 'confluence',
  what: 'its groups',
  page: 200,
  each: 2,
  path: (from) => route`/wiki/rest/api/group?start=${numberOf(from)}&limit=200`,
  next: byLink,
};

export const groupMembers = (groupId: string): List => ({
  product: 'confluence',
  what: 'the members of its groups',
  page: 200,
  each: 2,
  path: (from) => route`/wiki/rest/api/group/${groupId}/membersByGroupId?start=${numberOf(from)}&limit=200`,
  next: byLink,
});

/** Spaces, for looking at each of them. */
export const spaces: List = {
  product: 'confluence',
  what: 'its spaces',
  page: 25,
  each: 1,
  path: (from) => (from === undefined ? route`/wiki/api/v2/spaces?limit=25&sort=id` : route`/wiki/api/v2/spaces?limit=25&sort=id&cursor=${from}`),
  next: byCursor,
};

export const spacePermissions = (spaceId: string): List => ({
  product: 'confluence',
  what: 'the permissions of spaces',
  page: 250,
  each: 2,
  path: (from: Place | undefined) =>
    from === undefined
      ? route`/wiki/api/v2/spaces/${spaceId}/permissions?limit=250`
      : route`/wiki/api/v2/spaces/${spaceId}/permissions?limit=250&cursor=${from}`,
  next: byCursor,
});

/** Pages, for looking at each of them. */
export const pages: List = {
  product: 'confluence',
  what: 'its pages',
  page: 25,
  each: 1,
  path: (from) => (from === undefined ? route`/wiki/api/v2/pages?limit=25&sort=id` : route`/wiki/api/v2/pages?limit=25&sort=id&cursor=${from}`),
  next: byCursor,
};

/** Who may read and who may edit a page or other content: `{read: {...}, update: {...}}`. */
export const restrictions = (contentId: string): List => ({
  product: 'confluence',
  what: 'restrictions of pages',
  page: 20,
  each: 2,
  path: () => route`/wiki/rest/api/content/${contentId}/restriction/byOperation`,
  next: whole,
});
