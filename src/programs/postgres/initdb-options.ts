import type { Sys } from '../../machine/sys';

/** What initdb was told. */
export interface InitdbOptions {
  pgdata: string;
  user: string;
  password: string;
  /** The method of pg_hba.conf for sockets, and for TCP from this host. */
  authLocal: string;
  authHost: string;
  encoding: string | undefined;
  locale: string | undefined;
  checksums: boolean | undefined;
}

const METHODS = ['trust', 'reject', 'scram-sha-256', 'md5', 'password', 'peer', 'ident', 'gss', 'sspi', 'pam', 'bsd', 'ldap', 'radius', 'cert'];
const LETTERS: Readonly<Record<string, string>> = { D: 'pgdata', U: 'username', A: 'auth', E: 'encoding', k: 'data-checksums', N: 'no-sync', X: 'waldir', W: 'pwprompt', T: 'text-search-config', g: 'allow-group-access', c: 'set', d: 'debug', n: 'no-clean', S: 'sync-only', s: 'show' };
const VALUES = new Set(['pgdata', 'username', 'pwfile', 'auth', 'auth-local', 'auth-host', 'encoding', 'locale', 'waldir', 'lc-collate', 'lc-ctype', 'lc-messages', 'lc-monetary', 'lc-numeric', 'lc-time', 'text-search-config', 'locale-provider', 'icu-locale', 'icu-rules', 'builtin-locale', 'wal-segsize', 'set', 'sync-method']);
const FLAGS = new Set(['data-checksums', 'no-data-checksums', 'no-sync', 'nosync', 'no-instructions', 'pwprompt', 'allow-group-access', 'debug', 'no-clean', 'sync-only', 'show', 'discard-caches', 'no-locale', 'no-sync-data-files']);
/** Those that the simulated cluster heeds, and those that change nothing that could be seen. */
const HEEDED = new Set(['pgdata', 'username', 'pwfile', 'auth', 'auth-local', 'auth-host', 'encoding', 'locale', 'no-locale', 'data-checksums', 'no-data-checksums', 'no-sync', 'nosync', 'no-instructions', 'sync-method']);

/** initdb's options, or why it doesn't take them (as it says on stderr, with status 1). */
export function initdbOptions(sys: Sys): InitdbOptions | string {
  const given = new Map<string, string>();
  const args = sys.argv.slice(1);
  while (args.length > 0) {
    const arg = args.shift()!;
    const [, long, letter, joined] = /^(?:--([\w-]+)|-([A-Za-z]))(?:=?([^]+))?$/.exec(arg.replace(/^(--[\w-]+)=/, '$1=')) ?? [];
    const equals = arg.startsWith('--') && arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : undefined;
    const name = long ?? LETTERS[letter ?? ''] ?? '';
    const hint = 'initdb: hint: Try "initdb --help" for more information.\n';
    if (!arg.startsWith('-')) given.set('pgdata', arg);
    else if (VALUES.has(name)) {
      const value = equals ?? (long === undefined ? joined : undefined) ?? args.shift();
      if (value === undefined) return `initdb: option ${long === undefined ? `requires an argument -- '${letter ?? ''}'` : `'--${name}' requires an argument`}\n${hint}`;
      given.set(name, value);
    } else if (FLAGS.has(name)) given.set(name, '');
    else return `initdb: ${arg.startsWith('--') ? `unrecognized option '${arg.replace(/=.*/, '')}'` : `invalid option -- '${arg[1] ?? ''}'`}\n${hint}`;
  }
  for (const name of given.keys()) if (!HEEDED.has(name)) return `dockyard: the option --${name} of initdb is not simulated\n`;
  const auth = given.get('auth') ?? 'trust';
  const methods = { authLocal: given.get('auth-local') ?? auth, authHost: given.get('auth-host') ?? auth };
  for (const [kind, method] of [['local', methods.authLocal], ['host', methods.authHost]] as const) if (!METHODS.includes(method)) return `initdb: error: invalid authentication method "${method}" for "${kind}" connections\n`;
  const pwfile = given.get('pwfile');
  const encoding = given.get('encoding');
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) return `dockyard: the encoding ${encoding} is not simulated\n`;
  return {
    pgdata: given.get('pgdata') ?? sys.env['PGDATA'] ?? '',
    user: given.get('username') ?? 'postgres',
    password: pwfile === undefined ? '' : sys.readText(pwfile).split('\n')[0]!,
    ...methods,
    encoding,
    locale: given.has('no-locale') ? 'C' : given.get('locale'),
    checksums: given.has('data-checksums') ? true : given.has('no-data-checksums') ? false : undefined,
  };
}
