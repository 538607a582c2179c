/** The log at hand: questions are answered in the page's worker, without a way to the host. */
export { askLog, foresee, openLog, watchLog } from './client';
export { foreseenAnswers } from './foreseen';
export { useAhead } from './useAhead';
export { useLog } from './useLog';
export type { LogState } from './useLog';
export type { Group, GroupField, Loaded, LogAnswer, LogAsk, Show, Shown, ShownOf, Stretch } from './types';
