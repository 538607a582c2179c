// Runs first in the app's page. `@forge/bridge` finds `__bridge.callBridge` here; everything else goes by message to the
// frame around the page, which is another origin. Functions cannot be posted, so each gets a number and is called by it.
(() => {
  const PARENT_ORIGIN = document.currentScript.dataset.parent;
  const waiting = new Map();
  const functions = new Map();
  let calls = 0;
  let theming = false;

  const post = (message) => window.parent.postMessage(message, PARENT_ORIGIN);

  /** Replaces functions by numbers. */
  const pack = (value) => {
    if (typeof value === 'function') {
      const number = functions.size + 1;
      functions.set(number, value);
      return { __forgeFunction: number };
    }
    return mapItems(value, pack);
  };

  /** Replaces numbers by functions that send a message. */
  const unpack = (value) => {
    const number = value?.__forgeFunction;
    if (number !== undefined) return (...args) => post({ forge: 'apply', function: number, args: args.map(pack) });
    return mapItems(value, unpack);
  };

  const mapItems = (value, change) => {
    if (Array.isArray(value)) return value.map(change);
    if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
    return value;
  };

  const call = (command, payload) =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      post({ forge: 'call', id: calls, command, payload: pack(payload) });
    });

  /** Sets what Atlassian's design tokens look at. The app brings the token styles itself. */
  const applyTheme = (mode) => {
    const root = document.documentElement;
    root.dataset.colorMode = mode;
    root.dataset.theme = 'light:light dark:dark spacing:spacing typography:typography-modernized shape:shape';
  };

  /** History must answer at once, so it lives here; the frame keeps the address bar in step. */
  const history = { listeners: new Set(), location: undefined, action: 'POP' };
  const moveTo = (location, action) => {
    history.location = location;
    history.action = action;
    for (const listener of history.listeners) listener(location, action);
  };
  const locate = (to, state) => {
    const text = typeof to === 'string' ? to : `${to.pathname ?? history.location.pathname}${to.search ?? ''}${to.hash ?? ''}`;
    const { pathname, search, hash } = new URL(text, `http://page${history.location.pathname}`);
    return { pathname, search, hash, state: state ?? to.state, key: Math.random().toString(36).slice(2, 8) };
  };
  const createHistory = async () => {
    history.location = await call('createHistory');
    const change = (action) => (to, state) => {
      const location = locate(to, state);
      post({ forge: 'history', action, location });
      moveTo(location, action);
    };
    const go = (steps) => post({ forge: 'history', action: 'GO', steps });
    return {
      get action() {
        return history.action;
      },
      location: history.location,
      listen(listener) {
        history.listeners.add(listener);
        return () => history.listeners.delete(listener);
      },
      createHref: ({ pathname = '', search = '', hash = '' }) => pathname + search + hash,
      push: change('PUSH'),
      replace: change('REPLACE'),
      go,
      goBack: () => go(-1),
      goForward: () => go(1),
      block: () => () => {},
    };
  };

  const callBridge = async (command, payload) => {
    if (command === 'createHistory') return createHistory();
    const value = await call(command, payload);
    if (command === 'enableTheming') {
      theming = true;
      applyTheme(value);
      return undefined;
    }
    return value;
  };

  window.addEventListener('message', ({ data, origin, source }) => {
    if (source !== window.parent || origin !== PARENT_ORIGIN) return;
    if (data.forge === 'answer') {
      const pending = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.ok) pending?.resolve(unpack(data.value));
      else pending?.reject(Object.assign(new Error(data.error.message), data.error));
    } else if (data.forge === 'apply') {
      functions.get(data.function)?.(...data.args.map(unpack));
    } else if (data.forge === 'theme' && theming) {
      applyTheme(data.mode);
    } else if (data.forge === 'moved') {
      moveTo(data.location, 'POP');
    }
  });

  globalThis.__bridge = { callBridge };
})();
