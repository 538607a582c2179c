import Button, { IconButton } from '@atlaskit/button/new';
import CrossIcon from '@atlaskit/icon/core/cross';
import { useEffect, useRef, useState } from 'react';
import { welcome as says, type TourStep } from '../texts/welcome';
import { usePreferences } from './preferences';
import './tour.css';

/** The stations, and what each of them shows. */
const STEPS: [step: TourStep, shows: string][] = [
  ['ask', '.query'],
  ['filter', '.filters'],
  ['list', '.table'],
  ['take', '[data-tour=take]'],
  ['own', '[data-tour=own]'],
];
const RING_PX = 4;
const AFTER_POPUP_MS = 60;

/** Goes through what can be done here, one thing after the other. The page stays usable meanwhile. */
export function Tour() {
  const { isTouring, tour } = usePreferences();
  const [at, setAt] = useState(0);
  const card = useRef<HTMLDivElement>(null);
  const [step, shows] = STEPS[at] ?? STEPS[0]!;
  const place = usePlaceOf(shows, isTouring);
  useEffect(() => setAt(0), [isTouring]);
  useEffect(() => {
    if (!isTouring) return undefined;
    // After the popup that led here has given the focus back.
    const timer = setTimeout(() => card.current?.focus(), AFTER_POPUP_MS);
    return () => clearTimeout(timer);
  }, [isTouring, at]);
  if (!isTouring) return null;
  const [title, text] = says.steps[step];
  const isLast = at === STEPS.length - 1;
  const end = () => tour(false);
  return (
    <>
      {place && <div className="tour-ring" aria-hidden="true" style={{ left: place.left - RING_PX, top: place.top - RING_PX, width: place.width + 2 * RING_PX, height: place.height + 2 * RING_PX }} />}
      <div
        ref={card}
        className="tour"
        role="dialog"
        aria-label={says.tourName}
        aria-describedby="tour-text"
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          end();
        }}
      >
        <header>
          <strong>{title}</strong>
          <IconButton appearance="subtle" spacing="compact" icon={CrossIcon} label={says.close} onClick={end} />
        </header>
        <p id="tour-text">{text}</p>
        <footer>
          <span className="subtle small">{says.step(at + 1, STEPS.length)}</span>
          {at > 0 && (
            <Button appearance="subtle" onClick={() => setAt(at - 1)}>
              {says.back}
            </Button>
          )}
          <Button appearance="primary" onClick={() => (isLast ? end() : setAt(at + 1))}>
            {isLast ? says.end : says.next}
          </Button>
        </footer>
      </div>
    </>
  );
}

/** Where a part of the page is, as long as it is shown. */
function usePlaceOf(selector: string, isOn: boolean): DOMRect | undefined {
  const [place, setPlace] = useState<DOMRect>();
  useEffect(() => {
    if (!isOn) return undefined;
    const look = () => setPlace(document.querySelector(selector)?.getBoundingClientRect());
    look();
    window.addEventListener('resize', look);
    const timer = setInterval(look, 400);
    return () => {
      window.removeEventListener('resize', look);
      clearInterval(timer);
    };
  }, [selector, isOn]);
  return place;
}
