import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, get, serve, type Served } from './served';

const hasClient = spawnSync('docker', ['--version']).status === 0;
const hasScript = spawnSync('script', ['--version']).status === 0;

let served: Served;

interface Outcome {
  stdout: string;
  stderr: string;
  status: number | null;
}

const environment = () => ({ ...process.env, DOCKER_HOST: `unix://${served.socket}`, DOCKER_CONFIG: join(served.folder, 'config'), DOCKER_BUILDKIT: '0' });

/** Runs a command line of a real shell in the test's folder; ids stand as <id>. */
function sh(line: string): Outcome {
  const { stdout, stderr, status } = spawnSync('sh', ['-c', line], { env: environment(), cwd: served.folder, encoding: 'utf8' });
  return { stdout: withoutIds(stdout), stderr: withoutIds(stderr), status };
}

const withoutIds = (text: string): string => text.replace(/\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b/g, '<id>');
const printed = (stdout: string): Outcome => ({ stdout, stderr: '', status: 0 });

/** Runs a command on a terminal: for each step waits until the text has appeared, then types. */
function terminal(line: string, steps: readonly (readonly [appears: string, types: string])[]): Promise<{ screen: string; status: number | null }> {
  const child = spawn('script', ['-qefc', line, '/dev/null'], { env: { ...environment(), TERM: 'dumb' }, cwd: served.folder });
  const left = [...steps];
  let screen = '';
  let seen = 0;
  child.stdout.on('data', (data: Buffer) => {
    screen += data.toString();
    for (let step = left[0]; step; step = left[0]) {
      const at = screen.indexOf(step[0], seen);
      if (at < 0) return;
      seen = at + step[0].length;
      left.shift();
      if (step[1] !== '') child.stdin.write(step[1]);
    }
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ screen: withoutIds(screen), status })));
}

