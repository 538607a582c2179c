import { texts } from '../texts';
import type { PlaceName } from './usePlace';

const PLACES: PlaceName[] = ['events', 'coverage'];

/** The pages of the app, as links that look like tabs. */
export function Places({ current, onGo }: { current: PlaceName; onGo(place: PlaceName): void }) {
  return (
    <nav className="places" aria-label={texts.places.label}>
      {PLACES.map((place) => (
        <button key={place} type="button" aria-current={place === current ? 'page' : undefined} onClick={() => onGo(place)}>
          {texts.places[place]}
        </button>
      ))}
    </nav>
  );
}
