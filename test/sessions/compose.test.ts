import { expect, test } from 'vitest';
import { session } from './host';

const SHOP = `name: shop
services:
  web:
    image: nginx
    ports: ["8080:80"]
    depends_on:
      db: {condition: service_healthy}
  db:
    image: busybox
    init: true
    command: sleep 1000
    healthcheck: {test: "true", interval: 500ms}
    volumes: [data:/var/lib/db]
volumes:
  data:
`;

test('a project comes up in order, stays as it is, changes with its file, and goes', async () => {
  const { sh, end } = await session();
  try {
    await sh(`docker pull -q nginx; docker pull -q busybox; mkdir shop; cat > shop/compose.yaml <<'X'\n${SHOP}X`);
    const up = await sh('cd shop; docker compose up -d');
    expect({ ...up, stderr: up.stderr.split('\n').map((line) => line.trim()).filter(Boolean) }).toEqual({
      stdout: '',
      status: 0,
      stderr: [
        'Network shop_default Creating', 'Volume shop_data Creating', 'Network shop_default Creating', 'Volume shop_data Creating',
        'Network shop_default Created', 'Network shop_default Created', 'Volume shop_data Created', 'Volume shop_data Created',
        'Container shop-db-1 Creating', 'Container shop-db-1 Created', 'Container shop-web-1 Creating', 'Container shop-web-1 Created',
        'Container shop-db-1 Starting', 'Container shop-db-1 Started', 'Container shop-db-1 Waiting', 'Container shop-db-1 Healthy',
        'Container shop-web-1 Starting', 'Container shop-web-1 Started',
      ],
    });
    expect((await sh("sleep 1; curl -s localhost:8080 | grep title; docker inspect -f '{{index .Config.Labels \"com.docker.compose.service\"}}' shop-web-1")).stdout).toBe('<title>Welcome to nginx!</title>\nweb\n');
    expect((await sh('cd shop; docker compose up -d')).stderr).toBe(' Container shop-db-1 Running \n Container shop-web-1 Running \n Container shop-db-1 Waiting \n Container shop-db-1 Healthy \n');
    expect((await sh("cd shop; sed -i 's/sleep 1000/sleep 2000/' compose.yaml; docker compose up -d db")).stderr).toBe(
      ' Container shop-db-1 Recreate \n Container shop-db-1 Recreated \n Container shop-db-1 Starting \n Container shop-db-1 Started \n',
    );
    expect((await sh("cd shop; docker compose ps --format '{{.Name}} {{.State}}'; docker compose exec db printenv NOPE; echo $?")).stdout).toBe('shop-db-1 running\nshop-web-1 running\n1\n');
    expect((await sh('cd shop; docker compose down -v -t 1; docker ps -aq; docker volume ls -q; docker network ls -q | wc -l')).stdout).toBe('3\n');
  } finally {
    end();
  }
});

test('what is wrong with a file is told in its words', async () => {
  const { sh, end } = await session();
  try {
    const config = async (yaml: string) => sh(`printf '${yaml}' > compose.yaml; docker compose config -q`);
    const file = '/home/learner/compose.yaml';
    expect(await config('services:\\n  web:\\n    imagee: x\\n')).toEqual({ stdout: '', stderr: `validating ${file}: services.web additional properties 'imagee' not allowed\n`, status: 1 });
    expect((await config('services:\\n  web:\\n    image: x\\n    ports: 80\\n')).stderr).toBe(`validating ${file}: services.web.ports must be a array\n`);
    expect((await config('services:\\n  web:\\n    image: a: b\\n')).stderr).toBe(`failed to parse ${file}: yaml: line 3, column 13: mapping values are not allowed in this context\n`);
    expect((await config('services:\\n  web:\\n    image: x\\n    volumes: [nope:/d]\\n')).stderr).toBe('service "web" refers to undefined volume nope: invalid compose project\n');
    expect((await config('services:\\n  web:\\n    image: ${X:?give X}\\n')).stderr).toBe('error while interpolating services.web.image: required variable X is missing a value: give X\n');
    expect((await sh('rm compose.yaml; docker compose up')).stderr).toBe('no configuration file provided: not found\n');
  } finally {
    end();
  }
});

test('attached, logs stand under names, and Ctrl-C stops everything', async () => {
  const { host, sh, end } = await session();
  try {
    await sh("docker pull -q busybox; printf 'services:\\n  web:\\n    image: busybox\\n    init: true\\n    command: sh -c \"echo up; exec sleep 1000\"\\n' > compose.yaml");
    const terminal = await host.openTerminal({ rows: 24, cols: 80 });
    let screen = '';
    const decoder = new TextDecoder();
    void (async () => {
      for (let bytes = await terminal.output.read(); bytes.length > 0; bytes = await terminal.output.read()) screen += decoder.decode(bytes, { stream: true });
    })();
    const type = async (keys: string): Promise<void> => {
      terminal.input(new TextEncoder().encode(keys));
      await host.clock.sleep(3000);
    };
    await type('docker compose up\r');
    await type('\x03');
    await type('echo status=$?\r');
    expect(screen).toContain('Attaching to web-1\r\n');
    expect(screen).toContain('\x1b[36mweb-1  | \x1b[0mup\r\n');
    expect(screen).toContain('\x1b[31m\x1b[1mGracefully Stopping... press Ctrl+C again to force\x1b[0m\r\nContainer learner-web-1 \x1b[32mStopping\x1b[0m \r\nContainer learner-web-1 \x1b[32mStopped\x1b[0m \r\n');
    expect(screen).toContain('web-1 exited with code 143\r\n');
    expect(screen).toContain('\rstatus=130\r\n');
  } finally {
    end();
  }
});
