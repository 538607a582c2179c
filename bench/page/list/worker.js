// Keeps all records as objects and answers each question with `filter`: the count, the newest rows, a histogram by action, and four facets
// that do not look at their own filter.
const FIELDS = { actor: 'actor', project: 'place', action: 'action', product: 'product' };
const PAGE_ROWS = 100;
const BARS = 100;

onmessage = ({ data }) =>
  answerAll(data).then(
    (answers) => postMessage({ answers }),
    (error) => postMessage({ problem: String(error) }),
  );

async function answerAll({ asked, file }) {
  const begin = performance.now();
  const all = await load(file);
  const loadMs = performance.now() - begin;
  const questions = asked.map(read);
  // Once to warm up, then for the figures.
  questions.slice(0, 20).forEach((question) => answer(all, question));
  const times = [];
  const counts = questions.map((question) => {
    const begin = performance.now();
    const { count } = answer(all, question);
    times.push(performance.now() - begin);
    return count;
  });
  return { loadMs, times, counts };
}

async function load(file) {
  const all = [];
  let rest = '';
  const { body } = await fetch(file);
  for (const reader = body.pipeThrough(new TextDecoderStream()).getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    for (const line of lines) all.push(JSON.parse(line));
  }
  return all;
}

/** A question from its address. Whatever the script does not ask is an error. */
function read(address) {
  const params = new URLSearchParams(address);
  const range = params.get('range');
  if (!range?.includes('..')) throw new Error(`the list cannot be asked without moments: ${address}`);
  const [since, until] = range.split('..').map(Number);
  const clauses = (params.get('jql') ?? '')
    .split(' AND ')
    .filter((text) => text !== '')
    .map((text) => {
      const [, field, operator, value] = /^(actor|project|action|product) (=|!=) "?([^"]+)"?$/.exec(text) ?? [];
      if (!field) throw new Error(`the list cannot be asked: ${text}`);
      return { field: FIELDS[field], isNot: operator === '!=', value };
    });
  return { since, until, clauses };
}

const holds = (one, { field, isNot, value }) => (isNot ? one[field] !== undefined && one[field] !== value : one[field] === value);

function answer(all, { since, until, clauses }) {
  const matching = (clauses) => all.filter((one) => one.occurred >= since && one.occurred < until && clauses.every((clause) => holds(one, clause)));
  const found = matching(clauses);
  const width = (until - since) / BARS;
  const bars = Array.from({ length: BARS }, () => new Map());
  for (const { occurred, action } of found) {
    const bar = bars[Math.floor((occurred - since) / width)];
    bar.set(action, (bar.get(action) ?? 0) + 1);
  }
  const facets = Object.values(FIELDS).map((field) => {
    const others = clauses.filter((clause) => clause.field !== field);
    const counts = new Map();
    for (const one of others.length < clauses.length ? matching(others) : found) if (one[field] !== undefined) counts.set(one[field], (counts.get(one[field]) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 6);
  });
  return { count: found.length, rows: found.slice(-PAGE_ROWS).reverse(), bars, facets };
}
