import type { PageHistory, Place } from '../api';

/**
 * The address bar as the page's own moves leave it at once: the host tells of a move some time after it was made. Where the host
 * has no address bar for this kind of page, the way between pages works all the same, only not with the back button.
 */
export function pageHistory(host: PageHistory | undefined): PageHistory {
  const history: PageHistory = {
    location: host?.location ?? { pathname: '/', search: '' },
    push: (to: Place) => {
      history.location = to;
      host?.push(to);
    },
    replace: (to: Place) => {
      history.location = to;
      host?.replace(to);
    },
    listen: (onMove) =>
      host?.listen((place, action) => {
        if (!action || action === 'POP') history.location = place;
        onMove(place, action);
      }) ?? (() => undefined),
  };
  return history;
}
