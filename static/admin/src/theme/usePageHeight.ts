import { useEffect, useState } from 'react';

const ROOM_MIN = 560;
const ROOM_MAX = 2000;
/** What the browser and the product's own bars take of the screen, about. */
const OUTSIDE_PX = 210;
/** A frame that starts lower than this is made to fit its content by the host. */
const FITTED_PX = 420;

const clamp = (height: number) => Math.round(Math.min(Math.max(height, ROOM_MIN), ROOM_MAX));
const fromScreen = () => clamp(window.screen.availHeight - OUTSIDE_PX);

/**
 * The height of the page in pixels.
 *
 * Hosts either give the frame a height or fit it to its content. In a fitted frame, heights that follow the window
 * would shrink to nothing or grow without end, so there the screen decides, once.
 */
export function usePageHeight(): number {
  const [isFitted] = useState(() => window.innerHeight < FITTED_PX);
  const [height, setHeight] = useState(() => (isFitted ? fromScreen() : clamp(window.innerHeight)));
  useEffect(() => {
    if (isFitted) return;
    const onResize = () => setHeight(clamp(Math.min(window.innerHeight, window.screen.availHeight)));
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, [isFitted]);
  return height;
}
