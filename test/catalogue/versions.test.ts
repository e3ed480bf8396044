// What a program says of its version is what the package or the image says that brought it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

test.each<[image: string, commands: string, prints: string]>([
  ['alpine', 'apk add -q curl jq git python3 nodejs; curl --version | head -n 1; jq --version; git --version; python3 --version; node --version', 'curl 8.17.0 (x86_64-alpine-linux-musl) libcurl/8.17.0\njq-1.8.1\ngit version 2.52.0\nPython 3.12.12\nv24.11.1\n'],
  ['debian:trixie', 'apt-get update -qq; apt-get install -qq curl git python3 nodejs > /dev/null 2>&1; curl --version | head -n 1; git --version; python3 --version; node --version; dpkg-query -W curl', 'curl 8.14.1 (x86_64-pc-linux-gnu) libcurl/8.14.1\ngit version 2.47.3\nPython 3.13.5\nv20.19.2\ncurl\t8.14.1-2+deb13u4\n'],
  ['ubuntu:24.04', 'apt-get update -qq; apt-get install -qq curl git python3 nginx > /dev/null 2>&1; curl --version | head -n 1; git --version; python3 --version; nginx -v 2>&1; dpkg-query -W python3', 'curl 8.5.0 (x86_64-pc-linux-gnu) libcurl/8.5.0\ngit version 2.43.0\nPython 3.12.3\nnginx version: nginx/1.24.0 (Ubuntu)\npython3\t3.12.3-0ubuntu2.1\n'],
  ['ubuntu:latest', 'grep PRETTY /etc/os-release; bash --version | head -n 1; apt --version; dpkg-query -W apt bash coreutils; apt list --installed 2> /dev/null | grep -c 24.04; apt-get update -qq; apt-get install -qq curl python3 > /dev/null 2>&1; curl --version | head -n 1; python3 --version; dpkg-query -W curl python3', 'PRETTY_NAME="Ubuntu 26.04 LTS"\nGNU bash, version 5.3.9(1)-release (x86_64-pc-linux-gnu)\napt 3.2.0 (amd64)\napt\t3.2.0\nbash\t5.3-2ubuntu1\ncoreutils\t9.5-1ubuntu2+0.0.0~ubuntu25\n0\ncurl 8.18.0 (x86_64-pc-linux-gnu) libcurl/8.18.0\nPython 3.14.4\ncurl\t8.18.0-1ubuntu2.5\npython3\t3.14.3-0ubuntu2\n'],
  ['ubuntu:16.04', 'bash --version | head -n 1; dpkg-query -W apt bash; apt-get --version | head -n 1', 'GNU bash, version 4.3.48(1)-release (x86_64-pc-linux-gnu)\napt\t1.2.35\nbash\t4.3-14ubuntu1.4\napt 1.2.35 (amd64)\n'],
  ['ubuntu:22.04', 'apt-get update -qq; apt-get install -qq python3 openssh-client > /dev/null 2>&1; python3 --version; ssh -V 2>&1; dpkg-query -W python3', 'Python 3.10.12\nOpenSSH_8.9p1 Ubuntu-3ubuntu0.14, OpenSSL 3.0.2 15 Mar 2022\npython3\t3.10.6-1~22.04.1\n'],
  ['ubuntu:18.04', 'apt-get update -qq; apt-get install -qq python3 > /dev/null 2>&1; python3 --version', 'Python 3.6.9\n'],
])('%s: %s', async (image, commands, prints) => {
  expect(await machine.sh(`docker pull -q ${image} > /dev/null; docker run --rm ${image} sh -c '${commands}'`)).toEqual({ stdout: prints, stderr: '', status: 0 });
});

test('ubuntu has its own packages, and since 24.04 the account that cloud images log in as', async () => {
  expect(await machine.sh("docker run --rm ubuntu:24.04 sh -c 'dpkg-query -W apt bash; id ubuntu; ls -A /home/ubuntu; useradd -u 1000 me'; docker pull -q ubuntu:22.04 > /dev/null; docker run --rm ubuntu:22.04 grep -c ubuntu: /etc/passwd")).toEqual({
    stdout: 'apt\t2.8.3\nbash\t5.2.21-2ubuntu4\nuid=1000(ubuntu) gid=1000(ubuntu) groups=1000(ubuntu),4(adm),20(dialout),24(cdrom),25(floppy),27(sudo),29(audio),30(dip),44(video),46(plugdev)\n' +
      '.bash_logout\n.bashrc\n.profile\n0\n',
    stderr: 'useradd: UID 1000 is not unique\n', status: 1,
  });
});

test('nginx of an image says what built it there', async () => {
  expect(await machine.sh('docker pull -q nginx:alpine > /dev/null; docker run --rm --entrypoint nginx nginx:alpine -V 2>&1 | sed -n 2p')).toEqual({ stdout: 'built by gcc 15.2.0 (Alpine 15.2.0) \n', stderr: '', status: 0 });
});
