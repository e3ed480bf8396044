import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { utf8 } from '../lib/bytes';
import { ROOT } from '../machine/process/capabilities';
import { makeTestMachine } from '../machine/testing';
import { Shell } from './interp/shell';
import { bash } from './index';
import { replay, type Recorded } from './test-recorded';
import { TOOLS } from './test-tools';

afterEach(() => void vi.restoreAllMocks());

let resumptions = 0;

/** From here on every shell, forked ones too, is saved and taken up again before each of its steps. */
function resumeAtEveryStep(): void {
  vi.spyOn(Shell.prototype, 'run').mockImplementation(async function (this: Shell) {
    for (let shell: Shell = this; ; ) {
      shell = new Shell(shell.sys, structuredClone(shell.state), shell.hooks);
      shell.installSignals();
      resumptions++;
      const status = await shell.turn();
      if (status !== undefined) return status;
    }
  });
}

test('saved and resumed at every step, recorded scripts give what the real shell gives', async () => {
  resumeAtEveryStep();
  const records = JSON.parse(readFileSync(new URL('../../test/shell/bash.json', import.meta.url), 'utf8')) as Recorded[];
  const wrong: string[] = [];
  for (const record of records) {
    const { stdout, status } = await replay('bash', record);
    if (stdout !== record.stdout || status !== record.status) wrong.push(`${record.script}\n${stdout}`);
  }
  expect(wrong).toEqual([]);
  expect(resumptions).toBeGreaterThan(5000);
});

test('a background loop goes on where it was after a restore, and the prompt waits for its key', async () => {
  const programs = { ...TOOLS, sleep: { main: resumableSleep }, '/bin/bash': bash };
  const first = await makeTestMachine({ programs });
  const terminal = await first.machine.openTerminal({ path: '/bin/bash', argv: ['bash', '--norc'], env: { PATH: '/bin', HOME: '/root', PS1: '$ ' }, cwd: '/root', credentials: ROOT, size: { rows: 24, cols: 80 } });
  terminal.input(utf8('for i in 1 2 3 4 5 6; do echo $i; x=$(sleep 1; echo "<$i>"); echo $x; done > log & y=kept\r'));
  await first.clock.sleep(2500);
  expect(first.read('/root/log')).toBe('1\n<1>\n2\n<2>\n3\n');
  expect(terminal.atPrompt()).toBe(true);
  const snapshot = structuredClone(await first.machine.snapshot());
  first.machine.halt();

  const second = await makeTestMachine({ programs, restore: snapshot });
  const again = second.machine.reopenTerminal('pts/0')!;
  again.input(utf8('echo $y; wait; cat log; exit\r'));
  let shown = '';
  for (let part = await again.output.read(); part.length > 0; part = await again.output.read()) shown += new TextDecoder().decode(part);
  expect(shown).toContain('\x1b[?2004l\rkept\r\n');
  expect(shown).toContain('1\r\n<1>\r\n2\r\n<2>\r\n3\r\n<3>\r\n4\r\n<4>\r\n5\r\n<5>\r\n6\r\n<6>\r\n');
  second.machine.halt();
});

async function resumableSleep(sys: Parameters<(typeof bash)['main']>[0]): Promise<number> {
  const until = (sys.resumed as number | undefined) ?? sys.now() + Number(sys.argv[1]) * 1000;
  sys.resumable(() => until);
  await sys.sleep(until - sys.now());
  return 0;
}
