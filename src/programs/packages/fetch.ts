import { INTERNET_BANDWIDTH } from '../../lib/bandwidth';
import { text } from '../../lib/bytes';
import { readAll } from '../../lib/stream';
import type { Sys } from '../../machine/sys';
import { call, CallError, connectTo, hostHeader, parseTarget } from '../net/http-call';

export type Fetched = { kind: 'ok'; body: string } | { kind: 'status'; status: number } | { kind: 'failed'; host: string; reason: string };

/** One GET as a package manager makes it. */
export async function fetchText(sys: Sys, url: string): Promise<Fetched> {
  const target = parseTarget(url);
  if (typeof target === 'string') return { kind: 'failed', host: url, reason: target };
  try {
    const connected = await connectTo(sys, target, { timeoutMs: 30_000 });
    const answer = await call(connected, target, { method: 'GET', headers: [['Host', hostHeader(target)], ['User-Agent', 'Debian APT-HTTP/1.3'], ['Connection', 'close']] });
    const body = text(await readAll(answer.body));
    sys.close(connected.fd);
    return answer.status === 200 ? { kind: 'ok', body } : { kind: 'status', status: answer.status };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const reason = error.kind === 'resolve' ? `Temporary failure resolving '${target.host}'` : `Could not connect to ${target.host}:${target.port} (${error.tried[0] ?? target.host}), ${error.kind === 'timeout' ? 'connection timed out' : `- connect (111: ${error.cause_?.message ?? 'Connection refused'})`}`;
    return { kind: 'failed', host: target.host, reason };
  }
}

/** The time that so many bytes take on the way. */
export async function transfer(sys: Sys, bytes: number): Promise<void> {
  await sys.sleep((bytes / INTERNET_BANDWIDTH) * 1000);
}
