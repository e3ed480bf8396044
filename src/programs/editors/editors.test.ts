import { expect, test } from 'vitest';
import { utf8 } from '../../lib/bytes';
import { ROOT } from '../../machine/process/capabilities';
import { makeTestMachine } from '../../machine/testing';
import { appletPrograms } from '../applet-table';
import { EDITORS } from './list';

/** Types keys into an editor on a terminal; gives what the file then holds. */
async function edit(name: 'vi' | 'nano', content: string, keys: readonly string[]): Promise<string> {
  const program = await appletPrograms(EDITORS)[name]!();
  const machine = await makeTestMachine({ files: { '/tmp/file': content }, programs: { [name]: program } });
  const terminal = await machine.machine.openTerminal({ path: `/bin/${name}`, argv: [name, '/tmp/file'], env: { PATH: '/bin', TERM: 'xterm' }, cwd: '/', credentials: ROOT, size: { rows: 24, cols: 80 } });
  void (async () => {
    while ((await terminal.output.read()).length > 0);
  })();
  for (const key of keys) {
    terminal.input(utf8(key));
    await machine.clock.sleep(100);
  }
  await terminal.exit;
  return machine.read('/tmp/file');
}

test('vi changes a word, deletes, pastes and substitutes', async () => {
  expect(await edit('vi', 'one two\nthree\nfour\n', ['w', 'c', 'w', 'TWO', '\x1b', 'j', 'd', 'd', 'p', ':%s/o/0/g\r', ':wq\r'])).toBe('0ne TWO\nf0ur\nthree\n');
  expect(await edit('vi', '', ['i', 'FROM alpine', '\r', 'CMD ["sh"]', '\x1b', ':x\r'])).toBe('FROM alpine\nCMD ["sh"]\n');
  expect(await edit('vi', 'kept\n', ['x', ':q\r', ':q!\r'])).toBe('kept\n');
});

test('nano types, cuts, pastes and writes', async () => {
  expect(await edit('nano', 'one\ntwo\n', ['zero', '\r', '\x0b', '\x1b[B', '\x15', '\x0f', '\r', '\x18'])).toBe('zero\ntwo\none\n');
});
