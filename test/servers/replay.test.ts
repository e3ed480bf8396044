import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';
import mysql from './mysql.json';
import postgres from './postgres.json';
import redis from './redis.json';
import { input, outputs, type Exchange, type Kind } from './session.mjs';

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

/** Plays recorded exchanges in one session of a client in the container; gives what it shows now beside what the real one showed. */
async function replay(kind: Kind, client: string, records: readonly Exchange[]): Promise<[Exchange[], readonly Exchange[]]> {
  const { stdout } = await machine.sh(`cat > commands <<'END'\n${input(kind, records)}END\n${client} < commands 2>&1`);
  const seen = outputs(kind, stdout);
  return [records.map(({ command }, i) => ({ command, output: seen[i] ?? '(nothing)' })), records];
}

test('redis answers as recorded', async () => {
  await machine.sh('docker run -d --name redis redis:7; sleep 1');
  const [seen, recorded] = await replay('redis', 'docker exec -i redis redis-cli --no-raw', redis);
  expect(seen).toEqual(recorded);
}, 30_000);

test('postgres answers as recorded', async () => {
  await machine.sh('docker run -d --name postgres -e POSTGRES_PASSWORD=secret postgres:15; sleep 8');
  const [seen, recorded] = await replay('postgres', 'docker exec -i postgres psql -U postgres', postgres);
  expect(seen).toEqual(recorded);
}, 30_000);

test('mariadb answers as recorded', async () => {
  await machine.sh('docker run -d --name mariadb -e MARIADB_ROOT_PASSWORD=secret -e MARIADB_DATABASE=shop mariadb:10.11; sleep 25');
  const [seen, recorded] = await replay('mysql', 'docker exec -i -e MYSQL_PWD=secret mariadb mariadb --force -t shop', mysql);
  expect(seen).toEqual(recorded);
}, 30_000);
