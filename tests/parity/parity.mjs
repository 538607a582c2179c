// The terminal program (native) and the WASM core must read every fixture to the same bytes, and answer every query of
// the list below with the same records. Usage: node tests/parity/parity.mjs <path of activity-log>
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import bytes from "../../src/generated/core/bytes.js";
import * as core from "../../src/generated/core/core.js";
import * as page from "../../static/admin/src/generated/core/core.js";

const program = process.argv[2];
const fixtures = new URL("../fixtures/events/", import.meta.url).pathname;
const RECORDED = 1_763_900_000_000;
const QUERIES = [
  "",
  "action = issue.created",
  "actor is EMPTY",
  'action in (comment.created, comment.edited) OR text ~ "key*"',
  "project = PAY AND NOT status = Done ORDER BY occurred ASC",
  "occurred >= 2020-01-01 AND occurred < startOfYear(2)",
  "subjectType = payload",
  // As deep as queries may go: the stack of the WASM build is smaller than a native one.
  `${"(".repeat(256)}project = PAY${")".repeat(256)}`,
  `${"NOT ".repeat(256)}project = PAY`,
];
// Zones and times at which their clocks were turned: by an hour, by half an hour, at midnight, by a whole day, never.
const ZONES = ["Europe/Berlin", "america/new_york", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "Asia/Calcutta", "UTC"];
const TURNS = ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2018-11-04", "2011-12-30", "1973-06-01"];
// Queries that are being typed; completed at every place.
const TYPED = ["actor = cur AND occurred >= -7d", 'text ~ "😀é" AND actio', "status CHANGED BY ( ORDER", 'actor IN ("Ann", currentUser(), x', "]("];
const NO_ZONES = ["", " ", "Mars/Base", "Europe/Berlin ", "+01:00", "Etc/Unknown", "CET-1CEST,M3.5.0,M10.5.0/3"];

core.initSync({ module: new WebAssembly.Module(Buffer.from(bytes, "base64")) });
const failures = [];
const records = [];
let asked = 0;

for (const event of readdirSync(fixtures).sort()) {
  const payloads = readdirSync(join(fixtures, event))
    .filter((file) => file.endsWith(".raw.json"))
    .sort()
    .flatMap((file) => parse(readFileSync(join(fixtures, event, file), "utf8")));
  if (payloads.length === 0) continue;
  const name = eventName(event);
  const native = run(["normalize", "--recorded", String(RECORDED), "--event", name], payloads.map((payload) => JSON.stringify(payload)));
  const wasm = payloads.flatMap((payload) => {
    core.__wbg_reset_state();
    const answer = JSON.parse(core.ingest(payload, name, RECORDED));
    return answer.ok.writes.filter((write) => write.key.startsWith("w:")).map((write) => write.value);
  });
  compare(name, native, wasm);
  records.push(...native);
}

// Cases of one fixture may tell of the same thing at different times; a log has each id once.
const unique = [...new Map(records.map((record) => [JSON.parse(record).id, record])).values()];

for (const jql of QUERIES) ask(jql, unique, RECORDED, "UTC");

// A record every half hour, five days around the turn of the clock.
for (const turn of TURNS) {
  const middle = Date.parse(`${turn}T00:00:00Z`);
  const around = Array.from({ length: 240 }, (_, index) => {
    const id = index.toString(16).padStart(32, "0");
    return JSON.stringify({ ...JSON.parse(unique[0]), id, occurred: middle + (index - 120) * 1_800_000 });
  });
  for (const zone of ZONES) {
    const times = ["00:00", "01:45", "02:00", "02:30", "03:00"].map((time) => `occurred >= "${turn} ${time}"`);
    for (const jql of [...times, `occurred >= startOfDay(-1) AND occurred <= endOfDay("+1d")`]) ask(jql, around, middle + 43_200_000, zone);
  }
}

for (const zone of NO_ZONES) {
  const refused = spawnSync(program, ["jql", "check", "--zone", zone], { input: '{"jql":""}\n', encoding: "utf8" });
  core.__wbg_reset_state();
  const answer = JSON.parse(core.check(JSON.stringify({ jql: "", now: 0, zone })));
  compare(`zone ${zone}`, [refused.stderr.trim()], [`activity-log: ${answer.error?.message}`]);
}

