import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { dial } from '../servers/wire';

const FOLDER = '/docker-entrypoint-initdb.d';
const SELF = '/usr/local/bin/docker-entrypoint.sh';

function names(sys: Sys): string[] {
  try {
    return sys.readdir(FOLDER).map(({ name }) => name).sort();
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

/** A child's exit status. */
async function run(sys: Sys, path: string, argv: readonly string[]): Promise<number> {
  const pid = await sys.spawn(path, argv, { env: sys.env });
  const ended = await sys.wait({ pid });
  return ended?.status.kind === 'exited' ? ended.status.code : 1;
}

/**
 * What the image's entrypoint does with its folder of scripts when there are no data yet (upstream
 * docker-library/mongo docker-entrypoint.sh): they run against a server that only the container itself reaches and
 * that asks for no password. Gives the status with which a script has failed, 0 when all went well.
 */
export async function runInitialScripts(sys: Sys, dbpath: string, port: string): Promise<number> {
  const files = names(sys);
  if (files.length === 0) return 0;
  const server = await sys.spawn(sys.exePath, ['mongod', '--dbpath', dbpath, '--port', port, '--bind_ip', '127.0.0.1'], { env: sys.env });
  for (let tries = 0; tries < 100; tries++) {
    await sys.sleep(100);
    try {
      (await dial(sys, '127.0.0.1', Number(port))).close();
      break;
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  for (const name of files) {
    const file = `${FOLDER}/${name}`;
    const isScript = /\.(?:sh|js)$/.test(name);
    await sys.write(1, `${SELF}: ${isScript ? 'running' : 'ignoring'} ${file}\n`);
    const status = !isScript ? 0 : name.endsWith('.js')
      ? await run(sys, '/usr/bin/mongosh', ['mongosh', '--host', '127.0.0.1', '--port', port, '--quiet', sys.env['MONGO_INITDB_DATABASE'] ?? 'test', file])
      : await run(sys, '/bin/bash', ['bash', '-ec', `mongo=( mongosh --host 127.0.0.1 --port ${port} --quiet ); . "$1"`, SELF, file]);
    if (status !== 0) return status;
    await sys.write(1, '\n');
  }
  sys.kill(server, 'SIGTERM');
  await sys.wait({ pid: server });
  await sys.write(1, '\nMongoDB init process complete; ready for start up.\n\n');
  return 0;
}
