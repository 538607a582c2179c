/** Who has which role in which project: a way to permissions that has no event. */
import * as jira from '../../products/jira/lists';
import { readPage } from '../../products/lists';
import type { Place } from '../../products/lists';
import type { Turn } from '../poller';
import { listOfEach } from '../snapshots/list-of-each';
import type { Things } from '../snapshots/list-of-each';
import { look } from '../snapshots/look';

interface Project {
  id: string;
  key: string;
  name: string;
}

/** Roles that are read of one project. More than this is not what roles are for. */
const ROLES_MAX = 60;
const ROLE_ID = /\/role\/([0-9]{1,19})$/;

export const projectRoles = listOfEach<Project>({
  area: 'project-roles',
  everyMinutes: 180,
  cost: 600,
  step: 200,
  things: projectsFrom,
  lookAt: lookAtRoles,
});

/** A page of projects. Costs a point, and one a project. */
async function projectsFrom(turn: Turn, page: Place | undefined): Promise<Things<Project>> {
  const { text, next } = await readPage(turn.ask, jira.projects, page);
  const { values = [] } = JSON.parse(text) as { values?: { id: string | number; key: string; name: string }[] };
  turn.spend(values.length);
  return { things: values.map(({ id, key, name }) => ({ id: String(id), key, name })), next };
}

/** All roles of a project in one look. Costs a point a role, and two an actor. */
async function lookAtRoles(turn: Turn, { id, key, name }: Project): Promise<undefined> {
  const addresses = JSON.parse((await readPage(turn.ask, jira.projectRoles(id), undefined)).text) as Record<string, string>;
  const roles = Object.values(addresses).flatMap((address) => ROLE_ID.exec(address)?.[1] ?? []);
  if (roles.length > ROLES_MAX) throw new Error(`project ${key} has ${roles.length} roles, which is more than are looked at`);
  turn.spend(roles.length);
  const texts: string[] = [];
  for (const role of roles) texts.push((await readPage(turn.ask, jira.roleActors(id, role), undefined)).text);
  // Each role is one answer, so that nobody can be missed between two pages.
  await look(turn, { kind: 'role-members', of: { id, key, name } }, { first: true, last: true, atOnce: true }, texts, { each: 2 });
  return undefined;
}
