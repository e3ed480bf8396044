import type { Sys } from '../../machine/sys';

/** Whose server and clients these are, by the name that they were called by and the image's environment. */
export interface Flavour {
  maria: boolean;
  version: string;
  comment: string;
  socket: string;
}

export function flavourOf(sys: Sys): Flavour {
  const maria = sys.env['MARIADB_VERSION'] !== undefined || /mariadb/.test(sys.argv[0] ?? '') || (sys.env['MYSQL_VERSION'] === undefined && sys.access('/etc/mysql/mariadb.conf.d', ''));
  if (maria) {
    const version = /(\d+\.\d+\.\d+)/.exec(sys.env['MARIADB_VERSION'] ?? '')?.[1] ?? '11.8.2';
    return { maria, version: `${version}-MariaDB${/ubu\d+/.test(sys.env['MARIADB_VERSION'] ?? '') ? `-${/ubu\d+/.exec(sys.env['MARIADB_VERSION']!)![0]}` : ''}`, comment: 'mariadb.org binary distribution', socket: '/run/mysqld/mysqld.sock' };
  }
  const version = /(\d+\.\d+\.\d+)/.exec(sys.env['MYSQL_VERSION'] ?? '')?.[1] ?? '8.0.32';
  return { maria, version, comment: version.startsWith('5.') ? 'MySQL Community Server (GPL)' : 'MySQL Community Server - GPL', socket: '/var/run/mysqld/mysqld.sock' };
}