describe.skipIf(!hasClient)(`the real docker client on dockyard serve${hasClient ? '' : ' (skipped: there is no docker client here)'}`, () => {
  beforeAll(async () => {
    served = await serve();
  }, 60_000);
  afterAll(() => served.stop());

  test('version, pull, images', () => {
    expect(sh('docker version --format "{{.Server.Version}} {{.Server.Os}}/{{.Server.Arch}}"')).toEqual(printed('29.7.2 linux/amd64\n'));
    expect(sh('docker pull -q busybox')).toEqual(printed('docker.io/library/busybox:latest\n'));
    expect(sh('docker pull busybox')).toEqual(printed(
      'Using default tag: latest\nlatest: Pulling from library/busybox\nDigest: sha256:<id>\nStatus: Image is up to date for busybox:latest\ndocker.io/library/busybox:latest\n',
    ));
    expect(sh('docker pull nosuch/image')).toEqual({
      stdout: 'Using default tag: latest\n',
      stderr: 'Error response from daemon: pull access denied for nosuch/image, repository does not exist or may require \'docker login\'\n',
      status: 1,
    });
    expect(sh('docker images --format "{{.Repository}}:{{.Tag}}"')).toEqual(printed('busybox:latest\n'));
  });

  test('a published port answers on the real loopback', async () => {
    const port = await freePort();
    expect(sh('docker pull -q nginx').status).toBe(0);
    expect(sh(`docker run -d --name web -p 127.0.0.1:${port}:80 nginx`)).toEqual(printed('<id>\n'));
    expect(await get(`http://127.0.0.1:${port}/`)).toContain('<title>Welcome to nginx!</title>');
    expect(sh('docker ps --format "{{.Names}} {{.Image}} {{.Ports}}"')).toEqual(printed(`web nginx 127.0.0.1:${port}->80/tcp\n`));
    expect(sh('docker port web')).toEqual(printed(`80/tcp -> 127.0.0.1:${port}\n`));
  });

  test.skipIf(!hasScript)(`run -it and exec -it in a terminal${hasScript ? '' : ' (skipped: there is no script(1) here)'}`, async () => {
    expect(await terminal('docker run --rm -it busybox sh', [['/ # ', 'echo $((6*7))\r'], ['42', ''], ['/ # ', 'tty; exit 3\r']]).then(({ screen, status }) => [screen.replaceAll('\x1b[6n', ''), status]))
      .toEqual(['/ # echo $((6*7))\r\n42\r\n/ # tty; exit 3\r\n/dev/pts/0\r\n', 3]);
    const { screen, status } = await terminal('docker exec -it web sh', [['# ', 'echo here; exit\r']]);
    expect([screen, status]).toEqual(['# echo here; exit\r\nhere\r\n', 0]);
  });

  test('logs, and logs -f until the end', async () => {
    expect(sh('docker run -d --name talker busybox sh -c "echo one; sleep 1; echo two >&2; sleep 1; echo three"')).toEqual(printed('<id>\n'));
    expect(sh('docker logs -f talker')).toEqual({ stdout: 'one\nthree\n', stderr: 'two\n', status: 0 });
    expect(sh('docker logs --tail 1 talker')).toEqual(printed('three\n'));
    expect(sh('docker wait talker')).toEqual(printed('0\n'));
  });

  test('streams and statuses', () => {
    expect(sh('docker run --rm busybox sh -c "echo out; echo err >&2; exit 3"')).toEqual({ stdout: 'out\n', stderr: 'err\n', status: 3 });
    expect(sh('echo typed | docker run -i --rm busybox cat')).toEqual(printed('typed\n'));
    expect(sh('head -c 3000000 /dev/zero | docker exec -i web wc -c')).toEqual(printed('3000000\n'));
    expect(sh('docker exec web nosuch')).toEqual({
      stdout: 'OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in $PATH\r\n', stderr: '', status: 127,
    });
    expect(sh('docker stats --no-stream --format "{{.Name}} {{.PIDs}}" web')).toEqual(printed('web 5\n'));
  });

  test('cp both ways', () => {
    writeFileSync(join(served.folder, 'note.txt'), 'from outside\n');
    expect(sh('docker cp -q note.txt web:/tmp/ && docker exec web cat /tmp/note.txt')).toEqual(printed('from outside\n'));
    expect(sh('docker cp -q web:/tmp/note.txt back.txt')).toEqual(printed(''));
    expect(readFileSync(join(served.folder, 'back.txt'), 'utf8')).toBe('from outside\n');
    expect(sh('docker cp web:/nosuch .').stderr).toBe('Error response from daemon: Could not find the file /nosuch in container web\n');
  });

  test('build with the classic builder', () => {
    const context = join(served.folder, 'context');
    mkdirSync(context);
    writeFileSync(join(context, 'Dockerfile'), 'FROM busybox\nCOPY greeting /greeting\nCMD ["cat", "/greeting"]\n');
    writeFileSync(join(context, 'greeting'), 'built\n');
    const built = sh('docker build -q -t greeter context');
    expect([built.stdout, built.status]).toEqual(['sha256:<id>\n', 0]);
    expect(sh('docker run --rm greeter')).toEqual(printed('built\n'));
    expect(sh('docker build -t greeter context').stdout.replace(/^Sending build context[^\n]*\n/, '')).toBe(
      'Step 1/3 : FROM busybox\n ---> <id>\nStep 2/3 : COPY greeting /greeting\n ---> Using cache\n ---> <id>\nStep 3/3 : CMD ["cat", "/greeting"]\n ---> Using cache\n ---> <id>\nSuccessfully built <id>\nSuccessfully tagged greeter:latest\n',
    );
  });

  test('save, remove, load', () => {
    expect(sh('docker save -o greeter.tar greeter')).toEqual(printed(''));
    expect(sh('tar tf greeter.tar | grep -v blobs/sha256/')).toEqual(printed('blobs/\nindex.json\nmanifest.json\noci-layout\n'));
    expect(sh('docker rmi greeter').status).toBe(0);
    expect(sh('docker load -q -i greeter.tar')).toEqual(printed('Loaded image: greeter:latest\n'));
    expect(sh('docker run --rm greeter')).toEqual(printed('built\n'));
  });

  test('stop, rm, rmi', () => {
    expect(sh('docker stop web')).toEqual(printed('web\n'));
    expect(sh('docker ps -a --filter name=web --format "{{.Names}} {{.State}}"')).toEqual(printed('web exited\n'));
    expect(sh('docker rmi nginx').stderr).toBe('Error response from daemon: conflict: unable to delete nginx:latest (must be forced) - container <id> is using its referenced image <id>\n');
    expect(sh('docker rm web talker')).toEqual(printed('web\ntalker\n'));
    expect(sh('docker rmi nginx').status).toBe(0);
    expect(sh('docker ps -aq')).toEqual(printed(''));
  });

  test('clients that hang up leave the server running', () => {
    expect(sh('docker run -d --name chatty busybox sh -c "while true; do echo word; sleep 0.01; done"').status).toBe(0);
    expect(sh('docker logs -f chatty | head -n 2')).toEqual(expect.objectContaining({ stdout: 'word\nword\n', status: 0 }));
    for (const line of ['docker attach --no-stdin chatty', 'docker events', 'docker pull alpine', 'docker stats']) sh(`timeout -s KILL 0.3 ${line}`);
    expect(sh('docker rm -f chatty')).toEqual(printed('chatty\n'));
    expect(served.process.exitCode).toBe(null);
  });
});
