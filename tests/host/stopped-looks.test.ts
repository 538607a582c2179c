/** Looks at lists that no event tells of, stopped after every single call: nothing is lost, nothing is told twice. */
import { afterEach, describe, expect, test } from 'vitest';
import { POLLERS } from '../../src/polling/pollers/index.ts';
import { rowsOf, start } from './local.ts';
import type { Local } from './local.ts';
import { makeDue, polled } from './polled.ts';
import type { ProductRequest } from './products.ts';
import { answerAsProduct } from './products.ts';
import { answering, change, lists } from './snapshot-site.ts';
import { stoppedEverywhere, told } from './stopped.ts';
import type { Work } from './stopped.ts';

const CALLS = ['storage', 'product'] as const;
const LIMIT_MS = 600_000;

describe('being refused, and seeing again, stopped after every call', () => {
  // How long Confluence keeps its audit log is no record; that nobody may ask for it is one, whatever is asked for.
  const AREA = 'confluence-audit-retention';
  let isShown = false;
  const begun = async () => {
    isShown = false;
    const local = await start({
      product: (request: ProductRequest) => {
        if (!request.path.startsWith('/wiki/rest/api/audit/retention')) return answerAsProduct(request);
        return isShown ? Response.json({ number: 3, units: 'MONTHS' }) : Response.json({}, { status: 403 });
      },
    });
    makeDue(local, [AREA]);
    return local;
  };
  /** Whoever comes later comes in another second. */
  const later = async (local: Local) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await polled(local, [AREA]);
  };
  const work = (isSeenAgain: boolean): Work => ({
    functionKey: 'poll',
    async begin() {
      const local = await begun();
      if (isSeenAgain) {
        await local.tick('hour');
        makeDue(local, [AREA]);
        isShown = true;
      }
      return local;
    },
    run: (local) => local.tick('hour'),
    async goOn(local) {
      await later(local);
      isShown = true;
      await later(local);
      await local.tick('fiveMinute');
      await later(local);
    },
    rows: (local) => told(local, 'product = app', ({ action, content }) => [action, content]),
  });
  test.each([
    ['refused', false],
    ['seeing again', true],
  ] as const)('%s', async (_, isSeenAgain) => {
    expect(await stoppedEverywhere('storage', work(isSeenAgain))).toBeGreaterThan(3);
  }, LIMIT_MS);
});

describe('looking again, stopped after every call', () => {
  // These have tests of their own above.
  const others = ['jira-audit', 'confluence-audit', 'confluence-audit-retention', 'issue-history', 'content-history', 'ended-projects'];
  const areas = POLLERS.map(({ area }) => area).filter((area) => !others.includes(area));
  let local: Local | undefined;
  afterEach(async () => {
    await local?.close();
    local = undefined;
  });

  test.each(areas)('%s', async (area) => {
    const site = lists();
    site.assets.set('13', []);
    const target = await start({ product: answering(site) });
    local = target;
    for (let hour = 0; hour < 3; hour += 1) await polled(target, areas);
    const known = new Set<string>();
    let entries = 0;
    /** Changes the site, or changes it back, and looks at it; gives what is new in the log, and how often the look was stopped. */
    const changed = async (there: boolean, faults: Parameters<Local['faults']['set']>[0]) => {
      if (there) {
        change(site);
        site.others = true;
      }
      if (!there) Object.assign(site, lists());
      // Of an object that stays, each change is an entry of its history.
      site.assets.set('13', [owned((entries += 1), there)]);
      target.faults.set(faults);
      await polled(target, [area]);
      const stopped = target.faults.counts()[0]?.applied ?? 0;
      target.faults.set([]);
      await polled(target, [area]);
      await polled(target, [area]);
      const rows = (await rowsOf(target, 'provenance = snapshot-diff OR product = assets')).filter(({ id }) => !known.has(id));
      for (const { id } of rows) known.add(id);
      return { stopped, rows: rows.map(({ action, subject, changes, container, actor }) => JSON.stringify({ action, subject, changes, container, actor })).sort() };
    };
    const undisturbed = new Map<boolean, string[]>();
    for (const there of [true, false]) undisturbed.set(there, (await changed(there, [])).rows);
    expect([...undisturbed.values()].flat(), 'the look finds something').not.toEqual([]);
    let there = false;
    for (const on of CALLS) {
      for (let nth = 1, more = true; more; nth += 1) {
        there = !there;
        const { stopped, rows } = await changed(there, [{ on, functionKey: 'poll', nth, times: 1, do: 'kill-after' }]);
        expect(rows, `stopped after call ${nth} of ${on}`).toEqual(undisturbed.get(there));
        more = stopped > 0;
      }
    }
  }, LIMIT_MS);
});

/** An entry of the history of an object of Assets: whose it became, just now. */
function owned(id: number, there: boolean): object {
  const [oldValue, newValue] = there ? ['a', 'b'] : ['b', 'a'];
  return { id, objectId: 13, type: 2, created: new Date().toISOString(), actor: { key: '5b10ac8d82e05b22cc7d4ef5' }, affectedAttribute: 'Owner', oldValue, newValue };
}
