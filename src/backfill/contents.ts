/**
 * The second part of a backfill: content of Confluence, each version of which somebody wrote: pages and blog
 * posts, then their comments and files.
 *
 * INVARIANT: as in `step`: the place moves only when the records are kept.
 */
import { timeLeft } from '../clock';
import { withCore } from '../engine';
import type { Event } from '../generated';
import * as budget from '../polling/budget';
import { kindAfter, pastContents, shown, spacesById } from '../products/confluence-history';
import type { Spaces } from '../products/confluence-history';
import { withStaged, writeJob } from './job';
import type { ContentPlace, Job } from './job';
import { stage } from './staging';
import type { Means, Outcome } from './step';

/** Points that a page of content usually costs at most: each piece with some versions. */
const PAGE_POINTS = 400;
const STEP_RECORDS = 4_000;
const TIME_FOR_PAGE_MS = 60_000;
const TIME_FOR_COMMIT_MS = 120_000;

/** Where reading content begins. */
export const FIRST: ContentPlace = { kind: 'page' };

/** Does a step; the job that is given back is kept already. */
export async function contentStep(job: Job, means: Means): Promise<{ job: Job; outcome: Outcome }> {
  const rebuilt: Event[] = [];
  let contents = 0;
  const problems = [...job.problems];
  let place: ContentPlace | undefined = job.place.content ?? FIRST;
  let outcome: Outcome = 'goes on';
  const before = means.purse.spent;
  let spaces: Spaces | undefined;
  while (rebuilt.length < STEP_RECORDS && outcome === 'goes on' && place !== undefined) {
    const now = Date.now();
    if (!timeLeft(TIME_FOR_PAGE_MS + TIME_FOR_COMMIT_MS)) {
      outcome = 'no time';
    } else if (!(await budget.take(PAGE_POINTS, now))) {
      outcome = 'no points';
    } else {
      const spent = means.purse.spent;
      try {
        spaces ??= await spacesById(means.ask, means.purse);
        const page = await shown(pastContents(means.ask, means.purse, place.kind, spaces, place.from));
        if ('hidden' in page) {
          // The other kinds may be shown all the same; and what this step has read already is kept.
          if (page.hidden !== undefined) problems.push({ at: now, what: page.hidden });
          place = placeAfter(place, undefined);
        } else {
          rebuilt.push(...(await rebuild(page.texts, job)));
          contents += page.ids.length;
          place = placeAfter(place, page.next);
        }
      } finally {
        await budget.giveBack(PAGE_POINTS - (means.purse.spent - spent), now);
      }
    }
  }
  const staged = await stage(rebuilt, job.staged);
  const { refused: _, ...kept } = job;
  const read = {
    ...kept,
    place: { ...job.place, ...(place !== undefined && { content: place }) },
    contents: (job.contents ?? 0) + contents,
    points: job.points + means.purse.spent - before,
    problems,
    failures: 0,
  };
  const next = withStaged(read, staged);
  await writeJob(next);
  return { job: next, outcome: place === undefined ? 'done' : outcome };
}

/** After the last page of one kind comes the next kind, and then nothing. */
function placeAfter({ kind }: ContentPlace, from: ContentPlace['from']): ContentPlace | undefined {
  if (from !== undefined) return { kind, from };
  const next = kindAfter(kind);
  return next && { kind: next };
}

async function rebuild(contents: string[], { from, to }: Job): Promise<Event[]> {
  const request = { recorded: Date.now(), to, statuses: {}, issues: [], contents, ...(from !== undefined && { from }) };
  return (await withCore((core) => core.rebuild(request))).events;
}
