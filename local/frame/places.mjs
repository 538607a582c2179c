// @ts-check
/** What the frame's navigation shows: the manifest's pages, and the projects, spaces, issues, pages and people of the site. */

/** @typedef {{id: string, key: string, name: string, type?: string}} Place */
/** @typedef {{accountId: string, displayName: string, roles: string[], fixed: boolean}} Person */

/** Where a module type appears: its group, and whether there is one page, or one for each project or space. */
const PLACEMENTS = /** @type {Record<string, {group: string, per: 'site' | 'project' | 'space' | 'issue' | 'content'}>} */ ({
  'jira:adminPage': { group: 'Jira administration', per: 'site' },
  'jira:globalPage': { group: 'Jira apps', per: 'site' },
  'jira:projectPage': { group: 'Projects', per: 'project' },
  'jira:projectSettingsPage': { group: 'Project settings', per: 'project' },
  'jira:issueActivity': { group: 'Issues', per: 'issue' },
  'jira:issuePanel': { group: 'Issues', per: 'issue' },
  'confluence:contentAction': { group: 'Pages', per: 'content' },
  'confluence:contentBylineItem': { group: 'Pages', per: 'content' },
  'confluence:globalSettings': { group: 'Confluence administration', per: 'site' },
  'confluence:globalPage': { group: 'Confluence apps', per: 'site' },
  'confluence:spacePage': { group: 'Spaces', per: 'space' },
  'confluence:spaceSettings': { group: 'Space settings', per: 'space' },
});

/** How many issues and pages are offered; others are named by key or id. */
const SAMPLE = 5;

/** The people whom every site has, whatever it was grown from. */
const FIXED_PERSON = /^557058:00000000-0000-4000-8000-00000000000\d$/;

/** The pages of a manifest with their places in the navigation. */
export function placePages(/** @type {import('../manifest.mjs').Manifest} */ manifest) {
  return manifest.pages.map((page) => {
    const { group, per } = PLACEMENTS[page.type] ?? { group: page.type, per: 'site' };
    return { key: page.key, title: page.title, product: page.type.split(':')[0], basic: page.layout === 'basic', group, per };
  });
}

/**
 * Asks the site for projects, spaces and people, and for some issues and pages. What it cannot tell is left empty.
 * @param {import('../core.mjs').Core} platform
 */
export async function askPlaces({ products, siteUrl }) {
  /** @returns {Promise<any>} */
  const ask = async (/** @type {string} */ product, /** @type {string} */ path) => {
    const answer = await products.request({ product, as: 'app', method: 'GET', path, headers: [['accept', 'application/json']] });
    return answer.status === 200 ? JSON.parse(Buffer.from(answer.body).toString()) : {};
  };
  const orNothing = (/** @type {Promise<any>} */ asked) => asked.catch(() => ({}));
  const recent = encodeURIComponent('updated >= -90d ORDER BY updated DESC');
  const [projects, spaces, issues, pages, people] = await Promise.all([
    orNothing(ask('jira', '/rest/api/3/project/search?maxResults=50')),
    orNothing(ask('confluence', '/wiki/api/v2/spaces?limit=50')),
    orNothing(ask('jira', `/rest/api/3/search/jql?jql=${recent}&fields=summary&maxResults=${SAMPLE}`)),
    orNothing(ask('confluence', `/wiki/api/v2/pages?limit=${SAMPLE}`)),
    orNothing(siteUrl ? fetch(`${siteUrl}/_site/people`).then((response) => response.json()) : Promise.resolve([])),
  ]);
  return {
    projects: (projects.values ?? []).map(readProject),
    spaces: (spaces.results ?? []).map(readSpace),
    issues: (issues.issues ?? []).map((/** @type {any} */ raw) => ({ key: raw.key, name: `${raw.key} ${raw.fields?.summary ?? ''}` })),
    contents: (pages.results ?? []).map((/** @type {any} */ raw) => ({ key: String(raw.id), name: raw.title })),
    people: sortPeople(Array.isArray(people) ? people : []),
  };
}

/** @returns {Place} */
const readProject = (/** @type {any} */ raw) => ({ id: String(raw.id), key: raw.key, name: raw.name, type: raw.projectTypeKey });

/** @returns {Place} */
const readSpace = (/** @type {any} */ raw) => ({ id: String(raw.id), key: raw.key, name: raw.name });

/** The fixed people first, in the order of their numbers; the others by name. @returns {Person[]} */
function sortPeople(/** @type {any[]} */ people) {
  const known = people.map((person) => ({
    accountId: person.accountId,
    displayName: person.displayName,
    roles: person.roles ?? [],
    fixed: FIXED_PERSON.test(person.accountId),
  }));
  const fixed = known.filter((person) => person.fixed).sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
  const others = known.filter((person) => !person.fixed).sort((a, b) => a.displayName.localeCompare(b.displayName));
  return [...fixed, ...others];
}

/**
 * What the products tell about the issue or the page beside which a module is shown; nothing when there is no such thing.
 * @param {import('../core.mjs').Core} platform
 * @param {{issue?: string, content?: string}} seat the issue's key, or the id of the page or blog post
 */
export async function describeThing({ products }, { issue, content }) {
  /** @returns {Promise<any>} */
  const ask = async (/** @type {string} */ product, /** @type {string} */ path) => {
    const answer = await products.request({ product, as: 'app', method: 'GET', path, headers: [['accept', 'application/json']] });
    return answer.status === 200 ? JSON.parse(Buffer.from(answer.body).toString()) : undefined;
  };
  if (issue) {
    const found = await ask('jira', `/rest/api/3/issue/${encodeURIComponent(issue)}?fields=issuetype,project`);
    if (!found) return {};
    const { issuetype, project } = found.fields;
    return {
      issue: { id: String(found.id), key: found.key, type: issuetype?.name, typeId: issuetype && String(issuetype.id) },
      project: { id: String(project.id), key: project.key, type: project.projectTypeKey },
    };
  }
  if (!content) return {};
  for (const [family, type] of [['pages', 'page'], ['blogposts', 'blogpost']]) {
    const found = await ask('confluence', `/wiki/api/v2/${family}/${encodeURIComponent(content)}`);
    if (!found) continue;
    const space = await ask('confluence', `/wiki/api/v2/spaces/${found.spaceId}`);
    return { content: { id: String(found.id), type }, space: { id: String(found.spaceId), key: space?.key } };
  }
  return {};
}
