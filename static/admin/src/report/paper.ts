import { useEffect } from 'react';

/** Paper is white: while it is printed, the page has its light colours. */
export function usePaper() {
  useEffect(() => {
    const { dataset } = document.documentElement;
    let before: string | undefined;
    const lighten = () => {
      before = dataset['colorMode'];
      dataset['colorMode'] = 'light';
    };
    const restore = () => {
      if (before !== undefined) dataset['colorMode'] = before;
    };
    window.addEventListener('beforeprint', lighten);
    window.addEventListener('afterprint', restore);
    return () => {
      window.removeEventListener('beforeprint', lighten);
      window.removeEventListener('afterprint', restore);
    };
  }, []);
}
