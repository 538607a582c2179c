/** Assets: workspaces, schemas, objects and their history. Sites without Jira Service Management Premium have none. */
import { route } from '@forge/api';
import { byNumber, numberOf, whole } from '../lists';
import type { List } from '../lists';

/** The workspace of the site, of which there is one: `{values: [{workspaceId}]}`. */
export const workspaces: List = {
  product: 'jira',
  what: 'the workspace of Assets',
  page: 1,
  each: 1,
  path: () => route`/rest/servicedeskapi/assets/workspace`,
  next: whole,
};

/** Schemas: `{values: [{id, name, objectSchemaKey}]}`. */
export const schemas = (workspace: string): List => ({
  product: 'jira',
  what: 'the schemas of Assets',
  page: 25,
  each: 1,
  path: (from) => route`/jsm/assets/workspace/${workspace}/v1/objectschema/list?startAt=${numberOf(from)}&maxResults=25`,
  next: byNumber,
});

/** Objects that a query in Assets' own language finds. */
export const objects = (workspace: string, aql: string): List => ({
  product: 'jira',
  what: 'the objects of Assets',
  page: 100,
  each: 1,
  path: (from) => route`/jsm/assets/workspace/${workspace}/v1/object/aql?startAt=${numberOf(from)}&maxResults=100&includeAttributes=false`,
  body: { method: 'POST', body: { qlQuery: aql } },
  next: byNumber,
});

/** What was done to an object: a list, oldest first. */
export const objectHistory = (workspace: string, object: string): List => ({
  product: 'jira',
  what: 'the history of objects in Assets',
  page: 50,
  each: 1,
  path: () => route`/jsm/assets/workspace/${workspace}/v1/object/${object}/history?asc=true`,
  next: whole,
});
