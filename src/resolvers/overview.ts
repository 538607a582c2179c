import type { Overview } from '../overviewing';
import { readOverview } from '../overviewing';
import type { Call } from './request';
import { Fields, administrator } from './request';

/** The furthest time that JavaScript's dates can hold. */
const TIME_MAX = 8_640_000_000_000_000;
const TOP_MAX = 100;

/**
 * Counts of a range of days, and of as many before it. They are those of the whole site: who may see a project only would
 * learn what people did elsewhere, so their page counts what they have at hand.
 */
export async function overview(call: Call): Promise<Overview> {
  await administrator(call);
  const fields = new Fields(call.payload);
  const from = fields.whole('from', -TIME_MAX, TIME_MAX);
  const to = fields.whole('to', -TIME_MAX, TIME_MAX);
  const top = fields.whole('top', 1, TOP_MAX);
  fields.end();
  return readOverview({ from, to, top });
}
