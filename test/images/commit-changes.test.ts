// `docker commit --change` and `docker import --change`: the classic builder's own steps, as moby's BuildFromConfig.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker pull -q busybox; docker create --name box -e KEPT=1 busybox sleep 9; mkdir d; tar cf tree.tar d');
});
afterAll(() => machine.end());

const configOf = async (): Promise<unknown> => JSON.parse((await machine.sh("docker image inspect -f '{{json .Config}}' x")).stdout);

test('variables are expanded with what came before, ports by their ranges, folders by the one before', async () => {
  const changes = [
    'ENV PATH=/x:$PATH', 'ENV A=b', 'WORKDIR /$A', 'WORKDIR c', 'LABEL v=$A', 'EXPOSE 8000-8002', 'EXPOSE 53/udp', 'HEALTHCHECK --interval=5s CMD true',
    'ENTRYPOINT ["/e"]', 'ONBUILD RUN $A', 'STOPSIGNAL INT', 'USER u$A', 'VOLUME /v /w',
  ];
  expect((await machine.sh(`docker commit ${changes.map((change) => `-c '${change}'`).join(' ')} box x`)).status).toBe(0);
  // A new entrypoint takes the command that was set before it away.
  expect(await configOf()).toEqual({
    Env: ['KEPT=1', 'PATH=/x:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'A=b'], User: 'ub', WorkingDir: '/b/c', Labels: { v: 'b' }, StopSignal: 'INT',
    ExposedPorts: { '53/udp': {}, '8000/tcp': {}, '8001/tcp': {}, '8002/tcp': {} }, Entrypoint: ['/e'], Volumes: { '/v': {}, '/w': {} },
    Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 5e9 }, OnBuild: ['RUN $A'],
  });
  expect((await machine.sh(`docker import -c 'ENV A=1 B=2' -c 'ENTRYPOINT top $A' -c 'CMD ["-b"]' tree.tar x`)).status).toBe(0);
  expect(await configOf()).toEqual({ Env: ['A=1', 'B=2'], Entrypoint: ['/bin/sh', '-c', 'top $A'], Cmd: ['-b'] });
});

test('what is no such change is refused, and nothing is made', async () => {
  const refused: Record<string, string> = {
    'run x': 'run is not a valid change command', 'SHELL ["a"]': 'SHELL is not a valid change command', 'EXPOSE foo': 'invalid containerPort: foo', 'STOPSIGNAL SIGNOPE': 'invalid signal: SIGNOPE',
    'WORKDIR $NOPE': 'cannot normalize nothing', LABEL: 'LABEL requires at least one argument',
  };
  for (const [change, message] of Object.entries(refused)) {
    expect(await machine.sh(`docker commit -c '${change}' box none`)).toEqual({ stdout: '', stderr: `Error response from daemon: ${message}\n`, status: 1 });
  }
  expect(await machine.sh('docker images -q none')).toEqual({ stdout: '', stderr: '', status: 0 });
});
