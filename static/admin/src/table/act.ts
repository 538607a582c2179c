import type { Pick, PickField } from '../query/model';
import type { Listed } from './rows';

/** What a row can set off. */
export interface RowActs {
  toggle(event: Listed): void;
  pick(pick: Pick): void;
}

/** A click shows only this value, with Alt it leaves the value out. */
export const pickBy = (acts: RowActs, field: PickField, value: string) => (click: { altKey: boolean }) =>
  acts.pick({ field, value, exclude: click.altKey });
