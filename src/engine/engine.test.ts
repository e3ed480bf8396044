import { describe, expect, it } from 'vitest';
import { decodeFrames } from '../api/stdcopy';
import { text, utf8 } from '../lib/bytes';
import { readAll, readerOf } from '../lib/stream';
import { makeTestEngine, testImages } from './testing';

async function frames(bytes: Uint8Array): Promise<string[]> {
  const out: string[] = [];
  for await (const frame of decodeFrames(readerOf(bytes))) out.push(`${frame.stream}: ${text(frame.bytes)}`);
  return out;
}

describe('the engine', () => {
  it('answers pings', async () => {
    const engine = await makeTestEngine();
    const answer = await engine.call('GET', '/_ping');
    expect([answer.status, answer.text]).toEqual([200, 'OK']);
    expect(answer.headers.map(([name]) => name)).toEqual([
      'Api-Version', 'Builder-Version', 'Cache-Control', 'Content-Type', 'Docker-Experimental', 'Ostype', 'Pragma', 'Server', 'Swarm', 'Date', 'Content-Length',
    ]);
    engine.machine.halt();
  });

  it('runs a container to its end, attached', async () => {
    const engine = await makeTestEngine();
    const created = await engine.call('POST', '/v1.55/containers/create?name=hi', { Image: 'busybox', Cmd: ['both'], AttachStdout: true, AttachStderr: true });
    expect([created.status, created.json]).toEqual([201, { Id: expect.stringMatching(/^[0-9a-f]{64}$/), Warnings: [] }]);
    const attached = await engine.open('POST', '/v1.55/containers/hi/attach?stream=1&stdout=1&stderr=1', undefined, [['Connection', 'Upgrade'], ['Upgrade', 'tcp']]);
    expect([attached.status, attached.reason, attached.headers.slice(0, 3)]).toEqual([101, 'UPGRADED', [
      ['Content-Type', 'application/vnd.docker.multiplexed-stream'], ['Connection', 'Upgrade'], ['Upgrade', 'tcp'],
    ]]);
    const wait = engine.call('POST', '/v1.55/containers/hi/wait?condition=next-exit');
    const output = readAll(attached.raw());
    expect((await engine.call('POST', '/v1.55/containers/hi/start')).status).toBe(204);
    expect(await frames(await output)).toEqual(['stdout: out\n', 'stderr: err\n']);
    expect((await wait).text).toBe('{"StatusCode":3}\n');
    const logs = await engine.open('GET', '/v1.55/containers/hi/logs?stdout=1&stderr=1');
    expect(await frames(await readAll(logs.body))).toEqual(['stdout: out\n', 'stderr: err\n']);
    engine.machine.halt();
  });
});

describe('a stream whose head has gone out', () => {
  const broken = (host: Parameters<ReturnType<typeof testImages>>[0]) => ({
    ...testImages()(host),
    async pull(_options: unknown, progress: (message: Readonly<Record<string, unknown>>) => Promise<void>) {
      await progress({ status: 'Pulling from library/busybox' });
      throw new TypeError('it broke');
    },
    async save(): Promise<AsyncIterable<Uint8Array>> {
      return (async function* () {
        yield utf8('archive');
        throw new TypeError('it broke');
      })();
    },
  });

  it('ends with what failed, whatever it was', async () => {
    const engine = await makeTestEngine({ images: broken });
    const pulled = await engine.call('POST', '/v1.55/images/create?fromImage=busybox&tag=latest');
    expect([pulled.status, pulled.text]).toEqual([200, '{"status":"Pulling from library/busybox"}\r\n{"errorDetail":{"message":"it broke"},"error":"it broke"}\r\n']);
    expect((await engine.call('GET', '/v1.55/images/get?names=busybox')).text).toBe('archive{"errorDetail":{"message":"it broke"},"error":"it broke"}\r\n');
    engine.machine.halt();
  });
});

