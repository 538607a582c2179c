import type { Listing, Event } from '../generated';
import { lookAt } from '../log';
import type { Call } from './request';
import { Fields, reader } from './request';

const MARK_LENGTH_MAX = 100;
const GENERATION_MAX = 4_294_967_295;

/** What the log has, for the page to load: what is listed and what waits to be packed, as far as that is not known there. */
export interface CatalogueAnswer {
  generation: number;
  /** What is listed; absent while the generation is the one that the page knows. */
  listing?: Listing;
  /** What waits to be packed; absent while it is what the page knows. */
  tail?: Event[];
  /** Stands for what waits to be packed. */
  mark: string;
  /** Whether all that waits is here. */
  complete: boolean;
  /** Who asks. */
  account: string | null;
}

/** What the log has, of what the asking user may see: `{since, mark}`, what the page knows already. */
export async function catalogue(call: Call): Promise<CatalogueAnswer> {
  const { access, scope } = await reader(call);
  const fields = new Fields(call.payload);
  const since = fields.optionalWhole('since', 0, GENERATION_MAX);
  const mark = fields.optionalText('mark', MARK_LENGTH_MAX);
  fields.end();
  return { ...(await lookAt(scope, since, mark)), account: access.accountId };
}
