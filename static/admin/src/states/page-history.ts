import type { PageHistory, Place } from '../api';
import { afterFrame } from './afterFrame';

/**
 * The address bar as the page's own moves leave it at once: the host is told when the frame is drawn that they change, so that nobody
 * waits for it, and tells of a move some time after it was made. Where the host has no address bar for this kind of page, the way
 * between pages works all the same, only not with the back button.
 */
export function pageHistory(host: PageHistory | undefined): PageHistory {
  let untold: (() => void)[] = [];
  const tell = () => {
    const moves = untold;
    untold = [];
    for (const move of moves) move();
  };
  const move = (to: Place, make: () => void) => {
    history.location = to;
    if (untold.push(make) === 1) afterFrame(tell);
  };
  const history: PageHistory = {
    location: host?.location ?? { pathname: '/', search: '' },
    push: (to: Place) => move(to, () => host?.push(to)),
    replace: (to: Place) => move(to, () => host?.replace(to)),
    listen: (onMove) =>
      host?.listen((place, action) => {
        if (!action || action === 'POP') {
          history.location = place;
          // Who goes back leaves what the host was not told of yet.
          if (action) untold = [];
        }
        onMove(place, action);
      }) ?? (() => undefined),
  };
  return history;
}
