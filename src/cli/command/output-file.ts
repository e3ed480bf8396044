import type { ByteReader } from '../../lib/stream';
import { cleanPath } from '../../lib/clean-path';
import { copy } from '../../client/streams';
import type { Cli } from '../cli';

const SPECIAL: Readonly<Record<string, string | undefined>> = { chr: 'character device file', blk: 'block device file', fifo: 'named pipe (FIFO)', socket: 'socket' };

/** moby/sys/atomicwriter: what can't become a file is refused before anything is asked for. */
export function validateDestination(cli: Cli, path: string): void {
  const { sys } = cli;
  const absolute = cli.abs(path);
  if (sys.access(absolute, '')) {
    if (sys.stat(absolute).type === 'dir') throw new Error('cannot write to a directory');
    if (sys.lstat(absolute).type === 'symlink') throw new Error('cannot write to a symbolic link directly');
    const what = SPECIAL[sys.stat(absolute).type];
    if (what !== undefined) throw new Error(`cannot write to a ${what}`);
    return;
  }
  const slash = path.lastIndexOf('/');
  const parent = slash < 0 ? '.' : cleanPath(path.slice(0, Math.max(slash, 1)));
  if (!sys.access(cli.abs(parent), '')) throw new Error(`invalid output path: stat ${parent}: no such file or directory`);
}

/** Streams an archive to a file (-o) or to stdout, which may not be a terminal. */
export async function writeOutput(cli: Cli, path: string, open: () => Promise<ByteReader>, what: string): Promise<void> {
  if (path === '') {
    if (cli.isTty(1)) throw new Error('cowardly refusing to save to a terminal. Use the -o flag or redirect');
    return copy(await open(), (bytes) => cli.out(bytes));
  }
  try {
    validateDestination(cli, path);
  } catch (error) {
    throw new Error(what + (error as Error).message);
  }
  const body = await open();
  const temporary = `${cli.abs(path)}.tmp-docker`;
  const fd = cli.sys.open(temporary, 'w', 0o600);
  try {
    await copy(body, (bytes) => cli.sys.write(fd, bytes));
  } finally {
    cli.sys.close(fd);
  }
  cli.sys.rename(temporary, cli.abs(path));
}
