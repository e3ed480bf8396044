import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { utf8 } from '../lib/bytes';
import { ROOT } from '../machine/process/capabilities';
import type { Sys } from '../machine/sys';
import { makeTestMachine, type TestMachine } from '../machine/testing';
import { makeShells } from './index';
import { TOOLS } from './test-tools';

const { bash, ash } = makeShells({
  completions: (_, path) => (path === '/bin/tool' ? Promise.resolve({ main: async () => 0, complete: async (_sys, { words }) => (words.length > 2 ? ['alpha', 'beta'] : ['start', 'status', 'stop']) }) : undefined),
});

/** Waits for keys until it is killed. */
const wait = async (sys: Sys): Promise<number> => {
  for (;;) if ((await sys.read(0)).length === 0) return 0;
};

class Screen {
  private readonly term;
  private received = 0;
  private constructor(readonly machine: TestMachine, readonly terminal: Awaited<ReturnType<TestMachine['machine']['openTerminal']>>, cols: number) {
    this.term = new headless.Terminal({ cols, rows: 12, allowProposedApi: true });
  }

  static async open(shell: string, cols = 40): Promise<Screen> {
    const machine = await makeTestMachine({
      programs: { ...TOOLS, wait, tool: async () => 0, '/bin/bash': bash, '/bin/ash': ash },
      files: { '/root/.bashrc': "PS1='\\u:\\w\\$ '\nalias ll='echo LL'\n", '/root/alpha.txt': 'x\n', '/root/alps/f': 'y', '/root/my file': '' },
    });
    const terminal = await machine.machine.openTerminal({ path: `/bin/${shell}`, argv: [shell], env: { PATH: '/bin', HOME: '/root', TERM: 'xterm' }, cwd: '/root', credentials: ROOT, size: { rows: 12, cols } });
    const screen = new Screen(machine, terminal, cols);
    void screen.pump();
    await screen.settle();
    return screen;
  }

  private async pump(): Promise<void> {
    for (;;) {
      const bytes = await this.terminal.output.read();
      if (bytes.length === 0) return;
      this.received += bytes.length;
      this.term.write(bytes);
    }
  }

