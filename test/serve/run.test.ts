// `dockyard run` as a process of its own.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from './served';

let bundle: string;
beforeAll(async () => {
  bundle = await command();
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

test('a script ends with its own status, and one that waits for ever says so and fails', () => {
  const run = (script: string): object => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(bundle, 'dockyard.js'), 'run', '-c', script], { encoding: 'utf8' });
    return { stdout, stderr, status };
  };
  expect(run('echo out; echo err >&2; exit 3')).toEqual({ stdout: 'out\n', stderr: 'err\n', status: 3 });
  expect(run('echo before; mkfifo never; cat never; echo after')).toEqual({ stdout: 'before\n', stderr: 'dockyard: the script waits for something that never comes\n', status: 1 });
});

test('what goes to one place keeps its order', () => {
  const script = 'ls /a; echo one; ls /b; echo two; docker ps -q; ls /c; echo three';
  const { output } = spawnSync('sh', ['-c', `"$0" "$1" run -c '${script}' 2>&1`, process.execPath, join(bundle, 'dockyard.js')], { encoding: 'utf8' });
  const missing = (name: string): string => `ls: cannot access '/${name}': No such file or directory\n`;
  expect(output).toEqual([null, `${missing('a')}one\n${missing('b')}two\n${missing('c')}three\n`, '']);
});
