// Records what the real servers answer to the commands of redis.json, postgres.json and mysql.json, into them again.
// Runs where redis-server, PostgreSQL and MariaDB are installed and listen: node test/servers/record.mjs redis-cli -p 7001
//   psql -h /tmp -U postgres, mariadb --no-defaults --force -t -u root shop: a client with its options, and an empty server behind it.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { input, outputs } from './session.mjs';

const [client, ...options] = process.argv.slice(2);
const kind = { 'redis-cli': 'redis', psql: 'postgres', mariadb: 'mysql' }[client];
const path = fileURLToPath(new URL(`${kind}.json`, import.meta.url));
const records = JSON.parse(readFileSync(path, 'utf8'));
const result = spawnSync('bash', ['-c', `stdbuf -oL "$@" 2>&1`, 'bash', client, ...(kind === 'redis' ? ['--no-raw'] : []), ...options], { input: input(kind, records), encoding: 'utf8' });
if (result.error) throw result.error;
const seen = outputs(kind, result.stdout);
writeFileSync(path, `[\n${records.map(({ command }, i) => JSON.stringify({ command, output: seen[i] })).join(',\n')}\n]\n`);