async function exec(engine: Awaited<ReturnType<typeof makeTestEngine>>, name: string, body: Record<string, unknown>): Promise<{ output: string[]; code: unknown }> {
  const created = await engine.call('POST', `/v1.55/containers/${name}/exec`, { AttachStdout: true, AttachStderr: true, ...body });
  if (created.status !== 201) return { output: [created.text], code: created.status };
  const { Id } = created.json as { Id: string };
  const started = await engine.open('POST', `/v1.55/exec/${Id}/start`, { Detach: false, Tty: false }, [['Connection', 'Upgrade'], ['Upgrade', 'tcp']]);
  const output = await frames(await readAll(started.raw()));
  const inspected = (await engine.call('GET', `/v1.55/exec/${Id}/json`)).json as { ExitCode: unknown };
  return { output, code: inspected.ExitCode };
}

async function eventLines(engine: Awaited<ReturnType<typeof makeTestEngine>>): Promise<string[]> {
  const until = Math.ceil(engine.clock.now() / 1000) + 1;
  const { text: lines } = await engine.call('GET', `/v1.55/events?since=0&until=${until}`);
  return lines.split('\n').filter(Boolean).map((line) => {
    const { Type, Action, Actor } = JSON.parse(line) as { Type: string; Action: string; Actor: { Attributes: Record<string, string> } };
    return `${Type} ${Action} ${Object.entries(Actor.Attributes).filter(([key]) => !['container', 'execID'].includes(key)).map(([key, value]) => `${key}=${value}`).join(' ')}`;
  });
}

