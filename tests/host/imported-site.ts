/** The stand-in for Jira with imported issues, as a process of its own, and what it says of them. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './bundle.ts';
import type { ProductRequest } from './products.ts';

/** The program; the tests' command builds it first. */
const PROGRAM = path.resolve(ROOT, process.env['SITE_PROGRAM'] ?? 'target/debug/activity-site');

/** What an import says of itself. */
export interface Imported {
  issues: number;
  lines: number;
  unread: Record<string, number>;
}

/** A running site. */
export interface ImportedSite {
  imported: Imported;
  /** Passes a request of the app on. */
  answer: (request: ProductRequest) => Promise<Response>;
  /** Asks as the app. */
  json: <T>(path: string, body?: object) => Promise<T>;
  close: () => void;
}

/** Starts a site with the issues of a file (.jsonl, .jsonl.gz) or these lines, and next to nothing of its own. */
export async function importedSite(issues: string | object[]): Promise<ImportedSite> {
  if (!existsSync(PROGRAM)) throw new Error(`there is no ${PROGRAM}: run \`cargo build --package activity-site\` first`);
  const folder = mkdtempSync(path.join(tmpdir(), 'imported-'));
  const file = typeof issues === 'string' ? path.resolve(issues) : path.join(folder, 'issues.jsonl');
  if (typeof issues !== 'string') writeFileSync(file, issues.map((issue) => `${JSON.stringify(issue)}\n`).join(''));
  const own = ['--seed', '3', '--people', '8', '--days', '1', '--events', '1'];
  const child = spawn(PROGRAM, ['serve', '--port', '0', '--state', path.join(folder, 'state'), ...own, '--import', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let imported: Imported | undefined;
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('{')) imported = (JSON.parse(line) as { import: Imported }).import;
    const url = /^listening on (\S+)/u.exec(line)?.[1];
    if (url !== undefined && imported !== undefined) {
      const answer = ({ path: asked, method, headers, body, as, accountId }: ProductRequest) => {
        const sent = new Headers((headers ?? []).filter(([name]) => ['content-type', 'accept'].includes(name.toLowerCase())));
        sent.set('x-as', as === 'user' ? 'user' : 'app');
        if (as === 'user' && accountId) sent.set('x-account', accountId);
        return fetch(url + asked, { method, headers: sent, ...(body !== undefined && { body: body as string }) });
      };
      const json = async <T>(asked: string, body?: object) => {
        const headers = { 'x-as': 'app', 'content-type': 'application/json' };
        const response = await fetch(url + asked, body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) });
        if (!response.ok) throw new Error(`${asked}: ${response.status} ${await response.text()}`);
        return (await response.json()) as T;
      };
      const close = () => {
        child.kill();
        rmSync(folder, { recursive: true, force: true });
      };
      return { imported, answer, json, close };
    }
  }
  throw new Error('the site did not start');
}
