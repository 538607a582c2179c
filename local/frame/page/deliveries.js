// The list of product events that fired, and what became of each; it follows the platform live.
import { byId, element } from './dom.js';

const SHOWN_MAX = 50;
const OUTCOMES = {
  delivered: 'Delivered',
  retrying: 'Will be tried again',
  failed: 'Failed',
  'no-trigger': 'No trigger',
  'too-large': 'Too large, dropped',
};

/** @returns {{lastSeq: () => number | undefined}} */
export function startDeliveries() {
  const rows = new Map();
  let lastSeq;
  const source = new EventSource('/__frame/notices');
  source.onopen = () => {
    rows.clear();
    byId('deliveries').replaceChildren();
  };
  source.onmessage = ({ data }) => {
    const notice = JSON.parse(data);
    if (notice.kind !== 'trigger') return;
    if (notice.seq !== undefined) lastSeq = Math.max(lastSeq ?? 0, notice.seq);
    show(rows, notice);
    byId('deliveries-empty').hidden = true;
  };
  return { lastSeq: () => lastSeq };
}

/** A later try of the same event changes its row. */
function show(rows, notice) {
  const id = notice.seq === undefined ? `own-${notice.number}` : `${notice.seq}/${notice.trigger ?? ''}`;
  const fresh = drawRow(notice);
  const known = rows.get(id);
  if (known) known.replaceWith(fresh);
  else byId('deliveries').prepend(fresh);
  rows.set(id, fresh);
  while (byId('deliveries').children.length > SHOWN_MAX) byId('deliveries').lastElementChild.remove();
}

function drawRow({ at, eventType, outcome, attempt, error, seq }) {
  const time = new Date(at);
  const again = attempt > 0 ? `, try ${attempt + 1}` : '';
  return element(
    'li',
    { class: 'delivery' },
    element('code', { class: 'delivery-name' }, eventType || '(no type)'),
    element(
      'p',
      { class: 'delivery-line' },
      element('time', { datetime: time.toISOString() }, time.toLocaleTimeString([], { hour12: false })),
      element('span', {}, seq === undefined ? '' : `#${seq}`),
      element('span', { class: `outcome outcome-${outcome}` }, `${OUTCOMES[outcome] ?? outcome}${again}`),
    ),
    error ? element('p', { class: 'delivery-error' }, error) : undefined,
  );
}
