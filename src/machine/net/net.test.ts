import { expect, test } from 'vitest';
import { text, utf8 } from '../../lib/bytes';
import { readAll } from '../../lib/stream';
import type { Sys } from '../sys';
import { makeTestMachine } from '../testing';
import { ROOT } from '../process/capabilities';
import { resolveAddress, resolveName } from './resolve';
import { inet } from './types';

const code = (promise: Promise<unknown>): Promise<string> => promise.then((value) => String(value), (error: { code: string }) => error.code);

test('names: hosts, dns with search list, reverse, failures', async () => {
  const { machine, run, write } = await makeTestMachine({
    programs: {
      main: async (sys) => {
        const out: unknown[] = [];
        for (const name of ['localhost', '8.8.8.8', 'www.example.com', 'www', 'nobody.invalid']) out.push(await resolveName(sys, name).catch((e: Error) => e.message));
        out.push(await resolveAddress(sys, '93.184.216.34'), await resolveAddress(sys, '127.0.0.1'));
        sys.writeFile('/etc/resolv.conf', 'nameserver 10.0.2.77\noptions timeout:1 attempts:1\n');
        const start = sys.now();
        out.push(await resolveName(sys, 'www.example.com').catch((e: Error) => e.message), Math.round(sys.now() - start));
        await sys.write(1, JSON.stringify(out));
        return 0;
      },
    },
  });
  machine.kernel.addInternetHost({ names: ['www.example.com'], ip: '93.184.216.34', tcp: {} });
  write('/etc/resolv.conf', 'nameserver 10.0.2.3\nsearch example.com\n');
  expect(JSON.parse((await run('/bin/main')).stdout)).toEqual([
    ['127.0.0.1'], ['8.8.8.8'], ['93.184.216.34'], ['93.184.216.34'], 'Name or service not known', 'www.example.com', 'localhost',
    'Temporary failure in name resolution', 1000,
  ]);
});

