/** The audit logs of a site, in the shapes and with the habits of the real ones: newest first, pages that shift. */
import type { ProductRequest } from './products.ts';
import { answerAsProduct } from './products.ts';

/** What a test says of a record; the rest is made up. */
export interface Told {
  /** Milliseconds since 1970. */
  at: number;
  summary: string;
  kind?: string;
  id?: string;
  name?: string;
  by?: string;
  changed?: [field: string, from: string, to: string][];
}

export class AuditSite {
  readonly jira: object[] = [];
  readonly confluence: object[] = [];
  /** Called before each page is answered, with how many were before. */
  onPage: (pages: number) => void = () => {};
  pages = 0;
  private numbers = 100;

  tellJira({ at, summary, kind = 'WORKFLOW', id = 'flow', name = id, by, changed = [] }: Told): void {
    this.numbers += 1;
    this.jira.push({
      id: this.numbers,
      created: new Date(at).toISOString().replace('Z', '+0000'),
      summary,
      category: '',
      eventSource: '',
      ...(by !== undefined && { authorAccountId: by }),
      objectItem: { id, name, typeName: kind },
      changedValues: changed.map(([fieldName, changedFrom, changedTo]) => ({ fieldName, changedFrom, changedTo })),
    });
  }

  tellConfluence({ at, summary, kind = 'Space', name = 'Handbook', by }: Told): void {
    this.confluence.push({
      author: { type: 'user', displayName: 'System', ...(by !== undefined && { accountId: by, displayName: 'Made Up' }) },
      creationDate: at,
      summary,
      category: '',
      description: '',
      affectedObject: { name, objectType: kind },
      changedValues: [],
      associatedObjects: [],
    });
  }

  readonly answer = (request: ProductRequest): Response => {
    const url = new URL(request.path, 'https://example.invalid');
    const number = (name: string) => Number(url.searchParams.get(name));
    if (url.pathname === '/rest/api/3/auditing/record') {
      const [from, to] = [Date.parse(url.searchParams.get('from') ?? ''), Date.parse(url.searchParams.get('to') ?? '')];
      const found = this.page(this.jira, (record) => Date.parse(String(Reflect.get(record, 'created')).replace('+0000', 'Z')), from, to);
      const records = found.slice(number('offset'), number('offset') + number('limit'));
      return Response.json({ offset: number('offset'), limit: number('limit'), total: found.length, records });
    }
    if (url.pathname === '/wiki/rest/api/audit') {
      const found = this.page(this.confluence, (record) => Number(Reflect.get(record, 'creationDate')), number('startDate'), number('endDate'));
      const results = found.slice(number('start'), number('start') + number('limit'));
      const next = number('start') + results.length < found.length ? { next: '/rest/api/audit?more' } : {};
      return Response.json({ results, start: number('start'), limit: number('limit'), size: results.length, _links: next });
    }
    return answerAsProduct(request);
  };

  private page(records: object[], timeOf: (record: object) => number, from: number, to: number): object[] {
    this.onPage(this.pages);
    this.pages += 1;
    const inside = records.filter((record) => timeOf(record) >= from && timeOf(record) <= to);
    return inside.reverse().sort((a, b) => timeOf(b) - timeOf(a));
  }
}
