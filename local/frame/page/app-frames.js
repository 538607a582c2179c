// The iframes that show the app: the page itself, and the modals it opens.
import { byId, element, icon } from './dom.js';

const SIZES = { small: '400px', medium: '600px', large: '800px', xlarge: '968px', max: '100%', fullscreen: '100%', resizable: '600px' };

/** @typedef {{iframe: HTMLIFrameElement, modal?: object, closable: boolean, leaving?: Function, close?: (payload: any) => void}} AppFrame */

/** Frames by the window of their iframe. */
const frames = [];

export const frameOf = (source) => frames.find(({ iframe }) => iframe.contentWindow === source);
export const allFrames = () => frames;

/** Puts the app's page into the frame. */
export function mountPage(state, seat) {
  const frame = { iframe: makeIframe(state, state.resources[seat.page.key], seat.page.title), closable: false };
  frames.push(frame);
  byId('app').replaceChildren(frame.iframe);
  return frame;
}

function makeIframe(state, resource, title) {
  return element('iframe', {
    src: `${state.assetsUrl}/${resource}/index.html`,
    title,
    sandbox: state.sandbox,
    allow: 'camera; clipboard-write; display-capture; fullscreen; microphone',
  });
}

/** Opens a modal with a page of the app in it. */
export function openModal(state, seat, { resource, onClose, size, context, closeOnEscape = true, closeOnOverlayClick = true, title }) {
  const iframe = makeIframe(state, resource ?? state.resources[seat.page.key], title || 'Dialog');
  const dialog = element('dialog', { class: 'modal', 'aria-label': title || seat.page.title });
  const frame = { iframe, modal: context ?? {}, closable: true };
  frame.close = (payload) => {
    frames.splice(frames.indexOf(frame), 1);
    dialog.close();
    dialog.remove();
    frame.leaving?.();
    onClose?.(payload);
  };
  const closeButton = element('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: () => frame.close() }, icon('close'));
  if (title) dialog.append(element('header', { class: 'modal-header' }, element('h1', {}, title), closeButton));
  dialog.append(iframe);
  dialog.style.width = typeof size === 'object' ? size.width : SIZES[size] ?? SIZES.medium;
  if (size?.height) dialog.style.height = size.height;
  if (size === 'fullscreen' || size === 'max') dialog.style.height = '100%';
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (closeOnEscape) frame.close();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog && closeOnOverlayClick) frame.close();
  });
  frames.push(frame);
  document.body.append(dialog);
  dialog.showModal();
  return true;
}
