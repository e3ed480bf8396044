import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { get as httpGet } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `dockyard serve` on a socket in a folder of its own. */
export interface Served {
  folder: string;
  socket: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/**
 * A copy of the bundled command: what a server loads late must still be there when another test bundles afresh. One
 * at a time, for that same reason.
 */
export async function command(): Promise<string> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const lock = join(cache, 'dockyard-bundling');
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    const bundled = spawnSync(process.execPath, [join(root, 'src/node/setup/bundle.mjs')], { encoding: 'utf8' });
    if (bundled.status !== 0) throw new Error(bundled.stderr);
    const copy = mkdtempSync(join(cache, 'dockyard-'));
    cpSync(join(root, 'dist/node'), copy, { recursive: true });
    return copy;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

export async function serve(): Promise<Served> {
  const bundle = await command();
  const folder = mkdtempSync(join(tmpdir(), 'dockyard-serve-'));
  const socket = join(folder, 'engine.sock');
  mkdirSync(join(folder, 'config'));
  const child = spawn(process.execPath, [join(bundle, 'dockyard.js'), 'serve', '--seed', '1', '--host', `unix://${socket}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const hear = (data: Buffer): void => {
      said += data.toString();
      if (said.includes('listening on')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(said)));
  });
  return {
    folder, socket, process: child,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      for (const one of [folder, bundle]) rmSync(one, { recursive: true, force: true });
    },
  };
}

/** A port of the loopback that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

function once(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    httpGet(url, { agent: false }, (answer) => {
      let body = '';
      answer.on('data', (data: Buffer) => (body += data.toString()));
      answer.on('end', () => resolve(body));
    }).on('error', reject);
  });
}

/** Asks until the answer is there: what listens in a container does so a moment after its start. */
export async function get(url: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(url);
    } catch (error) {
      if (attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
