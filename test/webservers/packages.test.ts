// The web server that a distribution's package brings, started as learners do it in their own images.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

test("Alpine's nginx runs as its own user and answers 404 until it is told what to serve", async () => {
  expect((await machine.sh("printf 'FROM alpine\\nRUN apk add --no-cache nginx\\nCMD [\"nginx\",\"-g\",\"daemon off;\"]\\n' | docker build -q -t own -")).status).toBe(0);
  expect(await machine.sh("docker run -d --name own -p 8081:80 own > /dev/null; sleep 1; curl -s -o /dev/null -w '%{http_code}\\n' localhost:8081; docker exec own grep nginx /etc/passwd /etc/group; docker rm -f own")).toEqual({
    stdout: '404\n/etc/passwd:nginx:x:100:101:nginx:/var/lib/nginx:/sbin/nologin\n/etc/group:nginx:x:101:nginx\nown\n', stderr: '', status: 0,
  });
});

test.each([
  ['debian:bookworm-slim', 'Starting nginx: nginx.\n200\nnginx is running.\nStopping nginx: nginx.\nnginx is not running.\n'],
  ['ubuntu:22.04', ' * Starting nginx nginx\n   ...done.\n200\n * nginx is running\n * Stopping nginx nginx\n   ...done.\n * nginx is not running\n'],
])('service nginx in %s', async (image, said) => {
  await machine.sh(`docker pull -q ${image}`);
  expect(await machine.sh(`docker run --rm ${image} sh -c "apt-get update > /dev/null; apt-get install -y nginx curl > /dev/null 2>&1; service nginx start; curl -s -o /dev/null -w '%{http_code}\\n' localhost; service nginx status; service nginx stop; service nginx status"`)).toEqual({ stdout: said, stderr: '', status: 3 });
});
