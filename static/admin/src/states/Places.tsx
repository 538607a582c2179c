import { useEffect } from 'react';
import { texts } from '../texts';
import { isTyping } from '../table/useKeys';
import { useKeysOn } from './preferences';
import type { PlaceName } from './usePlace';

/** Pages with a tab. Who sees a part of the log sees these but the last. */
export const TABS = ['events', 'dashboards', 'totals', 'people', 'deleted', 'coverage'] as const satisfies PlaceName[];
const FULL_ONLY: PlaceName[] = ['coverage'];
/** The letters that go to places after a G. */
export const LETTERS: Record<string, string> = { events: 'a', dashboards: 'd', totals: 't', people: 'p', deleted: 'x', coverage: 'c' };
/** A letter counts for so long after the G. */
const TOGETHER_MS = 1_500;

/** The pages of the app, as links that look like tabs. */
export function Places({ current, isFull, onGo }: { current: PlaceName; isFull: boolean; onGo(place: PlaceName): void }) {
  const [keysOn] = useKeysOn();
  const tabs = TABS.filter((place) => isFull || !FULL_ONLY.includes(place));
  useEffect(() => (keysOn ? listen(tabs, onGo) : undefined), [keysOn, isFull, onGo]);
  return (
    <nav className="places" aria-label={texts.places.label}>
      {tabs.map((place) => (
        <button key={place} type="button" aria-current={place === current ? 'page' : undefined} title={keysOn ? `g ${LETTERS[place] ?? ''}` : undefined} onClick={() => onGo(place)}>
          {texts.places[place]}
        </button>
      ))}
    </nav>
  );
}

/** Listens for G and a letter, while nobody is typing. */
function listen(tabs: PlaceName[], onGo: (place: PlaceName) => void): () => void {
  let since = -Infinity;
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const isSecond = event.timeStamp - since < TOGETHER_MS;
    since = event.key === 'g' && !isSecond ? event.timeStamp : -Infinity;
    const place = isSecond ? tabs.find((place) => LETTERS[place] === event.key) : undefined;
    if (!place) return;
    event.preventDefault();
    // What the letter does alone is not meant.
    event.stopPropagation();
    onGo(place);
  };
  window.addEventListener('keydown', onKey, true);
  return () => window.removeEventListener('keydown', onKey, true);
}
