import { useEffect, useState } from 'react';

const PAUSE_MS = 200;

/** Results of a search while typing; the latest text wins. */
export function useFound<T>(text: string, find: (text: string) => Promise<T[]>) {
  const [found, setFound] = useState<T[]>([]);
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('loading');
  useEffect(() => {
    let isLatest = true;
    setState('loading');
    const timer = setTimeout(
      () =>
        find(text).then(
          (results) => {
            if (!isLatest) return;
            setFound(results);
            setState('ready');
          },
          () => isLatest && setState('failed'),
        ),
      text ? PAUSE_MS : 0,
    );
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [text, find]);
  return { found, state };
}
