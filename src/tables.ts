/**
 * What the core wants to know of the site to understand a query: it says what, Jira is asked, the core is asked again.
 *
 * What the whole site shares is asked as the app and remembered for ten minutes. People, groups, organizations and the
 * versions of projects are asked as the user, who may see less than others, and remembered for two minutes for this user
 * alone.
 */
import type { Access } from './access';
import { withCore } from './engine';
import type { CheckAnswer, CheckRequest, Lookup, ProjectRow, Tables, VersionRow } from './generated';
import * as jira from './products/jira';
import { keyOf, recall, remember } from './remembered';
import type { Value } from './storage';

/** A query with all that could be found out of what it speaks of, and what the core says of it. */
export interface Understood {
  request: CheckRequest;
  answer: CheckAnswer;
}

/** A lookup may make another one worth while; more than this does not happen. */
const ROUNDS_MAX = 3;
const SHARED_SECONDS = 600;
const PERSONAL_SECONDS = 120;

/** Checks a query until nothing is left to look up. A query that is wrong in itself costs no look-up. */
export async function understand(request: CheckRequest, access: Access): Promise<Understood> {
  const asker = new Asker(access.accountId ?? '', request.now);
  const weeks = speaksOfWeeks(request) ? { mondayFirst: await asker.mondayFirst() } : {};
  let tables: Tables = {};
  for (let round = 0; ; round += 1) {
    const asked = { ...request, ...weeks, tables };
    const answer = await withCore((core) => core.check(asked));
    if (!answer.ok || answer.wanted.length === 0 || round === ROUNDS_MAX) return { request: asked, answer };
    const found = await Promise.all(answer.wanted.map((lookup) => asker.look(lookup)));
    tables = found.reduce(merged, tables);
  }
}

/** Only these functions care on which day weeks begin. */
function speaksOfWeeks({ jql, narrow }: CheckRequest): boolean {
  return [jql, ...(narrow ?? [])].some((text) => /(start|end)ofweek/i.test(text));
}

/** Puts together what was found; lookups by text have an entry each. */
function merged(a: Tables, b: Tables): Tables {
  return {
    ...a,
    ...b,
    people: { ...a.people, ...b.people },
    groups: { ...a.groups, ...b.groups },
    organizations: { ...a.organizations, ...b.organizations },
    versions: { ...a.versions, ...b.versions },
    refused: [...(a.refused ?? []), ...(b.refused ?? [])],
  };
}

/** Asks for one query. */
class Asker {
  /** Several lookups hang on the projects. */
  private projectRows: Promise<jira.Answer<ProjectRow[]>> | undefined;

  constructor(
    private readonly account: string,
    private readonly now: number,
  ) {}

  async look(lookup: Lookup): Promise<Tables> {
    const found = await this.find(lookup);
    return found ?? { refused: [lookup] };
  }

  async mondayFirst(): Promise<boolean> {
    const answer = await this.kept(keyOf('weeks'), SHARED_SECONDS, async () => ({ ok: [await jira.mondayFirst()] }));
    return 'ok' in answer && answer.ok?.[0] === true;
  }

  private find(lookup: Lookup): Promise<Tables | undefined> {
    switch (lookup.kind) {
      case 'person':
        return this.personal(lookup, jira.peopleCalled, (ids) => ({ people: entry(lookup.text, ids ?? []) }));
      case 'group':
        return this.personal(lookup, jira.groupMembers, (ids) => ({ groups: entry(lookup.text, ids) }));
      case 'organization':
        return this.personal(lookup, jira.organizationMembers, (ids) => ({ organizations: entry(lookup.text, ids) }));
      case 'projects':
        return filled(this.projects(), (projects) => ({ projects }));
      case 'issueTypes':
        return filled(this.shared('issueTypes', jira.issueTypes), (issueTypes) => ({ issueTypes }));
      case 'statuses':
        return filled(this.shared('statuses', jira.statuses), (statuses) => ({ statuses }));
      case 'priorities':
        return filled(this.shared('priorities', jira.priorities), (priorities) => ({ priorities }));
      case 'resolutions':
        return filled(this.shared('resolutions', jira.resolutions), (resolutions) => ({ resolutions }));
      case 'workflows':
        return filled(this.shared('workflows', () => this.workflows()), (workflows) => ({ workflows }));
      case 'versions':
        return this.versions(lookup.project);
    }
  }

  private async personal(
    { kind, text }: { kind: string; text: string },
    ask: (text: string) => Promise<jira.Answer<string[] | null>>,
    table: (ids: string[] | null) => Tables,
  ): Promise<Tables | undefined> {
    const key = keyOf(kind, text, this.account);
    const answer = await this.kept<string>(key, PERSONAL_SECONDS, () => ask(text));
    return 'ok' in answer ? table(answer.ok) : undefined;
  }

  private projects(): Promise<jira.Answer<ProjectRow[]>> {
    this.projectRows ??= this.shared('projects', jira.projects);
    return this.projectRows;
  }

  private async workflows(): ReturnType<typeof jira.workflows> {
    const projects = await this.projects();
    return 'ok' in projects ? jira.workflows(projects.ok.map(({ id }) => id)) : projects;
  }

  /** A query may name a project by key, id or name; Jira takes what is surely its id. */
  private async versions(text: string): Promise<Tables | undefined> {
    const projects = await this.projects();
    if (!('ok' in projects)) return undefined;
    const wanted = text.toLowerCase();
    const project =
      projects.ok.find(({ id, key }) => id === text || key.toLowerCase() === wanted) ??
      projects.ok.find(({ name }) => name.toLowerCase() === wanted);
    if (project === undefined) return { versions: entry(text, null) };
    const key = keyOf('versions', project.id, this.account);
    const answer = await this.kept<VersionRow>(key, PERSONAL_SECONDS, () => jira.versions(project.id));
    return 'ok' in answer ? { versions: entry(text, answer.ok) } : undefined;
  }

  private async shared<T extends Value>(kind: string, ask: () => Promise<jira.Answer<T[]>>): Promise<jira.Answer<T[]>> {
    const answer = await this.kept<T>(keyOf(kind), SHARED_SECONDS, ask);
    return 'ok' in answer && answer.ok === null ? { refused: true } : (answer as jira.Answer<T[]>);
  }

  /** The remembered answer, or a new one. Refusals are not remembered: a permission may be given any moment. */
  private async kept<T extends Value>(key: string, seconds: number, ask: () => Promise<jira.Answer<T[] | null>>): Promise<jira.Answer<T[] | null>> {
    const known = await recall(key, this.now);
    if (known !== undefined) return { ok: known as T[] | null };
    const answer = await ask();
    if ('ok' in answer) await remember(key, answer.ok, seconds, this.now);
    return answer;
  }
}

/** An object with one entry, whatever its name: `__proto__` is a text like any other. */
function entry<T>(name: string, value: T): Record<string, T> {
  return Object.fromEntries([[name, value]]);
}

async function filled<T>(answer: Promise<jira.Answer<T[]>>, table: (rows: T[]) => Tables): Promise<Tables | undefined> {
  const found = await answer;
  return 'ok' in found ? table(found.ok) : undefined;
}