describe('containers', () => {
  it('stops what heeds the signal, and kills what does not', async () => {
    const engine = await makeTestEngine();
    await engine.run('polite', ['trap']);
    await engine.run('deaf', ['sleep', '1000']);
    const before = engine.clock.now();
    expect((await engine.call('POST', '/v1.55/containers/polite/stop')).status).toBe(204);
    expect(engine.clock.now() - before).toBeLessThan(1000);
    expect((await engine.call('POST', '/v1.55/containers/deaf/stop?t=3')).status).toBe(204);
    expect(engine.clock.now() - before).toBeGreaterThanOrEqual(3000);
    const list = (await engine.call('GET', '/v1.55/containers/json?all=1')).json as { Names: string[]; State: string; Status: string }[];
    expect(list.map((one) => `${one.Names[0]} ${one.State} ${one.Status}`)).toEqual(['/deaf exited Exited (137) Less than a second ago', expect.stringMatching(/^\/polite exited Exited \(7\) [23] seconds ago$/)]);
    expect((await engine.call('POST', '/v1.55/containers/deaf/stop')).status).toBe(304);
    expect((await engine.call('POST', '/v1.55/containers/deaf/pause')).text).toMatch(/container [0-9a-f]{64} is not running/);
    expect((await engine.call('DELETE', '/v1.55/containers/deaf')).status).toBe(204);
    expect((await engine.call('GET', '/v1.55/containers/deaf/json')).text).toBe('{"message":"No such container: deaf"}\n');
    engine.machine.halt();
  });

  it('says what runc says of programs that cannot start', async () => {
    const engine = await makeTestEngine();
    const prefix = 'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ';
    for (const [command, message, code] of [
      ['nosuch', 'exec: "nosuch": executable file not found in $PATH', 127], ['/no/x', 'exec: "/no/x": stat /no/x: no such file or directory', 127],
      ['/etc', 'exec: "/etc": is a directory: permission denied', 126], ['/etc/passwd', 'exec: "/etc/passwd": permission denied', 126],
    ] as const) {
      const { json } = await engine.call('POST', '/v1.55/containers/create', { Image: 'busybox', Cmd: [command] });
      const { Id } = json as { Id: string };
      const started = await engine.call('POST', `/v1.55/containers/${Id}/start`);
      expect([started.status, started.json]).toEqual([400, { message: prefix + message }]);
      const { State } = (await engine.call('GET', `/v1.55/containers/${Id}/json`)).json as { State: { Status: string; ExitCode: number } };
      expect([State.Status, State.ExitCode]).toEqual(['created', code]);
    }
    engine.machine.halt();
  });

  it('executes in a running container', async () => {
    const engine = await makeTestEngine();
    await engine.run('box', ['sleep', '1000'], { Env: ['A=1'], WorkingDir: '/srv' });
    expect(await exec(engine, 'box', { Cmd: ['both'] })).toEqual({ output: ['stdout: out\n', 'stderr: err\n'], code: 3 });
    const { output, code } = await exec(engine, 'box', { Cmd: ['env'], Env: ['B=2'] });
    // How its lines are cut into frames is nobody's promise.
    expect([output.map((frame) => frame.replace(/^stdout: /, '')).join(''), code]).toEqual([expect.stringMatching(/^PATH=\/bin\nHOSTNAME=[0-9a-f]{12}\nA=1\nHOME=\/root\nB=2\n$/), 0]);
    expect(await exec(engine, 'box', { Cmd: ['nosuch'] })).toEqual({ output: ['stdout: OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in $PATH\r\n'], code: 127 });
    expect(await exec(engine, 'box', { Cmd: ['echo'], User: 'nosuchuser' })).toEqual({ output: ['{"message":"unable to find user nosuchuser: no matching entries in passwd file"}\n'], code: 400 });
    expect((await engine.call('GET', '/v1.55/containers/box/top')).json).toMatchObject({ Titles: ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'], Processes: [['root', /\d+/, /\d+/, '0', /:/, '?', '00:00:00', 'sleep 1000'].map((cell) => (typeof cell === 'string' ? cell : expect.stringMatching(cell)))] });
    engine.machine.halt();
  });

  it('restarts by policy, with a pause that doubles', async () => {
    const engine = await makeTestEngine();
    await engine.run('retry', ['exit', '9'], { HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } } });
    await engine.clock.sleep(3000);
    const { RestartCount, State } = (await engine.call('GET', '/v1.55/containers/retry/json')).json as { RestartCount: number; State: { Status: string; ExitCode: number } };
    expect([RestartCount, State.Status, State.ExitCode]).toEqual([2, 'exited', 9]);
    engine.machine.halt();
  });

  it('tells events in the order of the real engine', async () => {
    const engine = await makeTestEngine();
    await engine.call('POST', '/v1.55/volumes/create', { Name: 'ev' });
    await engine.run('e5', ['sleep', '100'], { HostConfig: { Binds: ['ev:/v'] }, Labels: { tier: 'web' } });
    await exec(engine, 'e5', { Cmd: ['exit', '0'] });
    await engine.call('POST', '/v1.55/containers/e5/stop?t=0');
    await engine.call('DELETE', '/v1.55/containers/e5');
    expect(await eventLines(engine)).toEqual([
      'volume create driver=local', 'container create image=busybox name=e5 tier=web', 'volume mount destination=/v driver=local propagation= read/write=true',
      'network connect name=bridge type=bridge', 'container start image=busybox name=e5 tier=web', 'container exec_create: exit 0 image=busybox name=e5 tier=web',
      'container exec_start: exit 0 image=busybox name=e5 tier=web', 'container exec_die exitCode=0 image=busybox name=e5 tier=web',
      'container kill image=busybox name=e5 signal=15 tier=web', 'container kill image=busybox name=e5 signal=9 tier=web', 'network disconnect name=bridge type=bridge',
      'volume unmount driver=local', 'container stop image=busybox name=e5 tier=web', 'container die execDuration=0 exitCode=137 image=busybox name=e5 tier=web',
      'container destroy image=busybox name=e5 tier=web',
    ]);
    engine.machine.halt();
  });

  it('checks health', async () => {
    const engine = await makeTestEngine();
    await engine.run('well', ['sleep', '1000'], { Healthcheck: { Test: ['CMD', 'cat', '/tmp/ok'], Interval: 1e9, Retries: 2 } });
    const health = async () => ((await engine.call('GET', '/v1.55/containers/well/json')).json as { State: { Health: { Status: string; FailingStreak: number } } }).State.Health;
    expect((await health()).Status).toBe('starting');
    await exec(engine, 'well', { Cmd: ['put', '/tmp/ok', 'yes'] });
    await engine.clock.sleep(1500);
    expect(await health()).toMatchObject({ Status: 'healthy', FailingStreak: 0, Log: [{ ExitCode: 0, Output: 'yes\n' }] });
    engine.machine.halt();
  });
});

