// The left navigation, the breadcrumbs, and the switches at the top.
import { byId, element, hue, icon, initials } from './dom.js';
import { addressWith, goTo, rename } from './seat.js';

const PLACES = { project: 'projects', space: 'spaces', issue: 'issues', content: 'contents' };
const NOWHERE = { project: null, space: null, issue: null, content: null };
const GROUP_ICONS = { site: 'settings', project: 'board', space: 'space' };

export function drawNavigation(state, seat) {
  const groups = Map.groupBy ? Map.groupBy(state.pages, (page) => page.group) : groupPages(state.pages);
  byId('navigation').replaceChildren(
    ...[...groups].map(([title, pages], at) => {
      const heading = element('h2', { id: `group-${at}`, class: 'nav-heading' }, title);
      const links = pages.flatMap((page) => linksOf(page, state, seat));
      return element('section', { 'aria-labelledby': `group-${at}` }, heading, element('ul', { class: 'nav-list' }, ...links));
    }),
  );
  drawBreadcrumbs(seat);
}

function groupPages(pages) {
  const groups = new Map();
  for (const page of pages) groups.set(page.group, [...(groups.get(page.group) ?? []), page]);
  return groups;
}

/** One link for a page of the whole site; one for each project, space, issue or page otherwise. */
function linksOf(page, state, seat) {
  if (page.per === 'site') return [link(page, NOWHERE, page.title, seat.page === page, icon(GROUP_ICONS.site))];
  const offered = state[PLACES[page.per]];
  const chosen = seat.page === page ? seat[page.per] : undefined;
  const places = chosen && !offered.some(({ key }) => key === chosen.key) ? [...offered, chosen] : offered;
  if (places.length === 0) return [element('li', { class: 'nav-empty' }, 'The site has none yet')];
  const links = places.map((place) => {
    const here = seat.page === page && seat[page.per]?.key === place.key;
    const mark = element('span', { class: `tile ${hue(place.key)}`, 'aria-hidden': 'true' }, place.key[0]);
    return link(page, { ...NOWHERE, [page.per]: place.key }, place.name, here, mark);
  });
  return page.per === 'issue' || page.per === 'content' ? [...links, finder(page)] : links;
}

/** Names an issue by its key or a page by its id, because only a few are offered. */
function finder(page) {
  const label = page.per === 'issue' ? 'Issue key' : 'Page id';
  const input = element('input', { class: 'nav-find', 'aria-label': label, placeholder: label });
  const onsubmit = (event) => {
    event.preventDefault();
    if (input.value.trim()) goTo({ module: page.key, path: null, ...NOWHERE, [page.per]: input.value.trim() });
  };
  return element('li', {}, element('form', { onsubmit }, input));
}

function link(page, place, text, here, mark) {
  const href = addressWith({ module: page.key, path: null, ...place });
  return element('li', {}, element('a', { href, title: text, class: 'nav-link', 'aria-current': here ? 'page' : undefined }, mark, element('span', {}, text)));
}

function drawBreadcrumbs(seat) {
  if (!seat.page) return;
  const place = seat.project ?? seat.space ?? seat.issue ?? seat.content;
  byId('page-title').textContent = [seat.page.title, place?.name].filter(Boolean).join(', ');
  const parts = [seat.page.group, place?.name, seat.page.title].filter(Boolean);
  byId('breadcrumbs').replaceChildren(
    ...parts.map((text, at) => element('li', { 'aria-current': at === parts.length - 1 ? 'page' : undefined }, text)),
  );
  byId('product-name').textContent = seat.page.product === 'confluence' ? 'Confluence' : 'Jira';
  document.body.dataset.product = seat.page.product;
}

/** The choice of who looks. Fixed people come first, with what they may do. */
export function drawPeople(state, seat) {
  const select = byId('person');
  const option = ({ accountId, displayName, roles, fixed }) =>
    element('option', { value: accountId, selected: accountId === seat.as }, fixed ? `${displayName} (${describe(roles)})` : displayName);
  const group = (label, people) => (people.length ? element('optgroup', { label }, ...people.map(option)) : undefined);
  const groups = [
    group('Roles to try', state.people.filter(({ fixed }) => fixed)),
    group('Everybody else', state.people.filter(({ fixed }) => !fixed)),
  ].filter(Boolean);
  if (!state.people.some(({ accountId }) => accountId === seat.as))
    groups.push(element('option', { value: seat.as ?? '', selected: true }, seat.as ?? 'nobody'));
  select.replaceChildren(...groups);
  select.onchange = () => goTo({ as: select.value });
  const name = seat.person?.displayName ?? seat.as ?? '?';
  byId('person-avatar').textContent = initials(name);
  byId('person-avatar').className = `avatar ${hue(name)}`;
}

/** `project-admin:PAY` reads as "project admin of PAY". */
export function describe(roles) {
  return roles.map((role) => role.replace('-', ' ').replace(':', ' of ').replace(/^plain$/, 'no admin rights')).join(', ') || 'no admin rights';
}

/** The light and dark switch; `onChange` tells the app's page. */
export function drawTheme(seat, onChange) {
  const button = byId('theme');
  const apply = (mode) => {
    document.documentElement.dataset.colorMode = mode;
    button.setAttribute('aria-pressed', String(mode === 'dark'));
    seat.theme = mode;
  };
  apply(seat.theme);
  button.onclick = () => {
    apply(seat.theme === 'dark' ? 'light' : 'dark');
    rename({ theme: seat.theme === 'dark' ? 'dark' : null });
    onChange(seat.theme);
  };
}
