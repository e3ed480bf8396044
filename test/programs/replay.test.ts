import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeTestMachine } from '../../src/machine/testing';
import { appletPrograms } from '../../src/programs/applet-table';
import { busybox } from '../../src/programs/busybox/busybox';
import { COREUTILS } from '../../src/programs/coreutils/list';
import { GIT } from '../../src/programs/git/list';
import { GPG } from '../../src/programs/gpg/list';
import { MAKE } from '../../src/programs/make/list';
import { OPENSSL } from '../../src/programs/openssl/list';
import { SSH } from '../../src/programs/ssh/list';
import { TEXT } from '../../src/programs/text/list';
import { bash, dash } from '../../src/shell/index';
import { files } from './snippets.mjs';

interface Record {
  script: string;
  stdout: string;
  stderr: string;
  status: number;
}

const here = new URL('.', import.meta.url);
const prefixed = Object.fromEntries(Object.entries(files as { [name: string]: string }).map(([name, content]) => [`/tmp/w/${name}`, content]));
const loaders = { ...appletPrograms({ ...COREUTILS, ...TEXT, ...GIT }), ...GPG, ...MAKE, ...OPENSSL, ...SSH };

describe.each(['gnu', 'busybox', 'git'] as const)('the tools as recorded from %s', (flavour) => {
  const records = JSON.parse(readFileSync(new URL(`${flavour}.json`, here), 'utf8')) as Record[];
  test.each(records.map((record) => [record.script, record] as const))('%s', async (_, record) => {
    const named = Object.fromEntries(Object.entries(loaders).map(([name, load]) => [name, { main: async (sys: Parameters<typeof bash.main>[0]) => (flavour === 'busybox' ? busybox : await load()).main(sys) }]));
    const programs = { ...named, bash, sh: dash };
    const machine = await makeTestMachine({ files: prefixed, programs });
    const result = await machine.run('/bin/bash', ['bash', '-c', record.script], { cwd: '/tmp/w', env: { PATH: '/bin', HOME: '/root', LC_ALL: 'C.UTF-8', TERM: 'dumb' } });
    expect({ stdout: result.stdout, stderr: result.stderr.replace(/BusyBox v1[^]*/, ''), status: result.status }).toEqual({ stdout: record.stdout, stderr: record.stderr, status: record.status });
  });
});
