// Serves the built page as any static host would, with the headers that it is meant to have.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.wasm': 'application/wasm', '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json', '.md': 'text/markdown; charset=utf-8', '.woff2': 'font/woff2', '.mjs': 'text/javascript; charset=utf-8',
};

async function answer(folder, request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  let file = normalize(join(folder, path));
  if (file !== folder && !file.startsWith(folder + sep)) throw new Error('outside');
  let info = await stat(file);
  if (info.isDirectory()) info = await stat((file = join(file, 'index.html')));
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Length': info.size,
    'Cache-Control': path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    // Isolation gives learners' programs SharedArrayBuffer to wait on.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'credentialless',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

/** Serves a folder on the loopback; takes the next free port when the wanted one is taken. Gives its address and the server. */
export function servePage(folder, port) {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch(() => {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end('Not found');
    });
  });
  return new Promise((resolve, reject) => {
    let tries = 20;
    server.on('error', (error) => {
      if (error.code === 'EADDRINUSE' && tries-- > 0) server.listen(++port, '127.0.0.1');
      else reject(error);
    });
    server.on('listening', () => resolve({ address: `http://localhost:${server.address().port}/`, server }));
    server.listen(port, '127.0.0.1');
  });
}
