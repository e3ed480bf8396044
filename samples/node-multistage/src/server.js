import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import _ from 'lodash';

const quotes = JSON.parse(await readFile(new URL('./quotes.json', import.meta.url), 'utf8'));

createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url, `http://${req.headers.host}`);
  if (pathname !== '/quote') return res.writeHead(404).end('nothing here\n');
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ quote: quotes[_.clamp(Number(searchParams.get('n') ?? 0), 0, quotes.length - 1)] }));
}).listen(8000);

process.on('SIGTERM', () => {
  console.log('bye');
  process.exit(0);
});
