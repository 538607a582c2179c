/** From a range of days to its counts. */
import { timeLeft } from './clock';
import { withCore } from './engine';
import type { Overviewing } from './engine';
import type { OverviewAnswer, OverviewRequest } from './generated';
import { listWaiting } from './reading';
import * as storage from './storage';
import type { Cost } from './storage';

/** When less is left, the answer is what has been read so far. */
const TIME_FOR_ANSWER_MS = 5_000;

/** Counts, and what they have cost in storage. */
export type Overview = OverviewAnswer & { cost: Cost };

/** Counts what is in a range of days, and in as many before it. It tells of the whole site. */
export async function readOverview(request: OverviewRequest): Promise<Overview> {
  // A range that is none is refused before anything is fetched.
  await withCore((core) => core.overview(request, undefined).next());
  // INVARIANT: keys are listed before the root is read, so that an event that is packed in between is in the root.
  const waiting = await listWaiting();
  const root = await storage.readRoot();
  return withCore(async (core) => {
    const overview = core.overview(request, root);
    for (const page of waiting.pages) overview.addWriteAhead(page.map(({ key, value }) => [key, value]));
    await fetchAll(overview);
    const answer = overview.answer();
    const problems = waiting.complete ? answer.problems : [...answer.problems, 'more events wait to be packed than can be counted'];
    return { ...answer, problems, cost: storage.cost() };
  });
}

/** Fetches until nothing is wanted, or the time or this minute's units are used up. */
async function fetchAll(overview: Overviewing): Promise<void> {
  for (let keys = overview.next(); keys.length > 0; keys = overview.next()) {
    if (!timeLeft(TIME_FOR_ANSWER_MS) || !storage.hasRoomFor(keys.length)) return;
    overview.addValues(await storage.getAll(keys));
  }
}
