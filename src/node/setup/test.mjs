// `npm test`: installs what is missing, finds a Chromium, checks types and runs every test.
// The last line is `N passed, N failed` (and skipped, where something on this machine is missing).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { findChromium } from './chromium.mjs';
import { install, root, run } from './install.mjs';

install();
const chromium = findChromium();
if (!chromium) console.log('Skipping the browser tests: no Chromium could be found or installed. Set CHROMIUM_PATH to one.');
await bundle();
run('npm', ['run', '--silent', 'build']);

const report = join(root, '.cache', 'tests.json');
mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(report, { force: true });

let passed = 0;
let failed = 0;
let skipped = 0;

const checks = spawnSync(process.execPath, [join(root, 'src/node/setup/check.mjs')], { cwd: root, stdio: 'inherit' });
if (checks.status === 0) passed++;
else failed++;

const tests = spawnSync('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, CHROMIUM_PATH: chromium ?? '' },
});
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  skipped += result.numPendingTests + (result.numTodoTests ?? 0);
  // A file that fails to load has no failing test of its own.
  failed += result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')).length;
} catch {
  failed++;
}
if (tests.status !== 0 && failed === 0) failed++;
console.log(skipped > 0 ? `${passed} passed, ${failed} failed, ${skipped} skipped` : `${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