test('the internet: latency and bandwidth by the clock, silence, refusal', async () => {
  const { machine, run } = await makeTestMachine({
    programs: {
      main: async (sys) => {
        const start = sys.now();
        const fd = await sys.connect(inet('93.184.216.34', 80));
        await sys.write(fd, 'go');
        let total = 0;
        for (;;) {
          const part = await sys.read(fd);
          if (part.length === 0) break;
          total += part.length;
        }
        const took = Math.round(sys.now() - start);
        const out = [total, took, await code(sys.connect(inet('93.184.216.34', 81))), await code(sys.connect(inet('1.2.3.4', 80), { timeoutMs: 500 })), await code(sys.connect(inet('10.0.2.99', 1)))];
        await sys.write(1, JSON.stringify(out));
        return 0;
      },
    },
  });
  machine.kernel.addInternetHost({
    names: ['x'], ip: '93.184.216.34', latencyMs: 40, bandwidth: 1_000_000,
    tcp: {
      80: async (conn) => {
        await conn.read();
        await conn.write(new Uint8Array(1_000_000));
        conn.closeWrite();
      },
    },
  });
  expect(JSON.parse((await run('/bin/main')).stdout)).toEqual([1_000_000, 1080, 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH']);
});

test('listening: conflicts, wildcard, dual stack, privileged ports, onListen, dial', async () => {
  const { machine, run } = await makeTestMachine({
    programs: {
      main: async (sys) => {
        const tries: (string | number)[] = [];
        const attempt = (host: string, port: number, v6Only?: boolean): void => {
          try {
            sys.listen(inet(host, port), { v6Only });
            tries.push('ok');
          } catch (error) {
            tries.push((error as { code: string }).code);
          }
        };
        attempt('0.0.0.0', 80);
        attempt('127.0.0.1', 80);
        attempt('::', 80);
        attempt('::', 80, true);
        attempt('127.0.0.1', 81);
        attempt('10.0.2.15', 81);
        attempt('0.0.0.0', 81);
        attempt('9.9.9.9', 82);
        sys.setCredentials({ uid: 1000, gid: 1000, euid: 1000, egid: 1000 });
        attempt('0.0.0.0', 90);
        attempt('::', 8080);
        await sys.write(1, JSON.stringify(tries));
        const { fd, peer } = await sys.accept(sys.fds().at(-1)!);
        await sys.write(fd, JSON.stringify(peer));
        return 0;
      },
    },
  });
  const ports: number[][] = [];
  machine.onListen((all) => ports.push(all.map((each) => each.port)));
  const running = run('/bin/main');
  while (ports.at(-1)?.includes(8080) !== true) await machine.clock.sleep(1);
  await expect(machine.dial(inet('127.0.0.1', 99))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  const outside = await machine.dial(inet('127.0.0.1', 8080), { from: '203.0.113.5' });
  expect(text(await readAll(outside))).toBe('{"family":"inet","host":"::ffff:203.0.113.5","port":32768}');
  expect((await running).stdout).toBe('["ok","EADDRINUSE","EADDRINUSE","ok","ok","ok","EADDRINUSE","EADDRNOTAVAIL","EACCES","ok"]');
  expect(ports.at(-1)).toEqual([]);
});

test('containers: bridges, gateway, isolation, the way out', async () => {
  const { machine, run } = await makeTestMachine({
    programs: {
      serve: async (sys) => {
        const listener = sys.listen(inet('0.0.0.0', Number(sys.argv[1])));
        for (;;) {
          const { fd, peer } = await sys.accept(listener);
          await sys.write(fd, peer.family === 'inet' ? peer.host : '');
          sys.close(fd);
        }
      },
      ask: async (sys: Sys) => {
        const out: string[] = [];
        for (const target of sys.argv.slice(1)) {
          const [host = '', port = ''] = target.split(':');
          out.push(await code(sys.connect(inet(host, Number(port)), { timeoutMs: 4000 }).then(async (fd) => text(await sys.read(fd)))));
        }
        await sys.write(1, out.join(' '));
        return 0;
      },
      dockerd: async (sys) => {
        const kernel = sys.kernel();
        const { host } = kernel;
        kernel.addBridge(host.net, 'docker0', [{ ip: '172.17.0.1', prefix: 16, scope: 'global' }]);
        kernel.addBridge(host.net, 'br-1', [{ ip: '172.18.0.1', prefix: 16, scope: 'global' }]);
        for (const name of ['docker0', 'br-1']) kernel.setBridgeIsolation(host.net, name, { internal: false, icc: true });
        const container = (bridge: string, ip: string, gateway: string, i: number) => {
          const net = kernel.createNetNamespace();
          kernel.addVeth({ host: host.net, hostName: `veth${i}`, bridge, container: net, containerName: 'eth0', mac: `02:42:ac:11:00:0${i}`, addresses: [{ ip, prefix: 16, scope: 'global' }] });
          kernel.addRoute(net, { destination: 'default', gateway, device: 'eth0' });
          return net;
        };
        const nets = [container('docker0', '172.17.0.2', '172.17.0.1', 1), container('docker0', '172.17.0.3', '172.17.0.1', 2), container('br-1', '172.18.0.2', '172.18.0.1', 3)];
        const start = (i: number, argv: string[], fds = new Map<number, number>()): Promise<number> =>
          new Promise((resolve) => {
            const cgroup = kernel.createCgroup(`/docker/${i}-${argv.join('')}`);
            void kernel.startTask({
              argv, env: { PATH: '/bin' }, cwd: '/', credentials: ROOT, cgroup, fds,
              namespaces: { ...host, net: nets[i]!, pid: kernel.createPidNamespace() },
              onExit: (status) => resolve(status.kind === 'exited' ? status.code : -1),
            });
          });
        void start(1, ['serve', '80']);
        await sys.spawn('/bin/serve', ['serve', '22'], { fds: new Map() });
        await sys.sleep(1);
        const ask = async (i: number, ...targets: string[]): Promise<void> => {
          const code = await start(i, ['ask', ...targets], new Map([[1, 1]]));
          await sys.write(1, code === 0 ? '\n' : `!${code}\n`);
        };
        await ask(0, '172.17.0.3:80', '172.17.0.3:81', '172.17.0.9:80', '172.17.0.1:22', '172.18.0.1:22', '10.0.2.15:22', '127.0.0.1:22', '172.18.0.2:80', '93.184.216.34:80');
        await ask(2, '172.17.0.3:80');
        await sys.wait({ pid: await sys.spawn('/bin/ask', ['ask', '172.17.0.3:80', '127.0.0.1:22', '172.17.0.1:22']) });
        return 0;
      },
    },
  });
  machine.kernel.addInternetHost({ names: ['x'], ip: '93.184.216.34', tcp: { 80: async (conn, peer) => { await conn.write(utf8(peer.host)); } } });
  expect((await run('/bin/dockerd')).stdout.split('\n')).toEqual([
    '172.17.0.2 ECONNREFUSED EHOSTUNREACH 172.17.0.2 172.17.0.2 172.17.0.2 ECONNREFUSED ETIMEDOUT 10.0.2.15',
    'ETIMEDOUT',
    '172.17.0.1 127.0.0.1 172.17.0.1',
  ]);
});

test('streams: half close, reset on unread data, writing to a closed peer', async () => {
  const { run } = await makeTestMachine({
    programs: {
      main: async (sys) => {
        const out: unknown[] = [];
        const listener = sys.listen(inet('127.0.0.1', 5000));
        const pair = async (): Promise<[number, number]> => {
          const client = await sys.connect(inet('127.0.0.1', 5000));
          return [client, (await sys.accept(listener)).fd];
        };
        let [a, b] = await pair();
        await sys.write(a, 'question');
        sys.shutdown(a, 'write');
        out.push(text(await sys.read(b)), (await sys.read(b)).length);
        await sys.write(b, 'answer');
        sys.close(b);
        out.push(text(await sys.read(a)), (await sys.read(a)).length);
        [a, b] = await pair();
        await sys.write(a, 'unread');
        sys.close(b);
        out.push(await code(sys.read(a)));
        [a, b] = await pair();
        sys.close(b);
        sys.onSignal('SIGPIPE', 'ignore');
        await sys.write(a, 'lost');
        out.push(await code(sys.write(a, 'more')));
        await sys.write(1, JSON.stringify(out));
        return 0;
      },
    },
  });
  expect((await run('/bin/main')).stdout).toBe('["question",0,"answer",0,"ECONNRESET","EPIPE"]');
});