  /** Waits until nothing more comes: a busy machine only takes longer. */
  private async settle(): Promise<void> {
    for (let quiet = 0, seen = this.received; quiet < 12; quiet = seen === this.received && !this.machine.clock.awaitsOutside ? quiet + 1 : 0) {
      seen = this.received;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await new Promise<void>((resolve) => this.term.write('', resolve));
  }

  async type(...keys: string[]): Promise<void> {
    for (const each of keys) {
      this.terminal.input(utf8(each));
      await this.settle();
    }
  }

  resize(cols: number): void {
    this.term.resize(cols, 12);
    this.terminal.resize({ rows: 12, cols });
  }

  /** The lines on the screen, and the cursor as row:column. */
  get shown(): string {
    const { active } = this.term.buffer;
    const lines: string[] = [];
    for (let i = 0; i < active.length; i++) lines.push(active.getLine(i)!.translateToString(true).trimEnd());
    while (lines.at(-1) === '') lines.pop();
    return [...lines, `@${active.baseY + active.cursorY}:${active.cursorX}`].join('\n');
  }
}

test('commands, aliases, editing keys, history', async () => {
  const s = await Screen.open('bash');
  await s.type('echo one\r', 'll x\r', '\x1b[A\x1b[A', '\x01\x1bf\x0b two\x05!\r', 'echo abc\x02\x02X\x14\r', 'false\r', 'echo $?\r', '\x12two', '\r');
  expect(s.shown).toBe('root:~# echo one\none\nroot:~# ll x\nLL x\nroot:~# echo two!\ntwo!\nroot:~# echo abXc\nabXc\nroot:~# false\nroot:~# echo $?\n1\nroot:~# echo two!\ntwo!\nroot:~#\n@13:8');
});

test('history expansion shows the line that it runs, and refuses an event that never was', async () => {
  const s = await Screen.open('bash', 60);
  await s.type('echo one two\r', '!!\r', 'echo !$ !ec:1\r', '^one^1^\r', '!nothing\r', "echo '!!'\r");
  expect(s.shown).toBe([
    'root:~# echo one two', 'one two', 'root:~# !!', 'echo one two', 'one two', 'root:~# echo !$ !ec:1', 'echo two one', 'two one', 'root:~# ^one^1^', 'echo two 1', 'two 1',
    'root:~# !nothing', 'bash: !nothing: event not found', "root:~# echo '!!'", '!!', 'root:~#', '@15:8',
  ].join('\n'));
});

test('a line longer than the screen wraps, wide characters too, and follows a new width', async () => {
  const s = await Screen.open('bash', 20);
  await s.type('echo 0123456789abcdefgh');
  expect(s.shown).toBe('root:~# echo 0123456\n789abcdefgh\n@1:11');
  await s.type('\x01', '\x1bf', ' 漢字漢字', '\x05');
  expect(s.shown).toBe('root:~# echo 漢字漢\n字 0123456789abcdefg\nh\n@2:1');
  await s.type('\x7f\x7f', '\x15');
  expect(s.shown).toBe('root:~#\n@0:8');
  await s.type('\x19');
  s.resize(60);
  await s.type('');
  expect(s.shown.split('\n').at(-2)).toBe('root:~# echo 漢字漢字 0123456789abcdef');
});

test('Tab: commands, files, a program\'s own words, lists', async () => {
  const s = await Screen.open('bash');
  await s.type('ec\t', 'al\t', '\t', 'h\t', '\r', 'too\tsta\t', '\t', '\t\x15', 'cat my\t', '\x15', 'echo $HOM\t\r', 'tool st\t\t');
  expect(s.shown).toBe([
    'root:~# echo alp', 'alpha.txt  alps/', 'root:~# echo alpha.txt', 'alpha.txt', 'root:~# tool sta', 'start   status', 'root:~# tool sta', 'start   status', 'root:~# echo $HOME', '/root', 'root:~# tool st', 'start   status  stop', 'root:~# tool st', '@12:15',
  ].join('\n'));
});

test('Ctrl-C, Ctrl-D, continuation lines, pasted lines', async () => {
  const s = await Screen.open('bash');
  await s.type('abc', '\x03', 'echo "a\r', 'b"\r', '\x1b[200~echo p1\necho p2\x1b[201~', '\r', '/bin/wait\r', '\x03', 'echo $?\r');
  expect(s.shown).toBe('root:~# abc^C\nroot:~# echo "a\n> b"\na\nb\nroot:~# echo p1\necho p2\np1\np2\nroot:~# /bin/wait\n^C\nroot:~# echo $?\n130\nroot:~#\n@13:8');
  await s.type('(exit 3)\r', '\x04');
  expect(s.shown.split('\n').at(-2)).toBe('exit');
  expect(await s.terminal.exit).toEqual({ kind: 'exited', code: 3 });
});

test('jobs: stop, list, foreground, kill', async () => {
  const s = await Screen.open('bash', 60);
  await s.type('/bin/wait\r', '\x1a', 'jobs\r', '/bin/wait &\r', 'bg %1\r', 'kill %1 %2\r', '\r', 'jobs\r');
  expect(s.shown).toBe([
    'root:~# /bin/wait', '^Z', '[1]+  Stopped                 /bin/wait', 'root:~# jobs', '[1]+  Stopped                 /bin/wait', 'root:~# /bin/wait &', '[2] 4', 'root:~# bg %1', '[1]+ /bin/wait &',
    '[1]-  Stopped (tty input)     /bin/wait', '[2]+  Stopped (tty input)     /bin/wait', 'root:~# kill %1 %2', '[1]-  Terminated              /bin/wait', '[2]+  Terminated              /bin/wait', 'root:~#', 'root:~# jobs', 'root:~#', '@16:8',
  ].join('\n'));
});

test('Ctrl-C ends a read and a busy loop; the list of commands stops there', async () => {
  const s = await Screen.open('bash');
  await s.type('read x; echo no\r', '\x03', 'while :; do :; done; echo no\r', '\x03', 'read -s -p "pw: " p\r', 'secret\r', '\r', 'echo $p\r');
  expect(s.shown).toBe('root:~# read x; echo no\n^C\nroot:~# while :; do :; done; echo no\n^C\nroot:~# read -s -p "pw: " p\npw: root:~#\nroot:~# echo $p\nsecret\nroot:~#\n@8:8');
});

test('ash has its own prompt', async () => {
  const s = await Screen.open('ash');
  await s.type('nosuch\r', 'cd /tmp\r');
  expect(s.shown).toBe('~ # nosuch\nash: nosuch: not found\n~ # cd /tmp\n/tmp #\n@3:7');
});
