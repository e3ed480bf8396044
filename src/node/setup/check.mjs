// What every commit must pass besides the tests: the type checkers, one for each side of the platform wall.
import { spawnSync } from 'node:child_process';
import { root } from './install.mjs';

const CHECKS = [
  ['pure rooms', ['tsc', '-p', 'tsconfig.json', '--noEmit']],
  ['node', ['tsc', '-p', 'src/node/tsconfig.json', '--noEmit']],
  ['page', ['svelte-check', '--tsconfig', 'src/app/tsconfig.json', '--threshold', 'error', '--output', 'human']],
  ['lint', ['eslint', 'src', 'test', '--max-warnings', '0']],
];

let bad = 0;
for (const [name, command] of CHECKS) {
  const result = spawnSync('npx', command, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  if (result.status === 0) {
    console.log(`check ${name}: ok`);
  } else {
    bad++;
    console.log(`check ${name}: failed\n${result.stdout}${result.stderr}`);
  }
}
process.exit(bad === 0 ? 0 : 1);
