import { expect, test } from 'vitest';
import { session } from './host';

test('a restored machine goes on: files, containers, servers, loops', async () => {
  const before = await session();
  await before.sh('echo kept > file; docker run -d --name web -p 8080:80 nginx; docker run -d --name loop busybox sh -c \'i=0; while true; do i=$((i+1)); echo $i; sleep 1; done\'; sleep 2.5');
  const state = structuredClone(await before.host.snapshot());
  before.end();
  const after = await session({ state });
  try {
    expect(await after.sh('cat file')).toEqual({ stdout: 'kept\n', stderr: '', status: 0 });
    expect((await after.sh("docker ps --format '{{.Names}} {{.State}}'")).stdout).toBe('loop running\nweb running\n');
    expect((await after.sh('curl -s localhost:8080 | head -4')).stdout).toBe('<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n');
    expect((await after.sh('sleep 3; docker logs loop | tail -n +2 | head -4')).stdout).toBe('2\n3\n4\n5\n');
    expect((await after.sh('docker exec web ls /usr/share/nginx/html; docker stop -t 1 loop; docker rm loop; docker images -q | wc -l')).stdout).toBe('50x.html\nindex.html\nloop\nloop\n2\n');
  } finally {
    after.end();
  }
});
