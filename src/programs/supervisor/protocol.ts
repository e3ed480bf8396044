import { text } from '../../lib/bytes';
import { readAll } from '../../lib/stream';
import { unix } from '../../machine/net/types';
import type { Sys } from '../../machine/sys';

/** What supervisorctl asks. The words on the socket are our own. */
export interface Request {
  verb: 'status' | 'start' | 'stop' | 'signal' | 'pid' | 'tail' | 'clear' | 'reread' | 'update' | 'avail' | 'shutdown' | 'maintail';
  names: string[];
  signal?: string;
  stream?: 'stdout' | 'stderr';
}

/** Lines to print, the exit status, and whether a name was unknown. */
export interface Answer {
  lines: string[];
  status: number;
}

export async function askSupervisor(sys: Sys, path: string, request: Request): Promise<Answer> {
  const fd = await sys.connect(unix(path));
  const stream = sys.stream(fd);
  await sys.write(fd, JSON.stringify(request));
  stream.closeWrite();
  const answer = text(await readAll(stream));
  stream.close();
  return JSON.parse(answer) as Answer;
}
