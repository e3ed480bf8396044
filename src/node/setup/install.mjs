// Installs what is missing. Plain Node: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const WANTED = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])) return;
  console.error(`Dockyard needs Node ${WANTED.join('.')} or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org and run the command again.`);
  process.exit(1);
}

/** Runs a command to its end and ends this process with it when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** `npm ci`, unless what the lock file asks for is there already. */
export function install() {
  checkNode();
  const installed = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing what Dockyard needs (once) …');
  run('npm', ['ci', '--no-audit', '--no-fund']);
}
