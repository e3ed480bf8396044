import { appletPrograms, applets, type AppletTable } from '../applet-table';
import type { ProgramTable } from '../index';

/** Servers that are BusyBox applets. */
export const SERVER_APPLETS: AppletTable = {
  ...applets(() => import('./busybox-httpd'), { httpd: 'httpd' }),
};

export const SERVERS: ProgramTable = {
  sshd: async () => (await import('./small')).sshd,
  cupsd: async () => (await import('./small')).cupsd,
  hello: async () => (await import('./small')).hello,
  'hello-world': async () => (await import('./small')).hello,
  nginx: async () => (await import('../nginx/nginx')).nginx,
  mysqld: async () => (await import('../mysql/server')).mysqld,
  mysql: async () => (await import('../mysql/client')).mysql,
  mysqladmin: async () => (await import('../mysql/tools')).mysqladmin,
  mysqldump: async () => (await import('../mysql/tools')).mysqldump,
  postgres: async () => (await import('../postgres/server')).postgres,
  pg_ctl: async () => (await import('../postgres/cluster-tools')).pgCtl,
  initdb: async () => (await import('../postgres/cluster-tools')).initdb,
  psql: async () => (await import('../postgres/psql')).psql,
  ...Object.fromEntries(['pg_isready', 'pg_dump', 'createdb', 'dropdb', 'createuser', 'dropuser'].map((name) => [name, async () => (await import('../postgres/tools')).tools])),
  httpd: async () => (await import('../httpd/httpd')).apache,
  ...appletPrograms(applets(() => import('../httpd/htpasswd'), { htpasswd: 'htpasswd' })),
  memcached: async () => (await import('../memcached/memcached')).memcached,
  'traefik-whoami': async () => (await import('../whoami/whoami')).whoami,
  mongod: async () => (await import('../mongo/server')).mongod,
  'redis-server': async () => (await import('../redis/server')).server,
  'redis-cli': async () => (await import('../redis/cli')).cli,
};
