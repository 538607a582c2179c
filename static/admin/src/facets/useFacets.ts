import { useCallback, useEffect, useState } from 'react';
import { readPreference, usePreference, writePreference } from '../states/usePreference';
import { FACETS } from './kinds';

/** Below this there is no room for facets beside the list, unless they are wanted. */
const NARROW = '(max-width: 999px)';
const NONE: ReadonlySet<string> = new Set();

/** Whether facets are shown, which are folded, and of which all values are wanted. */
export function useFacets() {
  const [isWanted, setWanted] = usePreference('facets', true);
  const [isWantedNarrow, setWantedNarrow] = useState(false);
  const isNarrow = useMedia(NARROW);
  const [wide, setWide] = useState(NONE);
  const widen = useCallback((id: string) => setWide((wide) => new Set(wide.has(id) ? [...wide].filter((other) => other !== id) : [...wide, id])), []);
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set(FACETS.filter(({ id, isDeep }) => readPreference(nameOf(id)) ?? isDeep).map(({ id }) => id)));
  const fold = useCallback((id: string, isFolded: boolean) => {
    writePreference(nameOf(id), isFolded);
    setFolded((folded) => new Set(isFolded ? [...folded, id] : [...folded].filter((other) => other !== id)));
  }, []);
  const isShown = isNarrow ? isWantedNarrow : isWanted;
  return { isShown, turn: () => (isNarrow ? setWantedNarrow(!isShown) : setWanted(!isShown)), wide, widen, folded, fold };
}

const nameOf = (id: string) => `facet-${id}-folded`;

/** What the explorer knows of its facets. */
export type FacetsState = ReturnType<typeof useFacets>;

function useMedia(query: string): boolean {
  const [isSo, setSo] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const read = () => setSo(media.matches);
    media.addEventListener('change', read);
    return () => media.removeEventListener('change', read);
  }, [query]);
  return isSo;
}
