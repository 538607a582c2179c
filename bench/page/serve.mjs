import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.jsonl': 'text/plain' };

/** Serves folders on a port of this machine. */
export async function serveFolders(folders) {
  const server = http.createServer((request, reply) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [place, folder] = Object.entries(folders).find(([place]) => pathname.startsWith(place)) ?? [];
    const file = folder && path.join(folder, pathname.slice(place.length) || 'index.html');
    if (!file || !fs.existsSync(file)) return reply.writeHead(404).end();
    reply.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
    fs.createReadStream(file).pipe(reply);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