for (const jql of TYPED) {
  const characters = [...jql];
  const lines = Array.from({ length: characters.length + 1 }, (_, cursor) => ({ jql, cursor, usage: { project: 2 } }));
  const native = run(["jql", "complete"], lines.map((line) => JSON.stringify(line)));
  const units = (count) => characters.slice(0, count).join("").length;
  lines.forEach((line, index) => {
    asked += 1;
    const { tokens, from, to, items, values } = JSON.parse(native[index]);
    const expect = { tokens: tokens.map((token) => ({ kind: token.kind, from: units(token.from), to: units(token.to) })), from: units(from), to: units(to), items, values };
    const { ok } = JSON.parse(core.complete(JSON.stringify({ ...line, cursor: units(line.cursor) })));
    const found = { tokens: ok.tokens, from: ok.from, to: ok.to, items: ok.items, values: ok.values };
    compare(`completion of ${jql} at ${line.cursor}`, [JSON.stringify(expect, sorted)], [JSON.stringify(found, sorted)]);
  });
}

// The page's build, as WASM and as plain JavaScript, says what the functions' build says. Both use one instance, as the
// worker does, so the long text, which makes memory grow, must not hurt what follows.
const REQUESTS = [
  ...TYPED.flatMap((jql) => [...jql].map((_, cursor) => ["complete", { jql, cursor, usage: { project: 2 } }])),
  ...[...QUERIES, ...TYPED, "occurred = 2026-03-29 AND creator = x", `labels IN (${"x, ".repeat(200_000)}y)`, "actor = 'Ann'"].map((jql) => [
    "check",
    { jql, narrow: ["action = issue.exploded"], now: RECORDED, zone: "Europe/Berlin", account: "5b10" },
  ]),
  ["check", { jql: "", now: 0, zone: "Mars/Base" }],
];
const WRONG = ["", "[]", "{}", '{"jql":5,"cursor":0}', '{"jql":"","cursor":-1}', '{"jql":"","cursor":0,"x":1}', '{"jql":"","cursor":0,"usage":[]}'];
const expected = REQUESTS.map(([verb, request]) => {
  core.__wbg_reset_state();
  return core[verb](JSON.stringify(request));
});
page.init(readFileSync(new URL("../../static/admin/src/generated/core/core.wasm", import.meta.url)));
comparePage("page core", page);
const plain = await import("../../static/admin/src/generated/core/plain.js");
plain.init();
comparePage("plain page core", plain);

console.log(`${records.length} records and ${asked} queries: ${failures.length} differences`);
for (const failure of failures.slice(0, 10)) console.error(failure);
process.exit(failures.length === 0 && records.length > 0 ? 0 : 1);

/** One query over some records, both ways. */
function ask(jql, lines, now, zone) {
  asked += 1;
  const native = run(["query", "--jql", jql, "--now", String(now), "--zone", zone, "--limit", "500"], lines).map((line) => JSON.parse(line).id);
  core.__wbg_reset_state();
  const request = { jql, narrow: [], limit: 500, now, zone };
  const reading = new core.Reading(JSON.stringify(request), JSON.stringify("all"), undefined);
  reading.addWriteAhead(JSON.stringify(lines.map((record, index) => [`w:0:${index}`, record])));
  while (JSON.parse(reading.next()).ok.length > 0);
  const wasm = JSON.parse(reading.answer()).ok.rows.map((row) => row.id);
  compare(`query ${jql || "(all)"} in ${zone}`, native, wasm);
}

/** The page's build against the functions' build. Wrong requests are refused by both, in words of their own. */
function comparePage(name, build) {
  REQUESTS.forEach(([verb, request], index) => {
    asked += 1;
    const jql = request.jql.slice(0, 60);
    compare(`${name}: ${verb} ${jql} at ${request.cursor}`, [expected[index]], [build[verb](JSON.stringify(request))]);
  });
  for (const request of WRONG) {
    for (const verb of ["check", "complete"]) {
      core.__wbg_reset_state();
      const code = (text) => JSON.parse(text).error?.code;
      compare(`${name}: ${verb} refuses ${request}`, [code(core[verb](request))], [code(build[verb](request))]);
    }
  }
}

/** Members of an object in the order of their names. */
function sorted(_, value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Fixtures that are not JSON at all cannot arrive as JavaScript values. */
function parse(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** Folder names hold `-` in place of `:`; the registry knows which names there are. */
function eventName(folder) {
  const names = JSON.parse(core.eventNames()).ok;
  return names.find((name) => name.replaceAll(":", "-") === folder) ?? folder;
}

function run(args, lines) {
  const result = spawnSync(program, args, { input: lines.join("\n") + "\n", encoding: "utf8", maxBuffer: 1 << 28 });
  if (result.status !== 0) throw new Error(`${args.join(" ")}: ${result.stderr}`);
  return result.stdout.split("\n").filter((line) => line !== "");
}

function compare(name, native, wasm) {
  if (native.length === wasm.length && native.every((line, index) => line === wasm[index])) return;
  const index = native.findIndex((line, at) => line !== wasm[at]);
  failures.push(`${name}\n  native ${native[index]}\n  wasm   ${wasm[index]}`);
}
