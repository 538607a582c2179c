import type { Tone } from '../table/tone';

/** Kinds of actions in the order in which charts stack them, from the bottom. */
export const TONES: Tone[] = ['seen', 'changed', 'added', 'security', 'removed', 'trouble'];

/** The colour of each kind, from the design tokens, so that it follows the theme. */
export const toneColours: Record<Tone, string> = {
  seen: 'var(--ds-chart-gray-bold)',
  changed: 'var(--ds-chart-blue-bold)',
  added: 'var(--ds-chart-lime-bold)',
  security: 'var(--ds-chart-purple-bold)',
  removed: 'var(--ds-chart-red-bold)',
  trouble: 'var(--ds-chart-orange-bold)',
};

/** Colours for what has no colour of its own. */
export const PALETTE = [
  'var(--ds-chart-blue-bold)',
  'var(--ds-chart-lime-bold)',
  'var(--ds-chart-purple-bold)',
  'var(--ds-chart-orange-bold)',
  'var(--ds-chart-teal-bold)',
];

/** For all the rest. */
export const REST_COLOUR = 'var(--ds-chart-gray-bold)';
