import type { Sys } from '../../machine/sys';

export interface PgVersion {
  /** `16.15`. */
  number: string;
  major: number;
  /** `16.15 (Debian 16.15-1.pgdg13+2)`. */
  full: string;
  /** What `version()` says and the log starts with. */
  banner: string;
}

export function pgVersion(sys: Sys): PgVersion {
  const packaged = sys.env['PG_VERSION'] ?? '16.4';
  const number = packaged.replace(/-.*/, '');
  const isDebian = packaged.includes('pgdg');
  const { machine } = sys.uname();
  const full = isDebian ? `${number} (Debian ${packaged})` : number;
  return { number, major: Number(number.split('.')[0]), full, banner: `PostgreSQL ${full} on ${machine}-${machine === 'x86_64' ? 'pc' : 'unknown'}-linux-${isDebian ? 'gnu' : 'musl'}, compiled by gcc (${isDebian ? 'Debian 14.2.0-19' : 'Alpine 15.2.0'}) ${isDebian ? '14.2.0' : '15.2.0'}, 64-bit` };
}

export const SOCKET_FOLDER = '/var/run/postgresql';

export function socketPath(folder: string, port: number): string {
  return `${folder}/.s.PGSQL.${port}`;
}
