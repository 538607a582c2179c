/** Projects that were archived or deleted. */
import { route } from '@forge/api';
import type { Asker } from '../asker';

/** The body of the list, the last that ended first. Costs a point, and one a project, which the caller books. */
export function endedProjects(ask: Asker, how: 'archived' | 'deleted', limit: number): Promise<string> {
  const path = route`/rest/api/3/project/search?status=${how}&orderBy=${`-${how}Date`}&maxResults=${limit}`;
  return ask.text('jira', `its ${how} projects`, path);
}
