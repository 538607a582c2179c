// A site of a few routes, in place of the real stand-in for Jira and Confluence.
import http from 'node:http';

const ID = '557058:00000000-0000-4000-8000-00000000000';

const PEOPLE = [
  { accountId: 'zoe', displayName: 'Zoe Young', roles: [] },
  { accountId: `${ID}2`, displayName: 'Petra Klein', roles: ['project-admin:PAY'] },
  { accountId: `${ID}1`, displayName: 'Amara Okafor', roles: ['site-admin'] },
  { accountId: `${ID}4`, displayName: 'Noor Rossi', roles: ['plain'] },
  { accountId: `${ID}3`, displayName: 'Sami Lind', roles: ['space-admin:DOCS'] },
  { accountId: 'ben', displayName: 'Ben Nguyen', roles: [] },
];

const PROJECTS = [
  { id: '10000', key: 'PAY', name: 'Payments', projectTypeKey: 'software' },
  { id: '10001', key: 'OPS', name: 'Operations', projectTypeKey: 'service_desk' },
  { id: '10002', key: 'WEB', name: 'Website', projectTypeKey: 'software' },
];

const SPACES = [
  { id: '98305', key: 'DOCS', name: 'Documentation' },
  { id: '98306', key: 'ENG', name: 'Engineering' },
];

const issueOf = (project, number) => ({
  id: `1000${number}`,
  key: `${project}-${number}`,
  summary: ['Rotate signing keys', 'Login page contrast', 'Upgrade the database'][number - 1],
  status: { id: '1', name: 'To Do', category: 'new' },
  transitions: [
    { id: '11', name: 'Start', to: { id: '3', name: 'In Progress' } },
    { id: '21', name: 'Done', to: { id: '4', name: 'Done' } },
  ],
  comments: number === 1 ? [{ id: '501', text: 'Who has the old key?', author: { accountId: 'ben', displayName: 'Ben Nguyen' } }] : [],
});

/**
 * @param {{port?: number, events?: object[]}} options the events the site starts with
 */
export async function startSite({ port = 0, events = [] } = {}) {
  const log = events.map((event, at) => ({ seq: at + 1, at: Date.now(), event }));
  const acts = [];
  const requests = [];
  const waiting = new Set();
  const emit = (event) => {
    log.push({ seq: log.length + 1, at: Date.now(), event });
    for (const wake of waiting) wake();
    return log.length;
  };

  const answerEvents = async (query) => {
    const after = Number(query.get('after'));
    const wait = Number(query.get('wait') ?? 0);
    if (log.length <= after && wait) {
      await new Promise((resolve) => {
        const wake = () => (waiting.delete(wake), clearTimeout(timer), resolve());
        const timer = setTimeout(wake, wait);
        waiting.add(wake);
      });
    }
    return { events: log.slice(after, after + Number(query.get('limit'))), last: log.length, time: Date.now() };
  };

  const routes = {
    '/_site/events': ({ query }) => answerEvents(query),
    '/_site/people': () => PEOPLE,
    '/_site/board': ({ query }) => ({ issues: [1, 2, 3].map((number) => issueOf(query.get('project'), number)) }),
    '/_site/act': ({ body }) => {
      acts.push(body);
      if (body.do === 'delete') return { status: 400, answer: { ok: false, error: { code: 'not-allowed', message: 'Only admins may delete issues.' } } };
      const event = { eventType: 'avi:jira:updated:issue', issue: { key: body.issue ?? 'PAY-9' }, atlassianId: body.as };
      return { ok: true, events: [emit(event)] };
    },
    '/_site/emit': ({ body }) => ({ ok: true, events: [emit(body.event)] }),
    '/_site/again': ({ body }) => ({ ok: true, events: [emit(log[body.seq - 1].event)] }),
    '/rest/api/3/project/search': () => ({ values: PROJECTS, isLast: true }),
    '/rest/api/3/myself': ({ headers }) => ({ as: headers['x-as'], account: headers['x-account'] ?? null }),
    '/rest/api/3/attach': ({ headers, text }) => ({ type: headers['content-type'].split(';')[0], hasFile: text.includes('hello') }),
    '/wiki/api/v2/spaces': () => ({ results: SPACES }),
  };

  const server = http.createServer(async (request, reply) => {
    const url = new URL(request.url, 'http://site');
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    requests.push({ path: url.pathname, headers: request.headers });
    const body = text.startsWith('{') ? JSON.parse(text) : {};
    const route = routes[url.pathname];
    const found = route ? await route({ query: url.searchParams, body, text, headers: request.headers }) : { status: 404, answer: {} };
    const { status = 200, answer = found } = found.answer ? found : { answer: found };
    reply.writeHead(status, { 'content-type': 'application/json' });
    reply.end(JSON.stringify(answer));
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    emit,
    acts,
    requests,
    people: PEOPLE,
    close: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
}
