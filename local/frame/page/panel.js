// The drawer at the right: make something happen on the site, and see the product events that fire.
import { startDeliveries } from './deliveries.js';
import { byId, element } from './dom.js';
import { describe } from './navigation.js';
import { ACTIONS, malformedEvent } from './panel-actions.js';

const OPEN = 'panel-open';

/** Draws the panel and wires it. */
export function startPanel(state, seat) {
  const panel = { state, seat, issues: [] };
  wireDrawer();
  fill(byId('act-project'), state.projects.map(({ key, name }) => [key, `${name} (${key})`]), seat.project?.key);
  fill(byId('act-do'), ACTIONS.map((action) => [action.do, action.label]));
  fill(byId('act-as'), [['', 'The person who is looking'], ...state.people.map((person) => [person.accountId, nameOf(person)])]);
  byId('act-project').onchange = () => loadBoard(panel);
  byId('act-issue').onchange = () => drawFields(panel);
  byId('act-do').onchange = () => drawFields(panel);
  byId('act-form').onsubmit = (event) => {
    event.preventDefault();
    void act(panel);
  };
  const deliveries = startDeliveries();
  byId('send-again').onclick = () => sendAgain(deliveries.lastSeq());
  byId('send-malformed').onclick = () => send('/__frame/emit', { event: malformedEvent() }, () => 'A malformed event was sent.');
  void loadBoard(panel);
}

function wireDrawer() {
  const button = byId('panel-toggle');
  const show = (open) => {
    byId('panel').hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    sessionStorage.setItem(OPEN, open ? 'yes' : '');
  };
  show(sessionStorage.getItem(OPEN) === 'yes');
  button.onclick = () => {
    show(byId('panel').hidden);
    if (!byId('panel').hidden) byId('panel-title').focus();
  };
  byId('panel-close').onclick = () => {
    show(false);
    button.focus();
  };
}

const nameOf = ({ displayName, roles, fixed }) => (fixed ? `${displayName} (${describe(roles)})` : displayName);

function fill(select, options, chosen) {
  select.replaceChildren(...options.map(([value, text]) => element('option', { value, selected: value === chosen }, text)));
}

/** Fetches the issues of the chosen project; keeps the chosen issue when it is still there. */
async function loadBoard(panel) {
  const project = byId('act-project').value;
  const chosen = byId('act-issue').value;
  const response = project ? await fetch(`/__frame/board?project=${encodeURIComponent(project)}`) : undefined;
  const answer = response?.ok ? await response.json() : {};
  panel.issues = answer.issues ?? [];
  fill(byId('act-issue'), panel.issues.map(({ key, summary }) => [key, `${key} ${summary}`]), chosen);
  if (response && !response.ok) say('The site does not tell the issues of this project.', true);
  drawFields(panel);
}

const chosenAction = () => ACTIONS.find((action) => action.do === byId('act-do').value) ?? ACTIONS[0];
const chosenIssue = (panel) => panel.issues.find(({ key }) => key === byId('act-issue').value);

/** Draws the fields of the chosen action. */
function drawFields(panel) {
  const action = chosenAction();
  const issue = chosenIssue(panel);
  byId('act-issue').closest('.field').hidden = !action.needsIssue;
  byId('act-fields').replaceChildren(...action.fields.map((field) => drawField(field, panel, issue)));
  byId('act-submit').textContent = action.button;
  byId('act-submit').classList.toggle('danger', action.danger === true);
  const needed = action.fields.filter(({ optional }) => !optional);
  const empty = needed.some(({ name, kind }) => kind !== 'text' && kind !== 'area' && byId(`act-${name}`).options.length === 0);
  byId('act-submit').disabled = (action.needsIssue && !issue) || empty;
  byId('act-hint').textContent = empty && issue ? `${issue.key} has nothing to choose from here.` : '';
}

function drawField({ name, label, kind, value, optional }, panel, issue) {
  const id = `act-${name}`;
  const control = drawControl({ id, name, kind, value: name === 'summary' && issue && !value ? issue.summary : value, optional }, panel, issue);
  return element('div', { class: 'field' }, element('label', { for: id }, optional ? `${label} (optional)` : label), control);
}

function drawControl({ id, name, kind, value, optional }, panel, issue) {
  if (kind === 'text') return element('input', { id, name, value, required: !optional, autocomplete: 'off' });
  if (kind === 'area') return element('textarea', { id, name, rows: 3, required: !optional }, value ?? '');
  const select = element('select', { id, name });
  fill(select, choices(kind, panel, issue));
  return select;
}

/** What a choice offers: pairs of value and text. */
function choices(kind, panel, issue) {
  switch (kind) {
    case 'transition':
      return (issue?.transitions ?? []).map((way) => [String(way.id), labelOfTransition(way)]);
    case 'comment':
      return (issue?.comments ?? []).map((comment) => [String(comment.id), shorten(comment.text)]);
    case 'person':
      return [['', 'Nobody'], ...panel.state.people.map((person) => [person.accountId, person.displayName])];
    default:
      return panel.issues.filter(({ key }) => key !== issue?.key).map(({ key, summary }) => [key, `${key} ${summary}`]);
  }
}

function labelOfTransition({ name, to }) {
  return to?.name && to.name !== name ? `${name} (to ${to.name})` : name;
}

const shorten = (text) => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

/** Does the chosen thing as the chosen person. */
async function act(panel) {
  const action = chosenAction();
  const values = Object.fromEntries(new FormData(byId('act-form')));
  const { project, issue, as, do: _, ...fields } = values;
  const target = action.needsIssue ? { issue } : { project };
  if (action.do === 'assign' && fields.assignee === '') fields.assignee = null;
  for (const { name, optional } of action.fields) if (optional && fields[name] === '') delete fields[name];
  const request = { as: as || panel.seat.as, do: action.do, ...target, ...fields };
  const done = await send('/__frame/act', action.wrap ? action.wrap(request) : request, ({ events }) => `Done. ${counted(events)}`);
  if (done) await loadBoard(panel);
}

function sendAgain(seq) {
  if (seq === undefined) say('No event has come yet.', true);
  else void send('/__frame/again', { seq }, () => `Event ${seq} was sent again.`);
}

/** @returns {Promise<boolean>} whether the site did it */
async function send(path, body, success) {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const answer = await response.json().catch(() => ({}));
  const ok = response.ok && answer.ok !== false;
  say(ok ? success(answer) : problemOf(answer) ?? 'The site refused.', !ok);
  return ok;
}

const counted = (events = []) => (events.length === 1 ? 'One product event fired.' : `${events.length} product events fired.`);

/** The site says `{error: {message}}`; the platform itself, when there is no site, `{error: text}`. */
const problemOf = ({ error }) => error?.message ?? error;

function say(text, isProblem) {
  const line = byId('act-result');
  line.textContent = text;
  line.classList.toggle('problem', isProblem === true);
}
