// Where we are and who looks: kept in the address, so that a test or a link can set it.
//   ?module=<key>&project=<KEY>&space=<KEY>&issue=<KEY>&content=<id>&as=<account id>&theme=dark&path=<place inside the app's page>
// Other parts of the address are taken for the search part of that place.

/** Reads the address. What is missing or unknown is filled in. */
export function readSeat(state) {
  const query = new URLSearchParams(location.search);
  const page = state.pages.find(({ key }) => key === query.get('module')) ?? state.pages[0];
  const person = state.people.find(({ accountId }) => accountId === query.get('as')) ?? state.people[0];
  const choose = (places, key) => places.find((place) => place.key === key) ?? places[0];
  return {
    page,
    person,
    as: query.get('as') ?? person?.accountId,
    theme: query.get('theme') === 'dark' ? 'dark' : 'light',
    project: page?.per === 'project' ? choose(state.projects, query.get('project')) : undefined,
    space: page?.per === 'space' ? choose(state.spaces, query.get('space')) : undefined,
    issue: page?.per === 'issue' ? chooseThing(state.issues, query.get('issue')) : undefined,
    content: page?.per === 'content' ? chooseThing(state.contents, query.get('content')) : undefined,
    path: query.get('path') ?? placeInApp(query, page),
  };
}

/** An issue or a page needs not be among those that are offered. */
const chooseThing = (things, key) => things.find((thing) => thing.key === key) ?? (key ? { key, name: key } : things[0]);

const OWN = ['module', 'as', 'theme', 'space', 'path'];

/** What the frame does not know in its address is for the app's page: so it is in links that the app makes. */
function placeInApp(query, page) {
  const own = ['project', 'issue', 'content'].includes(page?.per) ? [...OWN, page.per] : OWN;
  const rest = new URLSearchParams([...query].filter(([name]) => !own.includes(name)));
  return rest.size > 0 ? `/?${rest}` : '/';
}

/** The address with some parts changed; null takes a part out. */
export function addressWith(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined) query.delete(name);
    else query.set(name, value);
  }
  return `/?${query}`;
}

/** Goes to another address; the whole frame is loaded anew. */
export const goTo = (changes) => location.assign(addressWith(changes));

/** Changes the address and nothing else. */
export const rename = (changes) => window.history.replaceState(window.history.state, '', addressWith(changes));
