import type { Pick, PickField } from '../query/model';
import type { Event } from '../types';

/** What a row can set off. */
export interface RowActs {
  toggle(event: Event): void;
  pick(pick: Pick): void;
}

/** A click shows only this value, with Alt it leaves the value out. */
export const pickBy = (acts: RowActs, field: PickField, value: string) => (click: { altKey: boolean }) =>
  acts.pick({ field, value, exclude: click.altKey });
