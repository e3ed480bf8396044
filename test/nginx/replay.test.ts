// nginx beside the real one: the same configurations, the same requests, the same bytes (recorded by record.mjs).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeTestMachine, type TestMachine } from '../../src/machine/testing';
import { appletPrograms } from '../../src/programs/applet-table';
import { COREUTILS } from '../../src/programs/coreutils/list';
import { NETWORK } from '../../src/programs/net/list';
import { SERVERS } from '../../src/programs/servers/list';
import { TEXT } from '../../src/programs/text/list';
import { bash } from '../../src/shell/index';
import { masked } from './mask.mjs';
import { files, running, tested } from './cases.mjs';

interface Seen {
  stdout: string;
  stderr: string;
  status: number;
}

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as { running: Record<string, Seen>; tested: Record<string, Seen> };

async function machineWith(conf: string): Promise<TestMachine> {
  const loaders = { ...appletPrograms({ ...COREUTILS, ...TEXT }), ...NETWORK, ...SERVERS };
  const programs = { bash, ...Object.fromEntries(Object.entries(loaders).map(([name, load]) => [name, { main: async (sys: Parameters<typeof bash.main>[0]) => (await load()).main(sys) }])) };
  const machine = await makeTestMachine({
    programs, epochMs: 1_790_000_000_000,
    files: {
      ...Object.fromEntries(Object.entries(files as Record<string, string>).map(([name, content]) => [`/tmp/w/${name}`, content])),
      '/tmp/w/nginx.conf': conf, '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n', '/etc/group': 'root:x:0:\nnogroup:x:65534:\nnobody:x:65534:\n', '/etc/hosts': '127.0.0.1 localhost\n',
      '/var/log/nginx/access.log': '', '/var/lib/nginx/none': '', '/run/none': '', '/dev/null': '', '/usr/share/nginx/none': '',
    },
  });
  await machine.run('/bin/bash', ['bash', '-c', 'find /tmp/w -exec touch -d @1700000000 {} +'], { env: { PATH: '/bin' } });
  return machine;
}

async function run(machine: TestMachine, command: string): Promise<Seen> {
  const { stdout, stderr, status } = await machine.run('/bin/bash', ['bash', '-c', command], { cwd: '/tmp/w', env: { PATH: '/bin', HOME: '/root', LC_ALL: 'C.UTF-8' } });
  return { stdout: masked(stdout), stderr: masked(stderr), status };
}

describe('nginx serves as recorded', () => {
  test.each(running.map(({ name, conf, commands }) => [name, conf, commands] as const))('%s', async (name, conf, commands) => {
    const machine = await machineWith(conf);
    const started = await run(machine, 'nginx -c /tmp/w/nginx.conf');
    const seen = started.status === 0 ? await run(machine, commands) : started;
    machine.machine.halt();
    expect(seen).toEqual(recorded.running[name]);
  });
});

describe('nginx -t as recorded', () => {
  test.each(Object.entries(tested as Record<string, string>))('%s', async (name, conf) => {
    const machine = await machineWith(conf);
    const seen = await run(machine, 'nginx -t -c /tmp/w/nginx.conf');
    machine.machine.halt();
    expect(seen).toEqual(recorded.tested[name]);
  });
});
