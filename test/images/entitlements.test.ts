// What builds may be granted: by the client with --allow, and by the daemon's configuration.
import { expect, test } from 'vitest';
import { session } from '../sessions/host';

test('privileges are granted by the client and by daemon.json, or not at all', async () => {
  const { sh, end } = await session();
  const refused = (name: string): object => ({ stdout: '', stderr: `ERROR: failed to build: failed to solve: granting entitlement ${name} is not allowed by build daemon configuration\n`, status: 1 });
  try {
    await sh("docker pull -q busybox; printf 'FROM busybox\\nRUN --security=insecure grep CapEff /proc/self/status > /done\\n' > Dockerfile; printf 'FROM busybox\\nRUN id\\n' > plain");
    expect(await sh('docker build -q --allow security.insecure .')).toEqual(refused('security.insecure'));
    expect(await sh('docker build -q .')).toEqual({ stdout: '', stderr: 'ERROR: failed to build: failed to solve: failed to load LLB: security.insecure is not allowed\n', status: 1 });
    expect(await sh('docker build -q --network host -f plain . > /dev/null')).toEqual({ stdout: '', stderr: '', status: 0 });
    await sh(`sudo sh -c "echo '{ \\"builder\\": { \\"entitlements\\": { \\"security-insecure\\": true, \\"network-host\\": false } } }' > /etc/docker/daemon.json"; sudo systemctl restart docker; sleep 2`);
    expect(await sh('docker build -q -t done --allow security.insecure . > /dev/null; docker run --rm done cat /done')).toEqual({ stdout: 'CapEff:\t000001ffffffffff\n', stderr: '', status: 0 });
    expect(await sh('docker build -q --network host -f plain .')).toEqual(refused('network.host'));
  } finally {
    end();
  }
});
