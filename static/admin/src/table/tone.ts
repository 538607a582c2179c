import { KIND_OF_ACTION } from '../../../../src/generated/lists';
import type { ActionName } from '../types';

/** How an action is coloured, by what it does. */
export type Tone = 'added' | 'changed' | 'removed' | 'seen' | 'security' | 'trouble';

const TONES: Partial<Record<string, Tone>> = KIND_OF_ACTION;

/** The tone of an action: the same that a query calls its `actionKind`. */
export const toneOf = (action: ActionName): Tone => TONES[action] ?? 'changed';
