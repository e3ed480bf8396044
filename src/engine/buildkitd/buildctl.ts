import type { WorkerInfo } from '../../api/build-worker';
import { text } from '../../lib/bytes';
import { HttpConnection } from '../../lib/http/client';
import { readAll } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { BUILDKITD_REVISION, BUILDKITD_VERSION } from './worker';

const SOCKET = '/run/buildkit/buildkitd.sock';

async function connect(sys: Sys): Promise<number | undefined> {
  try {
    return await sys.connect({ family: 'unix', path: SOCKET });
  } catch (error) {
    if (!isSysError(error)) throw error;
    await sys.write(2, `error: failed to list workers: Unavailable: connection error: desc = "transport: Error while dialing: dial unix ${SOCKET}: connect: ${error.message.toLowerCase()}"\n`);
    return undefined;
  }
}

/** Ties stdin and stdout to the daemon's socket until it hangs up. */
async function dialStdio(sys: Sys): Promise<number> {
  const fd = await connect(sys);
  if (fd === undefined) return 1;
  sys.thread(async () => {
    try {
      for (let bytes = await sys.read(0); bytes.length > 0; bytes = await sys.read(0)) await sys.write(fd, bytes);
      sys.shutdown(fd, 'write');
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  });
  for (let bytes = await sys.read(fd); bytes.length > 0; bytes = await sys.read(fd)) await sys.write(1, bytes);
  return 0;
}

/** buildctl: what buildx asks of it in a builder's container. Building with it isn't simulated. */
export const buildctl: Program = {
  async main(sys) {
    const words = sys.argv.slice(1);
    const line = words.join(' ');
    if (line === '--version' || line === '-v') {
      await sys.write(1, `buildctl github.com/moby/buildkit ${BUILDKITD_VERSION} ${BUILDKITD_REVISION}\n`);
      return 0;
    }
    if (line === 'dial-stdio') return dialStdio(sys);
    if (line === 'debug workers') {
      const fd = await connect(sys);
      if (fd === undefined) return 1;
      const connection = new HttpConnection(sys.stream(fd));
      const answer = await connection.request({ method: 'GET', target: '/info', headers: [['Host', 'buildkit']] });
      const { id, platforms } = JSON.parse(text(await readAll(answer.body))) as WorkerInfo;
      connection.close();
      await sys.write(1, `ID\t\t\t\tPLATFORMS\n${id}\t${platforms.join(',')}\n`);
      return 0;
    }
    await sys.write(2, `dockyard: buildctl ${words[0] ?? ''}${words[0] === undefined ? '' : ' '}is not simulated\n`.replace(/ {2}/g, ' '));
    return 1;
  },
};
