// Flags: short messages in the corner. Errors and warnings stay until they are closed, as in the products.
import { byId, element, icon } from './dom.js';

const AUTO_DISMISS_MS = 8000;
const ICONS = { info: 'info', success: 'success', warning: 'warning', error: 'error' };
const NAMES = { info: 'Information', success: 'Success', warning: 'Warning', error: 'Error' };
const shown = new Map();

/** Shows a flag, or replaces the one with the same id. */
export function showFlag({ id, title, description, type = 'info', actions = [], isAutoDismiss = false }) {
  const kind = ICONS[type] ? type : 'info';
  const close = element('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: () => closeFlag(id) }, icon('close'));
  const buttons = actions.map(({ text, onClick }) =>
    element('button', { type: 'button', class: 'link-button', onclick: () => onClick?.() }, text),
  );
  const flag = element(
    'div',
    { class: `flag flag-${kind}`, role: kind === 'error' || kind === 'warning' ? 'alert' : 'status', 'data-flag': id },
    element('span', { class: 'flag-icon', role: 'img', 'aria-label': NAMES[kind] }, icon(ICONS[kind])),
    element(
      'div',
      { class: 'flag-text' },
      element('p', { class: 'flag-title' }, title ?? ''),
      description ? element('p', { class: 'flag-description' }, description) : undefined,
      buttons.length ? element('p', { class: 'flag-actions' }, ...buttons) : undefined,
    ),
    close,
  );
  shown.get(id)?.remove();
  shown.set(id, flag);
  byId('flags').prepend(flag);
  if (isAutoDismiss) setTimeout(() => closeFlag(id), AUTO_DISMISS_MS);
  return true;
}

/** @returns whether there was such a flag */
export function closeFlag(id) {
  shown.get(id)?.remove();
  return shown.delete(id);
}
