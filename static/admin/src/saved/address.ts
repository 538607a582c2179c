/** A view is an address: that of the page without the event that is open. */
import type { PlaceName } from '../states/usePlace';

/** What an address shows, whatever is open in it; the same text for the same view. */
export function viewIn(search: string | undefined): string {
  const params = new URLSearchParams(search ?? '');
  params.delete('open');
  return params.toString();
}

/** The page that an address is of, and the rest of it. */
export function placeIn(address: string): { place: PlaceName; rest: string } {
  const params = new URLSearchParams(address);
  const place = (params.get('page') ?? 'events') as PlaceName;
  params.delete('page');
  return { place, rest: params.toString() };
}

/** What a view asks, for a tooltip. */
export const asked = (address: string) => new URLSearchParams(address).get('jql') ?? '';
