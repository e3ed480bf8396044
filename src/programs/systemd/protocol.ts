import { text } from '../../lib/bytes';
import { readAll } from '../../lib/stream';
import type { Sys } from '../../machine/sys';
import { unix } from '../../machine/net/types';

/** Init's private socket. The words on it are our own; systemctl is the only one that speaks them. */
export const INIT_SOCKET = '/run/systemd/private';

export interface InitRequest {
  verb: 'start' | 'stop' | 'restart' | 'reload' | 'kill' | 'show' | 'list' | 'daemon-reload' | 'poweroff';
  unit?: string;
  signal?: string;
}

/** What `systemctl show` would tell of a unit. */
export interface UnitStatus {
  name: string;
  load: 'loaded' | 'not-found';
  active: 'active' | 'inactive' | 'failed' | 'activating' | 'deactivating';
  sub: string;
  sinceMs: number;
  mainPid: number;
  pids: number[];
  exitCode: number | undefined;
  exitSignal: string | undefined;
  enabled: boolean;
}

export interface InitAnswer {
  error?: string;
  units: UnitStatus[];
}

/** Asks init. Throws SysError when there is none to ask (a container). */
export async function askInit(sys: Sys, request: InitRequest): Promise<InitAnswer> {
  const fd = await sys.connect(unix(INIT_SOCKET));
  const stream = sys.stream(fd);
  await sys.write(fd, JSON.stringify(request));
  stream.closeWrite();
  const answer = text(await readAll(stream));
  stream.close();
  return JSON.parse(answer) as InitAnswer;
}
