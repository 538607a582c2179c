// The frame's side of the bridge: answers the commands of `@forge/bridge` that the app's page posts.
import { allFrames, frameOf, openModal } from './app-frames.js';
import { closeFlag, showFlag } from './flags.js';
import { addressWith, goTo } from './seat.js';
import { targetUrl } from './targets.js';

/** Starts to listen. `state` is what the platform told, `seat` where we are. */
export function startBridge(state, seat) {
  const commands = makeCommands(state, seat);
  const origin = state.assetsUrl;
  const functions = [];

  const post = (frame, message) => frame.iframe.contentWindow?.postMessage(message, origin);
  /** Functions of the page become functions that post a message; ours become numbers. */
  const unpack = (frame, value) => {
    const number = value?.__forgeFunction;
    if (number !== undefined) return (...args) => post(frame, { forge: 'apply', function: number, args });
    return mapItems(value, (item) => unpack(frame, item));
  };
  const pack = (value) => {
    if (typeof value === 'function') return { __forgeFunction: functions.push(value) - 1 };
    return mapItems(value, pack);
  };

  const answer = async (frame, { id, command, payload }) => {
    try {
      const run = commands[command];
      if (!run) throw new Error(`The local platform does not offer the bridge command "${command}".`);
      const value = await run(unpack(frame, payload), frame);
      post(frame, { forge: 'answer', id, ok: true, value: pack(value) });
    } catch ({ name, message, code }) {
      post(frame, { forge: 'answer', id, ok: false, error: { name, message, code } });
    }
  };

  window.addEventListener('message', ({ data, origin: from, source }) => {
    const frame = from === origin ? frameOf(source) : undefined;
    if (!frame) return;
    if (data.forge === 'call') void answer(frame, data);
    else if (data.forge === 'apply') functions[data.function]?.(...data.args);
    else if (data.forge === 'history') moveHistory(data);
  });
  window.addEventListener('popstate', ({ state: remembered }) => {
    const location = remembered?.appLocation ?? locationOf(new URLSearchParams(window.location.search).get('path') ?? '/');
    for (const frame of allFrames()) post(frame, { forge: 'moved', location });
  });

  return {
    tellTheme: (mode) => allFrames().forEach((frame) => post(frame, { forge: 'theme', mode })),
  };
}

function mapItems(value, change) {
  if (Array.isArray(value)) return value.map(change);
  if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
  return value;
}

/** Commands by name. Some are answered by the platform's process, the others here. */
function makeCommands(state, seat) {
  const listeners = new Map();
  const listen = (name, callback) => {
    const list = listeners.get(name) ?? new Set();
    listeners.set(name, list.add(callback));
    return { unsubscribe: () => list.delete(callback) };
  };
  const emit = (name, payload) => (listeners.get(name) ?? []).forEach((callback) => callback(payload));
  const channel = ({ channelName, isGlobal }) => `realtime:${isGlobal ? '' : seat.page.key}:${channelName}`;
  const ask = (command) => (payload, frame) => askPlatform(command, payload, seat, frame);

  return {
    invoke: ask('invoke'),
    getContext: ask('getContext'),
    fetchProduct: ask('fetchProduct'),
    enableTheming: () => seat.theme,
    showFlag: (flag) => showFlag(flag),
    closeFlag: ({ id }) => closeFlag(id),
    navigate: (location) => navigate(state, location),
    getUrl: (location) => new URL(targetUrl(location), window.location.origin).href,
    reload: () => window.location.reload(),
    refresh: () => true,
    openModal: (options) => openModal(state, seat, options),
    close: (payload, frame) => {
      if (!frame.closable) return false;
      frame.close(payload);
      return true;
    },
    onClose: (callback, frame) => {
      frame.leaving = callback;
      return true;
    },
    open: () => false,
    submit: () => false,
    createHistory: () => locationOf(seat.path),
    on: ({ event, callback }) => listen(`app:${event}`, callback),
    emit: ({ event, payload }) => emit(`app:${event}`, payload),
    onPublic: ({ event, callback }) => listen(`public:${event}`, callback),
    emitPublic: ({ event, payload }) => emit(`public:${event}`, payload),
    subscribeRealtimeChannel: (request) => listen(channel(request), request.onEvent),
    publishRealtimeChannel: (request) => {
      emit(channel(request), request.eventPayload);
      return { eventId: crypto.randomUUID(), eventTimestamp: String(Date.now()) };
    },
    changeWindowTitle: (title) => void (document.title = title),
    emitReadyEvent: () => void (document.body.dataset.appReady = 'true'),
    getFrameId: (_, frame) => `frame-${allFrames().indexOf(frame)}`,
    isRovoEnabled: () => false,
    getCookieConsentPreferences: () => ({}),
    emitFrontendCustomMetric: () => undefined,
    trackObjectStoreAction: () => undefined,
  };
}

async function askPlatform(command, payload, seat, frame) {
  const response = await fetch('/__frame/bridge', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      command,
      payload,
      seat: {
        module: seat.page.key,
        project: seat.project,
        space: seat.space,
        issue: seat.issue?.key,
        content: seat.content?.key,
        as: seat.as,
        theme: seat.theme,
        locale: navigator.language,
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        modal: frame.modal,
      },
    }),
  });
  const { ok, value, error } = await response.json();
  if (!ok) throw error;
  return value ?? undefined;
}

/** Product pages do not exist here: the frame says where the link leads. Other pages of the app are opened. */
function navigate(state, { url, type, ...location }) {
  if (location.target === 'module') {
    const page = state.pages.find(({ key }) => key === location.moduleKey);
    if (page) goTo({ module: page.key, project: location.projectKey ?? null, space: location.spaceKey ?? null, issue: null, content: null, path: null });
    return;
  }
  const address = url ?? targetUrl(location);
  document.body.dataset.navigated = address;
  const outside = /^https?:\/\//.test(address);
  showFlag({
    id: 'navigated',
    type: 'info',
    title: type === 'new-tab' ? 'The app opens a new tab' : 'The app goes to another page',
    description: outside ? address : `${address} is a page of the product, which this stand-in does not have.`,
    actions: outside ? [{ text: 'Open it', onClick: () => window.open(address, '_blank', 'noopener') }] : [],
    isAutoDismiss: true,
  });
}

const locationOf = (path) => {
  const { pathname, search, hash } = new URL(path, 'http://page');
  return { pathname, search, hash, state: undefined, key: 'default' };
};

/** Keeps the address bar in step with the history of the app's page. */
function moveHistory({ action, location, steps }) {
  if (action === 'GO') {
    window.history.go(steps);
    return;
  }
  const path = location.pathname + location.search + location.hash;
  const address = addressWith({ path: path === '/' ? null : path });
  const remembered = { appLocation: location };
  if (action === 'PUSH') window.history.pushState(remembered, '', address);
  else window.history.replaceState(remembered, '', address);
}
