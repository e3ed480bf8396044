import { expect, test } from 'vitest';
import { text, utf8 } from '../lib/bytes';
import { isSysError } from './errno';
import { inet, unix } from './net/types';
import type { Sys } from './sys';
import { makeTestMachine } from './testing';

const echo = async (sys: Sys): Promise<number> => {
  await sys.write(1, `${sys.argv.slice(1).join(' ')}\n`);
  return 0;
};
const cat = async (sys: Sys): Promise<number> => {
  for (;;) {
    const part = await sys.read(0);
    if (part.length === 0) return 0;
    await sys.write(1, part);
  }
};

test('a program runs with its input, output and status', async () => {
  const { run } = await makeTestMachine({ programs: { echo, cat, three: async () => 3 } });
  expect(await run('/bin/echo', ['echo', 'a', 'b'])).toEqual({ stdout: 'a b\n', stderr: '', status: 0, ended: { kind: 'exited', code: 0 } });
  expect((await run('/bin/cat', ['cat'], { stdin: 'hello' })).stdout).toBe('hello');
  expect((await run('/bin/three')).status).toBe(3);
  await expect(run('/bin/none')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('children through pipes, redirections, waits', async () => {
  const { run } = await makeTestMachine({
    programs: {
      echo, cat,
      main: async (sys) => {
        const [r, w] = sys.pipe();
        const a = await sys.spawn('/bin/echo', ['echo', 'through'], { fds: new Map([[1, w]]) });
        const b = await sys.spawn('/bin/cat', ['cat'], { fds: new Map([[0, r], [1, 1]]) });
        sys.close(r);
        sys.close(w);
        const first = await sys.wait({ pid: a });
        const second = await sys.wait({ pid: b });
        await sys.write(1, JSON.stringify([first!.pid === a, second!.status]));
        try {
          await sys.wait();
        } catch (error) {
          await sys.write(1, isSysError(error, 'ECHILD') ? ' ECHILD' : ' ?');
        }
        return 0;
      },
    },
  });
  expect(await run('/bin/main')).toMatchObject({ stdout: 'through\n[true,{"kind":"exited","code":0}] ECHILD', stderr: '', status: 0 });
});

test('signals: default, ignore, handler, SIGPIPE, killed while blocked, finally blocks end', async () => {
  const log: string[] = [];
  const { run } = await makeTestMachine({
    programs: {
      sleeper: async (sys) => {
        try {
          await sys.sleep(1e9);
        } finally {
          log.push('finally');
          await sys.sleep(10).catch((error: Error) => log.push(error.name));
        }
        return 0;
      },
      handler: async (sys) => {
        sys.onSignal('SIGTERM', () => log.push('handled'));
        try {
          await sys.sleep(1e9);
        } catch (error) {
          log.push(isSysError(error) ? error.code : '?');
        }
        return 7;
      },
      writer: async (sys) => {
        for (;;) await sys.write(1, 'y\n'.repeat(1000));
      },
      main: async (sys) => {
        const a = await sys.spawn('/bin/sleeper', ['sleeper']);
        sys.kill(a, 'SIGTERM');
        log.push(JSON.stringify((await sys.wait())!.status));
        const b = await sys.spawn('/bin/handler', ['handler']);
        await sys.sleep(10);
        sys.kill(b, 'SIGTERM');
        log.push(JSON.stringify((await sys.wait())!.status));
        const [r, w] = sys.pipe();
        await sys.spawn('/bin/writer', ['writer'], { fds: new Map([[1, w]]) });
        sys.close(w);
        await sys.read(r, 10);
        sys.close(r);
        log.push(JSON.stringify((await sys.wait())!.status));
        const c = await sys.spawn('/bin/sleeper', ['sleeper']);
        sys.kill(c, 'SIGSTOP');
        log.push(JSON.stringify((await sys.wait({ untraced: true }))!.status));
        sys.kill(c, 'SIGKILL');
        log.push(JSON.stringify((await sys.wait())!.status));
        return 0;
      },
    },
  });
  expect((await run('/bin/main')).status).toBe(0);
  expect(log).toEqual([
    'finally', '{"kind":"signaled","signal":"SIGTERM","core":false}', 'ProcessKilled', 'handled', 'EINTR', '{"kind":"exited","code":7}',
    '{"kind":"signaled","signal":"SIGPIPE","core":false}', '{"kind":"stopped","signal":"SIGSTOP"}',
    'finally', '{"kind":"signaled","signal":"SIGKILL","core":false}', 'ProcessKilled',
  ]);
});

test('scripts, foreign binaries, missing interpreters, crashes', async () => {
  const { run } = await makeTestMachine({
    programs: { echo, boom: async () => { throw new TypeError('oops'); } },
    files: {
      '/s1': { content: '#!/bin/echo -x  \n', mode: 0o755 },
      '/s2': { content: '#!/no/such\n', mode: 0o755 },
      '/s3': { content: 'just text', mode: 0o755 },
      '/s4': { content: '#!/bin/echo' },
      '/elf': { content: `\x7fELF\x02\x01\x01${'\0'.repeat(9)}\x02\0\x3e\0`, mode: 0o755 },
      '/arm': { content: `\x7fELF\x02\x01\x01${'\0'.repeat(9)}\x02\0\x37\0`, mode: 0o755 },
    },
  });
  expect((await run('/s1', ['s1', 'arg'])).stdout).toBe('-x /s1 arg\n');
  await expect(run('/s2')).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(run('/s3')).rejects.toMatchObject({ code: 'ENOEXEC' });
  await expect(run('/s4')).rejects.toMatchObject({ code: 'EACCES' });
  expect(await run('/elf')).toMatchObject({ stderr: 'dockyard: /elf: this program is not simulated\n', status: 1 });
  await expect(run('/arm')).rejects.toMatchObject({ code: 'ENOEXEC' });
  const crash = await run('/bin/boom');
  expect(crash.status).toBe(70);
  expect(crash.stderr).toMatch(/^boom: dockyard internal error: TypeError: oops/);
});

test('sockets: tcp and unix', async () => {
  const { run } = await makeTestMachine({
    programs: {
      server: async (sys) => {
        const fd = sys.listen(sys.argv[1] === 'unix' ? unix('/run/s.sock') : inet('0.0.0.0', 80));
        for (;;) {
          const { fd: conn } = await sys.accept(fd);
          const got = text(await sys.read(conn));
          await sys.write(conn, `re: ${got}`);
          sys.close(conn);
        }
      },
      main: async (sys) => {
        for (const kind of ['unix', 'tcp']) {
          const address = kind === 'unix' ? unix('/run/s.sock') : inet('127.0.0.1', 80);
          const refused = await sys.connect(address).catch((error: { code: string }) => error.code);
          const server = await sys.spawn('/bin/server', ['server', kind]);
          await sys.sleep(5);
          const fd = await sys.connect(address);
          await sys.write(fd, utf8('hi'));
          const answer = text(await sys.read(fd));
          const end = (await sys.read(fd)).length;
          sys.kill(server, 'SIGKILL');
          await sys.wait();
          const gone = await sys.connect(address).catch((error: { code: string }) => error.code);
          await sys.write(1, `${refused} ${answer} ${end} ${gone}\n`);
        }
        return 0;
      },
    },
  });
  expect(await run('/bin/main')).toMatchObject({ stdout: 'ENOENT re: hi 0 ECONNREFUSED\nECONNREFUSED re: hi 0 ECONNREFUSED\n', stderr: '', status: 0 });
});

test('a terminal: echo, line editing, Ctrl-C, and yes that nobody can stop but Ctrl-C', async () => {
  const { machine } = await makeTestMachine({
    programs: {
      shell: async (sys) => {
        sys.onSignal('SIGINT', 'ignore');
        await sys.write(1, `${sys.ttyname(0)} ${JSON.stringify(sys.winsize(0))}$ `);
        const line = text(await sys.read(0));
        await sys.write(1, JSON.stringify(line) + '\n');
        const pid = await sys.spawn('/bin/yes', ['yes'], { pgid: 0, foreground: true });
        const { status } = (await sys.wait({ pid }))!;
        await sys.write(1, `\n${JSON.stringify(status)}\n`);
        return 0;
      },
      yes: async (sys) => {
        sys.onSignal('SIGINT', 'default');
        for (;;) await sys.write(1, 'y\n'.repeat(512));
      },
    },
  });
  const { ROOT } = await import('./process/capabilities');
  const terminal = await machine.openTerminal({ path: '/bin/shell', argv: ['shell'], env: {}, cwd: '/', credentials: ROOT, size: { rows: 25, cols: 80 } });
  const until = async (wanted: string): Promise<string> => {
    let seen = '';
    while (!seen.includes(wanted)) {
      const part = await terminal.output.read();
      if (part.length === 0) break;
      seen += text(part);
    }
    return seen;
  };
  expect(await until('$ ')).toBe('/dev/pts/0 {"rows":25,"cols":80}$ ');
  terminal.input(utf8('helé\x7f\x7flp\x17héllo wor\r'));
  expect(await until('y\r\n')).toMatch(/^helé\x08 \x08\x08 \x08lp(\x08 \x08){4}héllo wor\r\n"héllo wor\\n"\r\ny\r\n/);
  await until('y\r\ny\r\n');
  terminal.input(Uint8Array.of(3));
  expect(await until('}')).toBe('^C\r\n{"kind":"signaled","signal":"SIGINT","core":false}\r\n');
  expect(await terminal.exit).toEqual({ kind: 'exited', code: 0 });
});
