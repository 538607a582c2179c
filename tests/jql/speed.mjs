/**
 * How fast queries are read in Node: `speed.mjs official|door FILE PASSES` prints the seconds of the best pass over all
 * queries of the file, one `{"jql"}` a line, after a few passes that do not count.
 *
 * official: the full tree of `@atlaskit/jql-ast`. door: our check, through the WASM that functions use.
 */
import { readFileSync } from 'node:fs';

const [mode, file, passes] = process.argv.slice(2);
const queries = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line).jql);
const read = mode === 'door' ? await door() : await official();

// The compiler of Node needs a few passes to know its code: without them the official parser looks up to twice as slow.
const WARM_UP_PASSES = 5;
for (let pass = 0; pass < WARM_UP_PASSES; pass += 1) for (const jql of queries) read(jql);

let best = Infinity;
for (let pass = 0; pass < Number(passes); pass += 1) {
  const start = process.hrtime.bigint();
  for (const jql of queries) read(jql);
  best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
}
console.log(best);

async function official() {
  const { JastBuilder } = (await import('@atlaskit/jql-ast')).default;
  const broken = new JastBuilder().build('a = ').errors.length;
  if (broken === 0) throw new Error('the official parser finds no error in `a = `');
  return (jql) => new JastBuilder().build(jql);
}

async function door() {
  const folder = '../../src/generated/core/';
  const core = await import(`${folder}core.js`);
  const base64 = (await import(`${folder}bytes.js`)).default;
  core.initSync({ module: new WebAssembly.Module(Buffer.from(base64, 'base64')) });
  const asked = { jql: '', narrow: [], now: 1_795_003_200_000, zone: 'Europe/Berlin', account: '557058:00000000-0000-4000-8000-000000000001' };
  const check = (jql) => {
    asked.jql = jql;
    return core.check(JSON.stringify(asked));
  };
  const answer = JSON.parse(check('project = PAY'));
  if (!answer.ok?.ok) throw new Error(`the door answers ${JSON.stringify(answer)}`);
  return (jql) => JSON.parse(check(jql));
}
