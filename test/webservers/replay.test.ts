// nginx and Apache's httpd beside the real ones: the same configurations, the same requests, the same bytes (recorded by record.mjs).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeTestMachine, type TestMachine } from '../../src/machine/testing';
import { appletPrograms } from '../../src/programs/applet-table';
import { COREUTILS } from '../../src/programs/coreutils/list';
import { NETWORK } from '../../src/programs/net/list';
import { SERVERS } from '../../src/programs/servers/list';
import { TEXT } from '../../src/programs/text/list';
import { bash } from '../../src/shell/index';
import * as httpd from './httpd-cases.mjs';
import { masked } from './mask.mjs';
import * as nginx from './nginx-cases.mjs';

interface Seen {
  stdout: string;
  stderr: string;
  status: number;
}

interface Cases {
  commands: { conf: string; start: string; test: string };
  files: Record<string, string>;
  running: { name: string; conf: string; commands: string }[];
  tested: Record<string, string>;
}

const loaders = { ...appletPrograms({ ...COREUTILS, ...TEXT }), ...NETWORK, ...SERVERS, apache2: SERVERS.httpd! };
const programs = { bash, ...Object.fromEntries(Object.entries(loaders).map(([name, load]) => [name, { main: async (sys: Parameters<typeof bash.main>[0]) => (await load()).main(sys) }])) };
/** What both servers find on a Debian. */
const SYSTEM = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n', '/etc/group': 'root:x:0:\nnogroup:x:65534:\nnobody:x:65534:\n', '/etc/hosts': '127.0.0.1 localhost\n',
  '/var/log/nginx/access.log': '', '/var/lib/nginx/none': '', '/run/none': '', '/dev/null': '', '/usr/share/nginx/none': '', ...Object.fromEntries(httpd.modules.map((name) => [`/usr/lib/apache2/modules/mod_${name}.so`, ''])),
};

async function machineWith(cases: Cases, conf: string): Promise<TestMachine> {
  const files = Object.fromEntries(Object.entries({ ...cases.files, [cases.commands.conf]: conf }).map(([name, content]) => [`/tmp/w/${name}`, content]));
  const machine = await makeTestMachine({ programs, epochMs: 1_790_000_000_000, files: { ...files, ...SYSTEM } });
  await machine.run('/bin/bash', ['bash', '-c', 'find /tmp/w -exec touch -d @1700000000 {} +'], { env: { PATH: '/bin' } });
  return machine;
}

async function run(machine: TestMachine, command: string): Promise<Seen> {
  const { stdout, stderr, status } = await machine.run('/bin/bash', ['bash', '-c', command], { cwd: '/tmp/w', env: { PATH: '/bin', HOME: '/root', LC_ALL: 'C.UTF-8', HTTPD_VERSION: '2.4.71' } });
  return { stdout: masked(stdout), stderr: masked(stderr), status };
}

describe.each(Object.entries({ nginx, httpd } as Record<string, Cases>))('%s', (server, cases) => {
  const recorded = JSON.parse(readFileSync(new URL(`${server}.json`, import.meta.url), 'utf8')) as { running: Record<string, Seen>; tested: Record<string, Seen> };

  test.each(cases.running.map(({ name, conf, commands }) => [name, conf, commands] as const))('serves: %s', async (name, conf, commands) => {
    const machine = await machineWith(cases, conf);
    const started = await run(machine, cases.commands.start);
    const seen = started.status === 0 ? await run(machine, commands) : started;
    machine.machine.halt();
    expect(seen).toEqual(recorded.running[name]);
  });

  test.each(Object.entries(cases.tested))('-t: %s', async (name, conf) => {
    const machine = await machineWith(cases, conf);
    const seen = await run(machine, cases.commands.test);
    machine.machine.halt();
    expect(seen).toEqual(recorded.tested[name]);
  });
});
