import { expect, test } from 'vitest';
import { text, utf8 } from '../../lib/bytes';
import type { Terminal } from '../machine-types';
import type { Program } from '../program';
import { ROOT } from '../process/capabilities';
import { makeTestMachine } from '../testing';
import { LineDiscipline } from './line-discipline';
import { RAW } from './types';

function discipline(): { type(keys: string): string; lines(): string[]; tty: LineDiscipline; signals: string[] } {
  const signals: string[] = [];
  const tty = new LineDiscipline({ signal: (name) => signals.push(name), changed: () => undefined });
  return {
    tty,
    signals,
    type: (keys) => {
      tty.receive(utf8(keys));
      return text(tty.output.take(1e6));
    },
    lines: () => {
      const all: string[] = [];
      for (let line = tty.read(4096); line; line = tty.read(4096)) all.push(text(line));
      return all;
    },
  };
}

test('the keys of canonical mode', () => {
  const { type, lines, signals, tty } = discipline();
  expect(type('ab\x7fc\r')).toBe('ab\b \bc\r\n');
  expect(type('日本\x7f\n')).toBe('日本\b \b\b \b\r\n');
  expect(type('a\tb\x7f\x7fc\n')).toBe('a\tb\b \b' + '\b \b'.repeat(7) + 'c\r\n');
  expect(type('one two\x17three\x15x\n')).toBe(`one two${'\b \b'.repeat(3)}three${'\b \b'.repeat(9)}x\r\n`);
  expect(type('\x16\x03\x01\x7f\n')).toBe('^\b^C^A\b \b\b \b\r\n');
  expect(type('re\x12do\n')).toBe('re^R\r\nredo\r\n');
  expect(lines()).toEqual(['ac\n', '日\n', 'ac\n', 'x\n', '\x03\n', 'redo\n']);
  expect(type('part\x04\x04')).toBe('part');
  expect(lines()).toEqual(['part', '']);
  expect(type('gone\x03\x1c\x1a')).toBe('^Z');
  expect(signals).toEqual(['SIGINT', 'SIGQUIT', 'SIGTSTP']);
  expect(lines()).toEqual([]);
  tty.write(utf8('shown\n'));
  expect(type('\x13')).toBe('shown\r\n');
  expect(tty.write(utf8('held'))).toBe(0);
  type('\x11');
  expect(tty.write(utf8('held'))).toBe(4);
});

test('raw mode: bytes as they come, nothing echoed, a half line becomes readable', () => {
  const { type, lines, tty } = discipline();
  type('half');
  tty.set(RAW);
  expect(lines()).toEqual(['half']);
  expect(type('\x03\r\x1b[A')).toBe('');
  expect(lines()).toEqual(['\x03\r\x1b[A']);
  tty.write(utf8('a\nb'));
  expect(type('')).toBe('a\nb');
});

const report = (status: unknown): string => JSON.stringify(status).replace(/"/g, '');

/** A shell without a language: runs `cat` as a job. */
const shell: Program['main'] = async (sys) => {
  for (const signal of ['SIGTTOU', 'SIGTTIN', 'SIGTSTP', 'SIGINT'] as const) sys.onSignal(signal, 'ignore');
  const own = sys.getpgid();
  const reset = { pgid: 0 };
  const background = await sys.spawn('/bin/cat', ['cat'], reset);
  const say = (message: string): Promise<void> => sys.write(1, `[${message}]\n`);
  await say(report((await sys.wait({ pid: background, untraced: true }))!.status));
  sys.tcsetpgrp(0, background);
  sys.kill(-background, 'SIGCONT');
  await say(report((await sys.wait({ pid: background, untraced: true }))!.status));
  sys.tcsetpgrp(0, own);
  await say(`fg ${sys.tcgetpgrp(0) === own}`);
  sys.kill(background, 'SIGKILL');
  await sys.wait();
  sys.onSignal('SIGWINCH', () => void say(`size ${sys.winsize(0).cols}`));
  const pid = await sys.spawn('/bin/survivor', ['survivor'], { pgid: 0, foreground: true });
  await sys.wait({ pid });
  sys.tcsetpgrp(0, own);
  await sys.spawn('/bin/survivor', ['survivor'], { pgid: 0, foreground: true });
  sys.onSignal('SIGHUP', () => undefined);
  await sys.pause();
  return 9;
};

async function shown(terminal: Terminal, wanted: string): Promise<string> {
  let seen = '';
  while (!seen.includes(wanted)) {
    const part = await terminal.output.read();
    if (part.length === 0) return `${seen}(end)`;
    seen += text(part);
  }
  return seen;
}

test('job control: background reads stop, Ctrl-Z, sizes, hangup', async () => {
  const ends: string[] = [];
  const { machine } = await makeTestMachine({
    programs: {
      shell,
      cat: async (sys) => {
        for (const signal of ['SIGTTOU', 'SIGTTIN', 'SIGTSTP', 'SIGINT'] as const) sys.onSignal(signal, 'default');
        for (;;) await sys.write(1, await sys.read(0));
      },
      survivor: async (sys) => {
        await sys.write(1, `${sys.winsize(0).cols}\n`);
        sys.onSignal('SIGHUP', () => {
          ends.push('hung up');
          sys.exit(0);
        });
        sys.onSignal('SIGWINCH', () => sys.exit(0));
        await sys.pause();
        return 0;
      },
    },
  });
  const terminal = await machine.openTerminal({ path: '/bin/shell', argv: ['shell'], env: {}, cwd: '/', credentials: ROOT, size: { rows: 24, cols: 80 } });
  expect(await shown(terminal, ']')).toBe('[{kind:stopped,signal:SIGTTIN}]\r\n');
  terminal.input(utf8('line\r'));
  expect(await shown(terminal, 'line\r\nline')).toBe('line\r\nline\r\n');
  expect(terminal.atPrompt()).toBe(false);
  terminal.input(utf8('\x1a'));
  expect(await shown(terminal, 'fg true')).toBe('^Z[{kind:stopped,signal:SIGTSTP}]\r\n[fg true]\r\n');
  expect(await shown(terminal, '80\r\n')).toBe('80\r\n');
  terminal.resize({ rows: 24, cols: 132 });
  expect(await shown(terminal, '132\r\n')).toBe('132\r\n');
  terminal.hangUp();
  expect(await terminal.exit).toEqual({ kind: 'exited', code: 9 });
  expect(ends).toEqual(['hung up']);
});