describe('networks', () => {
  it('knows names in user-defined networks, and publishes ports', async () => {
    const engine = await makeTestEngine();
    await engine.call('POST', '/v1.55/networks/create', { Name: 'shop' });
    await engine.run('web', ['serve', '80', 'open'], {
      ExposedPorts: { '80/tcp': {} }, HostConfig: { NetworkMode: 'shop', PortBindings: { '80/tcp': [{ HostPort: '8080' }] } }, NetworkingConfig: { EndpointsConfig: { shop: { Aliases: ['www'] } } },
    });
    const { NetworkSettings } = (await engine.call('GET', '/v1.55/containers/web/json')).json as { NetworkSettings: { Ports: unknown; Networks: Record<string, Record<string, unknown>> } };
    expect(NetworkSettings.Ports).toEqual({ '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }, { HostIp: '::', HostPort: '8080' }] });
    expect(NetworkSettings.Networks['shop']).toMatchObject({ IPAddress: '172.18.0.2', Gateway: '172.18.0.1', IPPrefixLen: 16, Aliases: ['www'] });
    await engine.run('box', ['sleep', '1000'], { HostConfig: { NetworkMode: 'shop' } });
    expect(await exec(engine, 'box', { Cmd: ['fetch', '172.18.0.2', '80'] })).toEqual({ output: ['stdout: open\n'], code: 0 });
    const outside = await engine.machine.dial({ family: 'inet', host: '127.0.0.1', port: 8080 });
    expect(text(await readAll(outside))).toBe('open\n');
    expect(await exec(engine, 'box', { Cmd: ['cat', '/etc/resolv.conf'] })).toMatchObject({ output: [expect.stringMatching(/nameserver 127\.0\.0\.11\noptions ndots:0/)] });
    const second = await engine.call('POST', '/v1.55/containers/create?name=thief', { Image: 'busybox', Cmd: ['sleep', '1'], HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } } });
    expect(second.status).toBe(201);
    expect((await engine.call('POST', '/v1.55/containers/thief/start')).text).toMatch(
      /^\{"message":"failed to set up container networking: driver failed programming external connectivity on endpoint thief \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated"\}\n$/,
    );
    await engine.call('POST', '/v1.55/containers/web/kill');
    await expect(engine.machine.dial({ family: 'inet', host: '127.0.0.1', port: 8080 })).rejects.toThrow('Connection refused');
    engine.machine.halt();
  });
});

describe('volumes', () => {
  it('outlive containers, and are refused removal while in use', async () => {
    const engine = await makeTestEngine();
    const id = await engine.run('one', ['put', '/notes/a', 'remember'], { HostConfig: { Binds: ['notes:/notes'] } });
    await engine.call('POST', '/v1.55/containers/one/wait');
    expect((await engine.call('DELETE', '/v1.55/volumes/notes')).json).toEqual({ message: `remove notes: volume is in use - [${id}]` });
    await engine.call('DELETE', '/v1.55/containers/one');
    await engine.run('two', ['cat', '/notes/a'], { HostConfig: { Binds: ['notes:/notes:ro'] } });
    await engine.call('POST', '/v1.55/containers/two/wait');
    const logs = await engine.open('GET', '/v1.55/containers/two/logs?stdout=1&stderr=1');
    expect(await frames(await readAll(logs.body))).toEqual(['stdout: remember\n']);
    expect(engine.read('/var/lib/docker/volumes/notes/_data/a')).toBe('remember\n');
    engine.machine.halt();
  });
});

describe('a restored machine', () => {
  it('goes on with its containers', async () => {
    const engine = await makeTestEngine();
    await engine.run('web', ['serve', '80', 'still here'], { ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } } });
    await engine.run('later', ['wait-then', '5', 'woken'], {});
    await engine.clock.sleep(1000);
    const snapshot = structuredClone(await engine.machine.snapshot());
    engine.machine.halt();
    const after = await makeTestEngine({ snapshot });
    const names = (await after.call('GET', '/v1.55/containers/json')).json as { Names: string[]; State: string }[];
    expect(names.map((one) => `${one.Names[0]} ${one.State}`)).toEqual(['/later running', '/web running']);
    expect(text(await readAll(await after.machine.dial({ family: 'inet', host: '127.0.0.1', port: 8080 })))).toBe('still here\n');
    expect((await after.call('POST', '/v1.55/containers/later/wait')).text).toBe('{"StatusCode":4}\n');
    const logs = await after.open('GET', '/v1.55/containers/later/logs?stdout=1');
    expect(await frames(await readAll(logs.body))).toEqual(['stdout: woken\n']);
    expect((await after.call('POST', '/v1.55/containers/web/kill')).status).toBe(204);
    after.machine.halt();
  });
});
