import { isSysError } from '../../machine/errno';
import { resolveName, ResolveError } from '../../machine/net/resolve';
import type { Sys } from '../../machine/sys';
import { askPassword } from '../servers/prompt';
import { dial, isConnectionEnd } from '../servers/wire';
import { PgStream, type FromClient, type FromServer, type PgAnswer } from './protocol';
import { SOCKET_FOLDER, socketPath } from './version';

export interface PgTarget {
  /** A name, an address, or the folder of the Unix socket. */
  host: string;
  port: number;
  user: string;
  database: string;
  password: string | undefined;
  /** -w: never asks. */
  neverAsk: boolean;
}

/** What the environment and the account give, before options. */
export function defaultTarget(sys: Sys): PgTarget {
  const own = sys.access('/etc/passwd', 'r') ? sys.readText('/etc/passwd').split('\n').map((line) => line.split(':')).find((fields) => Number(fields[2]) === sys.credentials.euid)?.[0] : undefined;
  return { host: sys.env['PGHOST'] || SOCKET_FOLDER, port: Number(sys.env['PGPORT'] ?? 5432), user: sys.env['PGUSER'] ?? own ?? 'postgres', database: sys.env['PGDATABASE'] ?? '', password: sys.env['PGPASSWORD'], neverAsk: false };
}

/** `postgresql://user:password@host:port/db`, or words of `host=… dbname=…`. */
export function applyConnectionString(target: PgTarget, text: string): boolean {
  const uri = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(text);
  if (uri) {
    if (uri[1]) target.user = decodeURIComponent(uri[1]);
    if (uri[2] !== undefined) target.password = decodeURIComponent(uri[2]);
    if (uri[3]) target.host = uri[3];
    if (uri[4]) target.port = Number(uri[4]);
    if (uri[5]) target.database = decodeURIComponent(uri[5]);
    return true;
  }
  if (!/^\w+\s*=/.test(text)) return false;
  for (const [, name, quoted, bare] of text.matchAll(/(\w+)\s*=\s*(?:'([^']*)'|(\S+))/g)) {
    const value = quoted ?? bare ?? '';
    if (name === 'host') target.host = value;
    else if (name === 'port') target.port = Number(value);
    else if (name === 'user') target.user = value;
    else if (name === 'dbname') target.database = value;
    else if (name === 'password') target.password = value;
  }
  return true;
}

export class PgConnection {
  transaction: 'idle' | 'open' | 'failed' = 'idle';

  constructor(private readonly stream: PgStream, readonly superuser: boolean, readonly version: string, readonly major: number) {}

  /** The answers; undefined when the server has gone. */
  async ask(message: FromClient): Promise<PgAnswer[] | undefined> {
    try {
      await this.stream.send(message);
      const reply = await this.stream.receive<FromServer>();
      if (reply?.k !== 'results') return undefined;
      this.transaction = reply.transaction;
      return reply.answers;
    } catch (error) {
      if (!isConnectionEnd(error)) throw error;
      return undefined;
    }
  }

  close(): void {
    this.stream.close();
  }
}

/** Where a failed connection was to go, as libpq tells it. */
async function place(sys: Sys, target: PgTarget): Promise<string> {
  if (target.host.startsWith('/')) return `connection to server on socket "${socketPath(target.host, target.port)}" failed: `;
  const [ip] = await resolveName(sys, target.host).catch(() => []);
  return `connection to server at "${target.host}"${ip === undefined || ip === target.host ? '' : ` (${ip})`}, port ${target.port} failed: `;
}

/** Connects and logs in; a string is libpq's message of why not. */
export async function connectPostgres(sys: Sys, target: PgTarget): Promise<PgConnection | string> {
  const open = async (): Promise<PgStream> => new PgStream(await dial(sys, target.host.startsWith('/') ? socketPath(target.host, target.port) : target.host, target.port));
  try {
    const stream = await open();
    const startup = (password: string | undefined): FromClient => ({ k: 'startup', user: target.user, database: target.database || target.user, password });
    await stream.send(startup(target.password));
    let reply = await stream.receive<FromServer>();
    if (reply?.k === 'password') {
      if (target.neverAsk) return `${await place(sys, target)}fe_sendauth: no password supplied`;
      target.password = await askPassword(sys, `Password for user ${target.user}: `);
      if (target.password === '') return `${await place(sys, target)}fe_sendauth: no password supplied`;
      await stream.send(startup(target.password));
      reply = await stream.receive<FromServer>();
    }
    if (reply?.k === 'ready') return new PgConnection(stream, reply.superuser, reply.version, reply.major);
    if (reply?.k === 'error') return `${await place(sys, target)}FATAL:  ${reply.error.message}${reply.error.detail === undefined ? '' : `\nDETAIL:  ${reply.error.detail}`}`;
    return `${await place(sys, target)}server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.`;
  } catch (error) {
    if (error instanceof ResolveError) return `could not translate host name "${target.host}" to address: ${error.message}`;
    if (!isSysError(error)) {
      if (isConnectionEnd(error)) return `${await place(sys, target)}server closed the connection unexpectedly`;
      throw error;
    }
    return `${await place(sys, target)}${error.message}\n\t${target.host.startsWith('/') ? 'Is the server running locally and accepting connections on that socket?' : 'Is the server running on that host and accepting TCP/IP connections?'}`;
  }
}
