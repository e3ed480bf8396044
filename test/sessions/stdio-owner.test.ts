import { expect, test } from 'vitest';
import { session } from './host';

test("a container's streams are its user's: /dev/stdout opens anew, another user's doesn't", async () => {
  const machine = await session();
  try {
    const { stdout, stderr } = await machine.sh(`docker run -q --rm -u 1000 alpine sh -c 'echo out > /dev/stdout; echo err > /dev/stderr; echo init > /proc/1/fd/1; stat -Lc "%u %g %a %F" /proc/1/fd/1; chown 5 /dev/stdout'
docker run -q -d --name idle -u 1000 alpine sleep 1000 > /dev/null; docker exec -u 7 idle sh -c 'echo own > /dev/stdout; echo not > /proc/1/fd/1'; echo fed | docker run -q --rm -i -u 1000 alpine cat /dev/stdin`);
    expect(stdout).toBe('out\ninit\n1000 0 600 fifo\nown\nfed\n');
    expect(stderr).toBe("err\nchown: /dev/stdout: Operation not permitted\nsh: can't create /proc/1/fd/1: Permission denied\n");
  } finally {
    machine.end();
  }
}, 30_000);
