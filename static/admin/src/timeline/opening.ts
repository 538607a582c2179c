import { createContext, useContext } from 'react';
import type { Thread } from './thread';

/** Shows the timeline of a thing; nothing where there is no way to. */
export const TimelineOpening = createContext<((thread: Thread) => void) | undefined>(undefined);

/** How the timeline of a thing is opened from anywhere on the page. */
export const useTimeline = () => useContext(TimelineOpening);
