// Sessions as learners type them, in the built page: what a tutorial's first hour consists of.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, openSite, PROMPT, READY, type Site } from './page';

const LONG_MS = 60_000;
const ID = /^[0-9a-f]{64}$/;

describe.skipIf(!READY)('sessions in Chromium', () => {
  let site: Site;
  let desk: Desk;
  const run = (command: string): Promise<string> => desk.run(command, LONG_MS);

  beforeAll(async () => {
    site = await openSite();
    desk = await Desk.open(site);
    await desk.prompt();
  });
  afterAll(() => site?.close());

  test('nginx: pull, images, run, curl, ps', async () => {
    const pull = await run('docker pull nginx');
    expect(pull).toMatch(/^Using default tag: latest\nlatest: Pulling from library\/nginx\n/);
    expect(pull).toMatch(/\n[0-9a-f]{12}: Pull complete *\n/);
    expect(pull).toMatch(/\nDigest: sha256:[0-9a-f]{64}\nStatus: Downloaded newer image for nginx:latest\ndocker\.io\/library\/nginx:latest$/);
    expect(await run('docker images')).toMatch(/nginx:latest +[0-9a-f]{12} +\d+MB/);
    expect(await run('docker run -d --name web -p 8080:80 nginx')).toMatch(ID);
    // The page runs by the wall's clock: a machine that is busy has nginx listen later than the next line is typed.
    await run("until docker logs web 2>&1 | grep -q 'start worker process '; do sleep 0.2; done");
    expect(await run('curl http://localhost:8080')).toContain('<h1>Welcome to nginx!</h1>');
    expect(await run('docker ps')).toMatch(/^CONTAINER ID +IMAGE +COMMAND +CREATED +STATUS +PORTS +NAMES\n[0-9a-f]{12} +nginx +"\/docker-entrypoint\.…" +\S.* ago +Up \S.* second\S* +0\.0\.0\.0:8080->80\/tcp, \[::\]:8080->80\/tcp +web$/);
    expect(await run('docker ps -a')).toMatch(/ web$/);
  }, LONG_MS);

  test('logs, and following them until Ctrl-C', async () => {
    expect(await run('docker logs web')).toMatch(/"GET \/ HTTP\/1\.1" 200 \d+ "-" "curl\/[\d.]+"/);
    await desk.clear();
    await desk.type('docker logs -f web');
    await desk.press('Enter');
    await desk.until(/curl\/[\d.]+/);
    await desk.page.waitForTimeout(300);
    expect(await desk.screen()).not.toMatch(PROMPT);
    await desk.press('Control+c');
    await desk.prompt();
  });

  test('a shell in the container', async () => {
    await desk.clear();
    await desk.type('docker exec -it web bash');
    await desk.press('Enter');
    await desk.until(/root@[0-9a-f]{12}:\/#$/);
    await desk.type('ls /usr/share/nginx/html');
    await desk.press('Enter');
    await desk.until(/50x\.html +index\.html\nroot@[0-9a-f]{12}:\/#$/);
    await desk.type('exit');
    await desk.press('Enter');
    await desk.until(/\nexit\n\S*learner@\S+\$$/);
  });

  test('cp both ways', async () => {
    await run('echo "<p>mine</p>" > index.html');
    expect(await run('docker cp index.html web:/usr/share/nginx/html/index.html')).toMatch(/^Successfully copied \d+(\.\d+)?k?B .*to web:\/usr\/share\/nginx\/html\/index\.html$/);
    expect(await run('curl -s localhost:8080')).toBe('<p>mine</p>');
    expect(await run('docker cp web:/etc/nginx/nginx.conf . && head -3 nginx.conf')).toMatch(/^Successfully copied .* to \/home\/learner\/\.\n\nuser +nginx;/);
  });

  test('stop, start, restart, pause, unpause, kill, rm', async () => {
    for (const verb of ['stop', 'start', 'restart', 'pause']) expect(await run(`docker ${verb} web`)).toBe('web');
    expect(await run('docker ps')).toMatch(/Up \S.* second\S* \(Paused\)/);
    for (const verb of ['unpause', 'kill']) expect(await run(`docker ${verb} web`)).toBe('web');
    expect(await run('docker ps -a')).toMatch(/Exited \(137\)/);
    expect(await run(`docker inspect --format '{{.State.Status}} {{.State.ExitCode}} {{.Config.Image}}' web`)).toBe('exited 137 nginx');
    expect(await run('docker inspect web | head -3')).toMatch(/^\[\n {4}\{\n {8}"Id": "[0-9a-f]{64}",$/);
    expect(await run('docker start web')).toBe('web');
    expect(await run('docker rm web')).toMatch(/^Error response from daemon: cannot remove container "web": container is running: stop the container before removing or force remove$/);
    expect(await run('docker rm -f web')).toBe('web');
    expect(await run('docker rmi nginx')).toMatch(/^Untagged: nginx:latest\nDeleted: sha256:[0-9a-f]{64}$/);
  }, LONG_MS);

  test('a Dockerfile by a here-document, built twice', async () => {
    await run(`mkdir -p app && cd app`);
    await desk.clear();
    for (const line of ["cat > server.js <<'EOF'", "const http = require('http');", "http.createServer((req, res) => res.end('Hello from Node\\n')).listen(3000);", 'EOF']) {
      await desk.type(line);
      await desk.press('Enter');
    }
    await desk.until(/EOF\n\S+\$$/);
    await desk.clear();
    for (const line of ["cat > Dockerfile <<'EOF'", 'FROM node:20-alpine', 'WORKDIR /app', 'COPY server.js .', 'EXPOSE 3000', 'CMD ["node", "server.js"]', 'EOF']) {
      await desk.type(line);
      await desk.press('Enter');
    }
    await desk.until(/EOF\n\S+\$$/);
    expect(await run('docker build -t myapp:1.0 .')).toMatch(/=> => naming to docker\.io\/library\/myapp:1\.0/);
    const again = await run('docker build -t myapp:1.0 .');
    expect(again).toMatch(/=> CACHED \[2\/3\] WORKDIR \/app/);
    expect(again).toMatch(/=> CACHED \[3\/3\] COPY server\.js \./);
  }, 2 * LONG_MS);

  test('the Node server that was built answers', async () => {
    expect(await run('docker run -d --name api -p 3000:3000 myapp:1.0')).toMatch(ID);
    expect(await run('for try in 1 2 3 4 5 6; do curl -s localhost:3000 && break; sleep 1; done')).toBe('Hello from Node');
  }, LONG_MS);

  test('history, commit, save, load', async () => {
    await run('docker rm -f api');
    const history = await run('docker history myapp:1.0');
    expect(history).toMatch(/^IMAGE +CREATED +CREATED BY +SIZE +COMMENT\n/);
    expect(history).toMatch(/CMD \["node" "server\.js"\] +0B +buildkit\.dockerfile\.v0/);
    await run('docker run --name note alpine sh -c "echo kept > /note"');
    expect(await run('docker commit note note:1')).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await run('docker save -o note.tar note:1 && ls note.tar')).toBe('note.tar');
    expect(await run('docker rm note && docker rmi note:1')).toMatch(/^note\nUntagged: note:1\nDeleted: sha256:/);
    expect(await run('docker load -i note.tar')).toMatch(/Loaded image: note:1$/);
    expect(await run('docker run --rm note:1 cat /note')).toBe('kept');
  }, LONG_MS);

  test('a registry of one’s own: login, tag, push, rmi, pull', async () => {
    expect(await run('docker login -u alice -p secret registry.domain.com')).toMatch(/Login Succeeded/);
    expect(await run('docker tag myapp:1.0 registry.domain.com/alice/myapp:1.0')).toBe('');
    expect(await run('docker push registry.domain.com/alice/myapp:1.0')).toMatch(/1\.0: digest: sha256:[0-9a-f]{64} size: \d+$/);
    // Both names go, so that the manifest goes too; the layers of its base stay with the base image.
    await run('docker pull -q node:20-alpine');
    expect(await run('docker rmi -f myapp:1.0 registry.domain.com/alice/myapp:1.0')).toMatch(/Untagged: registry\.domain\.com\/alice\/myapp:1\.0/);
    // Piped: on a terminal the line of a layer that is there ends as “Pull complete”.
    const pull = await run('docker pull registry.domain.com/alice/myapp:1.0 | cat');
    expect(pull).toMatch(/Already exists/);
    expect(pull).toMatch(/Status: Downloaded newer image for registry\.domain\.com\/alice\/myapp:1\.0/);
  }, LONG_MS);

  test('nmap: the container’s own localhost, and the host’s', async () => {
    expect(await run('docker search nmap')).toMatch(/^NAME +DESCRIPTION +STARS +OFFICIAL\n[\s\S]*uzyexe\/nmap/);
    expect(await run('docker pull uzyexe/nmap')).toMatch(/Status: Downloaded newer image for uzyexe\/nmap:latest/);
    expect(await run('docker run -t uzyexe/nmap localhost')).toMatch(/All 1000 scanned ports on localhost \(127\.0\.0\.1\) are closed/);
    const host = await run('docker run --network host -t uzyexe/nmap localhost');
    expect(host).toMatch(/\n22\/tcp +open +ssh/);
    expect(host).toMatch(/\n631\/tcp +open +ipp/);
    expect((await run('docker ps -aq --filter ancestor=uzyexe/nmap')).split('\n')).toHaveLength(2);
    expect((await run('docker rm $(docker ps -aq)')).split('\n')).toHaveLength(2);
    await run('docker run --rm -t uzyexe/nmap localhost');
    expect(await run('docker ps -a')).toMatch(/^CONTAINER ID.*NAMES$/);
  }, LONG_MS);

  test('every image goes at once', async () => {
    expect(await run('docker rmi $(docker images -q) -f')).toMatch(/Untagged: [\s\S]*Deleted: /);
    expect(await run('docker images -q')).toBe('');
  });

  test('the console stayed silent', () => {
    expect(desk.complaints).toEqual([]);
  });
});
