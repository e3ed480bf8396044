import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../../src/lib/limits';
import type { MemoryFs } from '../../src/machine/vfs/memory-fs';
import { session, type Session } from './host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker pull -q busybox');
});
afterAll(() => machine.end());

const sh = (commands: string) => machine.sh(commands);

test('a million lines go through pipes, sort, wc and read', async () => {
  expect(await sh('seq 1 1000000 | grep 7 | sort | wc -l; seq 1 200000 | sort -n -r | head -n 1; seq 1 30000 | while read -r n; do :; done; seq 1 30000 | tail -n 1')).toEqual({ stdout: '468559\n200000\n30000\n', stderr: '', status: 0 });
  expect(await sh('a=($(seq 1 150000)); echo ${#a[@]} ${a[149999]}; for i in $(seq 1 150000); do :; done; echo $i')).toEqual({ stdout: '150000 150000\n150000\n', stderr: '', status: 0 });
});

test('recursion without an end overflows the stack as it does in each shell', async () => {
  expect(await sh('f() { f; }; f')).toMatchObject({ stdout: '', status: 139 });
  expect(await sh("dash -c 'f() { f; }; f; echo no'")).toEqual({ stdout: '', stderr: 'dash: 1: Maximum function recursion depth (1000) reached\n', status: 2 });
  expect(await sh('f() { [ $1 = 0 ] && echo bottom || f $(($1 - 1)); }; f 500')).toEqual({ stdout: 'bottom\n', stderr: '', status: 0 });
});

test('substitutions may be nested a hundred deep', async () => {
  expect(await sh(`echo ${'$(echo '.repeat(100)}deep${')'.repeat(100)}`)).toEqual({ stdout: 'deep\n', stderr: '', status: 0 });
});

test('who keeps an endless device in memory is ended at the limit: of the container, else of the machine', async () => {
  expect(await sh('docker run --name hog -m 50m busybox tail /dev/zero; echo $?; docker inspect -f "{{.State.OOMKilled}} {{.State.ExitCode}}" hog; docker rm hog')).toEqual({ stdout: '137\ntrue 137\nhog\n', stderr: '', status: 0 });
  expect(await sh('docker run --rm -m 50m busybox grep x /dev/zero; echo $?; docker run --rm busybox tail /dev/zero; echo $?')).toEqual({ stdout: '137\n137\n', stderr: '', status: 0 });
  expect(await sh('head -c 20000000 /dev/zero | tail -c 3 | wc -c; seq 1 300000 | tail -n 200000 | head -n 1; seq 1 300000 | tail -n 1')).toEqual({ stdout: '3\n100001\n300000\n', stderr: '', status: 0 });
});

test('zeros fill the disk without memory, and a full disk says so', async () => {
  expect((await sh('dd if=/dev/zero of=/tmp/zeros bs=1M count=1024 status=none; stat -c %s /tmp/zeros; du -m /tmp/zeros; rm /tmp/zeros')).stdout).toBe('1073741824\n1024\t/tmp/zeros\n');
  expect(await sh('truncate -s 10G /tmp/sparse; stat -c %s /tmp/sparse; du /tmp/sparse; rm /tmp/sparse')).toEqual({ stdout: '10737418240\n0\t/tmp/sparse\n', stderr: '', status: 0 });
  const { disk } = machine.host.machine.root as MemoryFs;
  const held = disk.heldBytes;
  disk.heldBytes = LIMITS.diskBytes - 1024;
  const full = await sh('yes > /tmp/f; echo $?; seq 1 100000 > /tmp/g; echo $?; df -h / | awk "NR == 2 {print \\$5}"; rm /tmp/f /tmp/g');
  disk.heldBytes = held;
  expect(full).toEqual({ stdout: '1\n1\n100%\n', stderr: 'yes: standard output: No space left on device\nseq: write error: No space left on device\n', status: 0 });
});

test('too many processes: each shell says that it cannot fork, in the container that has the limit', async () => {
  const limited = (shell: string) => sh(`docker run --rm --pids-limit 4 busybox ${shell} -c 'for i in 1 2 3 4 5; do sleep 100 & done; echo no'`);
  expect(await limited('sh')).toEqual({ stdout: '', stderr: "sh: can't fork: Resource temporarily unavailable\n", status: 2 });
});

test('a fork bomb leaves the machine alive', async () => {
  await sh('exec > /dev/null 2>&1; :(){ :|:& };:');
  await machine.host.clock.sleep(20);
  expect((await sh('echo alive')).stdout).toBe('alive\n');
});
