import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from './host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker pull -q busybox');
});
afterAll(() => machine.end());

const run = async (options: string, command: string) => (await machine.sh(`docker run --rm ${options} busybox ${command}`)).stdout;

test('limits stand in the control group, and the allowed CPUs are those that nproc counts', async () => {
  expect(await run('-m 64m --memory-swap 160m --memory-reservation 32m', `sh -c 'cd /sys/fs/cgroup; cat memory.max memory.swap.max memory.low'`)).toBe('67108864\n100663296\n33554432\n');
  expect(await run('-c 512', 'cat /sys/fs/cgroup/cpu.weight')).toBe('59\n');
  expect(await run('--cpuset-cpus 0,2', `sh -c 'cat /sys/fs/cgroup/cpuset.cpus; nproc; grep Cpus_allowed_list /proc/self/status'`)).toBe('0,2\n2\nCpus_allowed_list:\t0,2\n');
  expect((await machine.sh('nproc')).stdout).toBe('4\n');
});

test('--sysctl sets what /proc/sys shows, in that container only', async () => {
  expect(await run('--sysctl net.core.somaxconn=77 --sysctl net.ipv4.ip_forward=0', 'cat /proc/sys/net/core/somaxconn /proc/sys/net/ipv4/ip_forward')).toBe('77\n0\n');
  expect(await run('', 'cat /proc/sys/net/core/somaxconn')).toBe('4096\n');
});

test('a machine without GPUs has no driver for them', async () => {
  expect(await machine.sh('docker run --rm --gpus all busybox true')).toEqual({
    stdout: '', status: 125,
    stderr: `docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]\n\nRun 'docker run --help' for more information\n`,
  });
});
