import type { Sys } from '../../machine/sys';

/** What the shells are told on their command line. */
export interface Arguments {
  host: string;
  port: number;
  database: string;
  user: string | undefined;
  password: string | undefined;
  /** The database that the user belongs to. */
  source: string;
  evals: string[];
  files: string[];
  quiet: boolean;
  nodb: boolean;
}

/** Options and the address of a shell's command line. */
export function parseArguments(sys: Sys): Arguments {
  let source: string | undefined;
  let named = false;
  const result: Arguments = { host: '127.0.0.1', port: 27017, database: 'test', user: undefined, password: undefined, source: 'admin', evals: [], files: [], quiet: false, nodb: false };
  const args = sys.argv.slice(1);
  const address = (text: string): void => {
    if (/\.(?:js|mongodb)$/.test(text)) return void result.files.push(text);
    const [, user, password, host = '', port, database, query = ''] = /^(?:mongodb:\/\/)?(?:([^:@/]+):([^@]*)@)?([^:/]+)?(?::(\d+))?(?:\/([^?]*))?(?:\?(.*))?$/.exec(text) ?? [];
    if (user !== undefined) [result.user, result.password] = [decodeURIComponent(user), decodeURIComponent(password ?? '')];
    if (text.includes('://') || text.includes('/') || text.includes(':')) {
      result.host = host || result.host;
      if (port) result.port = Number(port);
      source = /(?:^|&)authSource=([^&]*)/.exec(query)?.[1] ?? source;
      if (database) [result.database, named] = [database, true];
    } else [result.database, named] = [text, true];
  };
  while (args.length > 0) {
    const arg = args.shift()!;
    const [, name = arg, joined] = /^(--[\w-]+)=([^]*)$/.exec(arg) ?? [];
    const value = () => joined ?? args.shift() ?? '';
    if (name === '--host' || name === '-h') {
      const [host = '', port] = value().split(':');
      result.host = host;
      if (port) result.port = Number(port);
    } else if (name === '--port') result.port = Number(value());
    else if (name === '-u' || name === '--username') result.user = value();
    else if (name === '-p' || name === '--password') result.password = value();
    else if (name === '--eval') result.evals.push(value());
    else if (name === '--authenticationDatabase') source = value();
    else if (name === '--file' || name === '-f') result.files.push(value());
    else if (name === '--quiet') result.quiet = true;
    else if (name === '--nodb') result.nodb = true;
    else if (!arg.startsWith('-')) address(arg);
  }
  result.source = source ?? (named ? result.database : 'admin');
  return result;
}
