import { useMemo } from 'react';
import { ApiError, type Question } from '../api';
import type { Diagnostic, Event } from '../types';
export type GroupField = 'actor' | 'actorKind' | 'action' | 'product' | 'container' | 'thread' | 'changedField' | 'status' | 'transition' | 'issueType' | 'provenance';
export type Show =
  | { show: 'count' }
  | { show: 'rows'; limit: number; skip?: number }
  | { show: 'histogram'; edges: number[]; by?: GroupField }
  | { show: 'groups'; by: GroupField; limit: number };
export type Shown =
  | { show: 'count'; count: number }
  | { show: 'rows'; rows: Event[] }
  | { show: 'histogram'; values: string[]; stretches: { at: number; counts: number[] }[] }
  | { show: 'groups'; distinct: number; groups: { value: string; count: number; last: number; name?: string }[] };
export interface LogAsk { question: Question; shows: Show[] }
export interface LogAnswer { count: number; open: number; shown: Shown[]; millis: number; scanned: number; warnings: Diagnostic[] }
export interface Loaded { rows: number; rowsWanted: number; since?: number; complete: boolean; generation: number }
export interface LogState { state: 'waiting' | 'shown' | 'failed'; answers?: LogAnswer[]; loaded?: Loaded; error?: ApiError; isStale: boolean }
export function useLog(asks: LogAsk[]): LogState {
  return useMemo(() => ({ state: 'failed', isStale: false, error: new ApiError('no-log', `${asks.length}`) }), []);
}
export async function askLog(_asks: LogAsk[], _onLoaded?: (loaded: Loaded) => void): Promise<LogAnswer[]> {
  throw new ApiError('no-log', 'not here');
}
