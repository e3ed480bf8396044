import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';
import scenes from './sessions.json';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker run -d --name postgres -e POSTGRES_PASSWORD=secret postgres:15; docker run -d --name mysql -e MARIADB_ROOT_PASSWORD=secret -e MARIADB_DATABASE=shop mariadb:10.11; sleep 25');
}, 60_000);
afterAll(() => machine.end());

const CLIENT: Record<string, string> = { postgres: 'docker exec -i postgres psql -U postgres', mysql: 'docker exec -i -e MYSQL_PWD=secret mysql mariadb --force -t shop' };

test.each(scenes)('$kind, two sessions: $name', async ({ kind, setup, sessions, outputs }) => {
  const client = CLIENT[kind]!;
  const text = (lines: readonly string[]) => `<<'END' 2>&1\n${lines.join('\n')}\nEND`;
  const feeds = sessions.map((lines, i) => `${client} > out${i} ${text(lines)}`);
  await machine.sh(`${client} > /dev/null ${text(setup)}`);
  await machine.sh(`{ ${feeds[0]}\n} &\n${feeds[1]}\nwait`);
  const seen = await Promise.all(sessions.map(async (_lines, i) => (await machine.sh(`cat out${i}`)).stdout.split('\n')));
  expect(seen).toEqual(outputs);
}, 60_000);
