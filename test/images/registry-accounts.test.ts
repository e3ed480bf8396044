import { expect, test } from 'vitest';
import { bcryptFits } from '../../src/lib/bcrypt';
import { session } from '../sessions/host';
import { pushedInstead } from './push-notes';

const ok = (stdout: string, stderr = ''): object => ({ stdout, stderr, status: 0 });
const failed = (stderr: string, status = 1, stdout = ''): object => ({ stdout, stderr, status });

test('bcrypt fits what htpasswd 2.4 made', () => {
  expect(bcryptFits('pw', '$2y$05$l5BE.jHUtpa0/nhUAJ3iJeQfpmL4VCCicIFahFrvXWDUThcXfGI/C')).toBe(true);
  expect(bcryptFits('pW', '$2y$05$l5BE.jHUtpa0/nhUAJ3iJeQfpmL4VCCicIFahFrvXWDUThcXfGI/C')).toBe(false);
  expect(bcryptFits('pässword-longer 1234567890', '$2y$04$mtMpCUAFlshzXGwB7KGNUeKQBZXMOfsWJUIj3LCRaYB/kjskTOkCm')).toBe(true);
  expect(bcryptFits('secret', 'secret')).toBe(false);
});

test('a registry with accounts that htpasswd of httpd:2 made', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker pull -q httpd:2; docker pull -q registry:2; docker pull -q busybox; docker tag busybox localhost:5000/box; mkdir auth');
    expect(await sh("docker run --rm --entrypoint htpasswd httpd:2 -Bbn testuser testpassword > auth/htpasswd; sed 's/\\$2y\\$05\\$[./0-9A-Za-z]\\{53\\}/HASH/' auth/htpasswd")).toEqual(ok('testuser:HASH\n\n'));
    await sh(
      'docker run -d -p 5000:5000 --name registry -v "$PWD/auth:/auth" -e REGISTRY_AUTH=htpasswd -e "REGISTRY_AUTH_HTPASSWD_REALM=Registry Realm" -e REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd registry:2; sleep 1',
    );
    expect(await sh('docker push -q localhost:5000/box')).toEqual(failed('push access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials\n'));
    expect(await sh('echo wrong | docker login -u testuser --password-stdin localhost:5000')).toEqual(failed('Error response from daemon: login attempt to http://localhost:5000/v2/ failed with status: 401 Unauthorized\n'));
    expect(await sh('echo testpassword | docker login -u testuser --password-stdin localhost:5000 2> /dev/null; docker push -q localhost:5000/box')).toEqual(ok(`Login Succeeded\nlocalhost:5000/box:latest\n${await pushedInstead()}`));
  } finally {
    end();
  }
});

test('htpasswd adds, changes, verifies and deletes', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker pull -q httpd:2; docker run -d --name web httpd:2');
    const run = (command: string): ReturnType<typeof sh> => sh(`docker exec -i web ${command}`);
    expect(await run('htpasswd -cb f a b')).toEqual(ok('', 'Adding password for user a\n'));
    expect(await run('htpasswd -b f a c')).toEqual(ok('', 'Updating password for user a\n'));
    expect(await run('htpasswd -bs f d e')).toEqual(ok('', 'Adding password for user d\n'));
    expect(await run('htpasswd -vb f a c')).toEqual(ok('', 'Password for user a correct.\n'));
    expect(await run('htpasswd -vb f a x')).toEqual(failed('password verification failed\n', 3));
    expect(await run('htpasswd -vb f q x')).toEqual(failed('User q not found\n', 6));
    expect(await run('htpasswd -D f a')).toEqual(ok('', 'Deleting password for user a\n'));
    expect(await run('cat f')).toEqual(ok('d:{SHA}WOazTNO9yFuP4Cvd6P97CT1u91E=\n'.replace(/\{.*/, (await sh("printf e | openssl dgst -sha1 -binary | base64 | sed 's/^/{SHA}/'")).stdout.trim())));
    expect(await run('htpasswd -b none a b')).toEqual(failed("htpasswd: cannot modify file none; use '-c' to create it\n"));
    expect(await run('htpasswd -b f a:b c')).toEqual(failed("htpasswd: username contains illegal character ':'\n", 6));
    expect(await run('htpasswd -nbB -C 3 u p')).toEqual(failed('htpasswd: Unable to encode with bcrypt: Invalid argument\n', 3));
    expect(await run('htpasswd -nbp u p')).toEqual(ok('u:p\n\n', 'Warning: storing passwords as plain text might just not work on this platform.\n'));
    expect((await run('htpasswd -nbm user pw')).stdout).toMatch(/^user:\$apr1\$[./0-9A-Za-z]{8}\$[./0-9A-Za-z]{22}\n\n$/);
    expect((await run('htpasswd -n')).status).toBe(2);
  } finally {
    end();
  }
});
