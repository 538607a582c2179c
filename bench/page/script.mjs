// What somebody does who looks into the log: 200 things, the same ones whenever the same is shown.

const FACETS = ['Actor', 'Project', 'Action', 'Product'];
/** Nobody does more. */
const THINGS_A_MINUTE = 20;
/** Eight things, again and again: narrowed down, opened up, drawn, typed. */
const ROUND = ['facet', 'brush', 'facet', 'chip', 'query', 'facet', 'chip', 'reset'];

/**
 * How fast things follow each other: as a person does them, who looks at an answer first and rests on what they click; or without a pause,
 * which nobody can.
 */
export const PACES = { person: { between: 400, over: 100 }, machine: { between: 0, over: 0 } };

/** Does all of it; gives for each thing what it was, how long the answer took, what was asked and how many were counted. */
export async function playScript(visit, interactions, pace, tell) {
  const { between, over } = pace;
  const rest = () => (over > 0 ? visit.page.waitForTimeout(over) : undefined);
  const random = randomOf(7);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const values = await valuesIn(visit);
  const done = [];
  let before = await visit.frame().evaluate(() => window.bench.count());
  for (let n = 0; done.length < interactions; n += 1) {
    const kind = ROUND[n % ROUND.length];
    if (between > 0) await visit.page.waitForTimeout(between);
    const act = await ACTS[kind](visit, { random, pick, values, n, rest });
    if (!act) continue;
    if (done.length % THINGS_A_MINUTE === 0) await visit.rest();
    const step = { kind, before, ...(await visit.step(act)) };
    before = step.count;
    done.push(step);
    if (done.length % 50 === 0) tell(`${done.length} of ${interactions} things done`);
  }
  return done;
}

const ACTS = {
  /** A value that is not picked yet. */
  async facet({ app }, { pick, rest }) {
    const lines = app.getByRole('region', { name: pick(FACETS), exact: true }).locator('.facet-line[aria-pressed=false]');
    const count = await lines.count();
    if (count === 0) return undefined;
    const line = lines.nth(pick(Array.from({ length: count }, (_, at) => at)));
    await line.hover();
    await rest();
    return () => line.click();
  },
  /** A third of what the histogram shows, or so. */
  async brush({ app, page }, { random, rest }) {
    const plot = app.locator('.histogram-plot');
    if ((await plot.count()) === 0) return undefined;
    const box = await plot.boundingBox();
    const from = box.x + box.width * (0.05 + 0.5 * random());
    const to = from + box.width * (0.25 + 0.15 * random());
    const y = box.y + box.height / 2;
    await page.mouse.move(from, y);
    await page.mouse.down();
    await page.mouse.move((from + to) / 2, y);
    await page.mouse.move(to, y);
    await rest();
    return () => page.mouse.up();
  },
  /** Takes the first filter off. */
  async chip({ app }, { rest }) {
    const chip = app.getByRole('button', { name: /^Remove filter/u }).first();
    if ((await chip.count()) === 0) return undefined;
    await chip.hover();
    await rest();
    return () => chip.click();
  },
  /** Types another query. */
  async query({ app }, { pick, values, n, rest }) {
    const [actor, project, action] = [pick(values.Actor), pick(values.Project), pick(values.Action)];
    const text = [`project = ${project}`, `actor = "${actor}"`, `action = ${action}`, `project = ${project} AND action != ${action}`, `actor != "${actor}" AND product = jira`][n % 5];
    const line = app.getByRole('combobox', { name: 'Query' });
    await line.fill(text);
    await rest();
    return () => line.press('Enter');
  },
  /** Back to the range of before. */
  async reset({ app }, { rest }) {
    const reset = app.getByRole('button', { name: 'Reset zoom' });
    if ((await reset.count()) === 0) return undefined;
    await reset.hover();
    await rest();
    return () => reset.click();
  },
};

/** The most frequent values, as a query calls them. */
async function valuesIn(visit) {
  const found = {};
  for (const name of FACETS.slice(0, 3)) {
    const lines = visit.app.getByRole('region', { name, exact: true }).locator('.facet-line');
    found[name] = await lines.evaluateAll((lines) => lines.map((line) => line.getAttribute('data-value')));
  }
  return found;
}

/** Numbers from 0 to below 1, by a seed (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
