import { accounts } from '../bases/accounts';
import { debianAccounts } from '../bases/debian';
import { apkAdd } from '../bases/alpine';
import type { LayerContext } from '../recipe';
import { optionEntrypoint } from './language-files';
import { MARIADB_ENTRYPOINT, MARIADB_HEALTHCHECK } from './mariadb-files';
import { MONGO_ENTRYPOINT } from './mongo-files';
import { MYSQL_ENTRYPOINT } from './mysql-files';
import { POSTGRES_ENTRYPOINT } from './postgres-files';
import { REDIS_ENTRYPOINT } from './redis-files';
import { byRules, isBiggest } from './rules';

const MYSQL_USER = { name: 'mysql', uid: 999, gid: 999, home: '/var/lib/mysql', shell: '/bin/false' };

function mysqlServer({ tree, sizeBytes }: LayerContext): void {
  tree.exe('/usr/sbin/mysqld', Math.round(Math.min(60_000_000, sizeBytes * 1.1))).exes('/usr/bin', 'mysql mysqladmin mysqldump mysql_config_editor mysql_tzinfo_to_sql mysqlimport mysqlshow mysql_upgrade', 2_500_000);
  tree.file('/etc/my.cnf', '[mysqld]\nskip-host-cache\nskip-name-resolve\ndatadir=/var/lib/mysql\nsocket=/var/run/mysqld/mysqld.sock\nsecure-file-priv=/var/lib/mysql-files\nuser=mysql\n\npid-file=/var/run/mysqld/mysqld.pid\n[client]\nsocket=/var/run/mysqld/mysqld.sock\n\n!includedir /etc/mysql/conf.d/\n');
  tree.dir('/etc/mysql/conf.d').dir('/var/lib/mysql', 0o1777, { uid: 999, gid: 999 }).dir('/var/run/mysqld', 0o1777, { uid: 999, gid: 999 }).dir('/var/lib/mysql-files', 0o750, { uid: 999, gid: 999 }).dir('/docker-entrypoint-initdb.d');
  tree.ballast('/usr/lib64/mysql/plugin', 'component_keyring.so auth_socket.so group_replication.so').ballast('/usr/share/mysql', 'charsets.tar').ballast('/usr/lib64/mysql/private', 'libprotobuf.so.24 libabsl.so');
}

export const mysqlLayers = byRules(
  [/groupadd --system --gid 999 mysql/, ({ tree }) => accounts(tree, 'redhat', [MYSQL_USER])],
  [/docker-entrypoint\.sh \/usr\/local|^COPY file:\S+ in \/usr\/local/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', MYSQL_ENTRYPOINT)],
  [/ln -s usr\/local\/bin\/docker-entrypoint/, ({ tree }) => void tree.link('/entrypoint.sh', 'usr/local/bin/docker-entrypoint.sh')],
  [/"mysql-commu/, mysqlServer],
  [/"mysql-shell/, ({ tree }) => void tree.exe('/usr/bin/mysqlsh', 20_000_000).ballast('/usr/lib/mysqlsh', 'libpython3.so libantlr.so libpolyglot.so')],
  [({ createdBy, sizeBytes }) => /microdnf install|yum install/.test(createdBy) && sizeBytes > 1e6, ({ tree }) => void tree.exes('/usr/bin', 'openssl xz bzip2 zstd', 300_000).ballast('/usr/lib64', 'libssl.so.3 liblzma.so.5')],
);

export const mariadbLayers = byRules(
  [/groupadd -r mysql/, ({ tree }) => debianAccounts(tree, [MYSQL_USER])],
  [/docker-entrypoint\.sh \/usr\/local/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', MARIADB_ENTRYPOINT)],
  [/healthcheck\.sh/, ({ tree }) => void tree.script('/usr/local/bin/healthcheck.sh', MARIADB_HEALTHCHECK)],
  [isBiggest(), ({ tree, env }) => {
    tree.exe('/usr/local/bin/gosu', 1_800_000).dir('/docker-entrypoint-initdb.d').exe('/usr/sbin/mariadbd', 26_000_000, 'mysqld').exe('/usr/bin/mariadb', 5_000_000, 'mysql').exe('/usr/bin/mariadb-dump', 5_000_000, 'mysqldump').exe('/usr/bin/mariadb-admin', 4_900_000, 'mysqladmin').exes('/usr/bin', 'mariadb-upgrade mariadb-tzinfo-to-sql mariadb-import mariadb-show mariadb-check mariadb-binlog', 4_000_000).exe('/usr/bin/mariadb-install-db', 20_000);
    // MySQL's names are in the packages of compatibility, which the images of 11 and later don't install.
    if (Number(/:(\d+)\./.exec(env('MARIADB_VERSION'))?.[1]) < 11) tree.link('/usr/sbin/mysqld', 'mariadbd').link('/usr/bin/mysql', 'mariadb').link('/usr/bin/mysqldump', 'mariadb-dump').link('/usr/bin/mysqladmin', 'mariadb-admin').link('/usr/bin/mysql_upgrade', 'mariadb-upgrade').link('/usr/bin/mysql_tzinfo_to_sql', 'mariadb-tzinfo-to-sql').link('/usr/bin/mysql_install_db', 'mariadb-install-db');
    tree.file('/etc/mysql/my.cnf', '[client-server]\nsocket=/run/mysqld/mysqld.sock\n!includedir /etc/mysql/conf.d/\n!includedir /etc/mysql/mariadb.conf.d/\n').dir('/etc/mysql/conf.d').dir('/etc/mysql/mariadb.conf.d').dir('/var/lib/mysql', 0o755, { uid: 999, gid: 999 }).dir('/run/mysqld', 0o1777, { uid: 999, gid: 999 });
    tree.ballast('/usr/lib/mysql/plugin', 'ha_rocksdb.so ha_s3.so').ballast('/usr/bin', 'mariadb-backup', 0o755);
  }],
);

export const postgresLayers = byRules(
  [/groupadd -r postgres|addgroup -g 70/, ({ tree, base }) => {
    const isAlpine = base.kind === 'alpine';
    const id = isAlpine ? 70 : 999;
    accounts(tree, isAlpine ? 'alpine' : 'debian', [{ name: 'postgres', uid: id, gid: id, info: 'PostgreSQL administrator', home: '/var/lib/postgresql', shell: isAlpine ? '/bin/sh' : '/bin/bash' }]);
    tree.dir('/var/lib/postgresql', 0o1777, { uid: id, gid: id });
  }],
  [/COPY docker-entrypoint/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', POSTGRES_ENTRYPOINT).script('/usr/local/bin/docker-ensure-initdb.sh', '#!/usr/bin/env bash\nset -Eeuo pipefail\nexec docker-entrypoint.sh postgres --version\n')],
  [/docker-enforce-initdb/, ({ tree }) => void tree.link('/usr/local/bin/docker-enforce-initdb.sh', 'docker-ensure-initdb.sh')],
  [/mode 3777 \/var\/run|\/var\/run\/postgresql/, ({ tree, base }) => void tree.dir('/var/run/postgresql', 0o3777, { uid: base.kind === 'alpine' ? 70 : 999, gid: base.kind === 'alpine' ? 70 : 999 })],
  [/"\$PGDATA"/, ({ tree, env, base }) => void tree.dir(env('PGDATA'), 0o1777, { uid: base.kind === 'alpine' ? 70 : 999, gid: base.kind === 'alpine' ? 70 : 999 })],
  [isBiggest(), ({ tree, base, env }) => {
    const bin = base.kind === 'alpine' ? '/usr/local/bin' : `/usr/lib/postgresql/${env('PG_MAJOR')}/bin`;
    tree.exe(`${bin}/postgres`, 10_000_000).exes(bin, 'initdb pg_ctl psql pg_dump pg_dumpall pg_restore createdb createuser dropdb pg_isready pg_basebackup', 700_000);
    if (base.kind === 'debian') tree.links('/usr/bin', 'psql pg_dump pg_dumpall pg_restore createdb createuser dropdb pg_isready', '../share/postgresql-common/pg_wrapper').exe('/usr/share/postgresql-common/pg_wrapper', 9_000, 'psql');
    if (base.kind === 'alpine') apkAdd(tree, base.version, 'bash=5.3.9-r1 icu-libs=78.2-r0 libxml2=2.15.1-r0 llvm=21.1.8-r0 tzdata=2026c-r0 zstd-libs=1.5.7-r2');
    if (base.kind === 'alpine') tree.exe('/bin/bash', 780_000);
    tree.ballast('/usr/lib/postgresql/lib', 'llvmjit.so libpq.so.5 plpython3.so').ballast('/usr/lib', 'libLLVM.so.19.1 libicudata.so.76').ballast('/usr/share/postgresql', 'extension.tar timezonesets.tar');
  }],
);

export const redisLayers = byRules(
  [/groupadd -r -g 999 redis|addgroup -S -g 1000 redis|adduser -S/, ({ tree, base }) => {
    const isAlpine = base.kind === 'alpine';
    accounts(tree, isAlpine ? 'alpine' : 'debian', [{ name: 'redis', uid: 999, gid: isAlpine ? 1000 : 999, home: isAlpine ? '/home/redis' : '/home/redis', shell: isAlpine ? '/sbin/nologin' : '/bin/sh' }]);
  }],
  [/mkdir \/data/, ({ tree, base }) => void tree.dir('/data', 0o755, { uid: 999, gid: base.kind === 'alpine' ? 1000 : 999 })],
  [/docker-entrypoint\.sh/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', REDIS_ENTRYPOINT)],
  [isBiggest(), ({ tree }) => {
    tree.exe('/usr/local/bin/redis-server', 16_000_000).exe('/usr/local/bin/redis-cli', 7_000_000).exe('/usr/local/bin/redis-benchmark', 7_000_000).links('/usr/local/bin', 'redis-sentinel redis-check-aof redis-check-rdb', 'redis-server');
    tree.exe('/usr/local/bin/gosu', 1_800_000).ballast('/usr/local/lib/redis/modules', 'redisearch.so rejson.so redistimeseries.so redisbloom.so');
  }],
);

export const memcachedLayers = byRules(
  [/memcache/, (context) => {
    const { tree, sizeBytes } = context;
    if (sizeBytes < 20_000) accounts(tree, 'debian', [{ name: 'memcache', uid: 11211, gid: 11211, home: '/nonexistent', shell: '/usr/sbin/nologin' }]);
    else tree.exe('/usr/local/bin/memcached', 400_000).ballast('/usr/lib/x86_64-linux-gnu', 'libevent-2.1.so.7 libsasl2.so.2');
  }],
  [/docker-entrypoint\.sh \/usr\/local/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', optionEntrypoint('memcached'))],
  [/ln -s usr\/local/, ({ tree }) => void tree.link('/entrypoint.sh', 'usr/local/bin/docker-entrypoint.sh')],
  [isBiggest(), ({ tree }) => void tree.exe('/usr/local/bin/memcached', 400_000).ballast('/usr/lib/x86_64-linux-gnu', 'libevent-2.1.so.7 libsasl2.so.2 libperl.so.5.40')],
);

export const mongoLayers = byRules(
  [/groupadd --gid 999/, ({ tree }) => accounts(tree, 'debian', [{ name: 'mongodb', uid: 999, gid: 999, home: '/data/db', shell: '/usr/sbin/nologin' }])],
  [/docker-entrypoint\.sh \/usr\/local/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', MONGO_ENTRYPOINT)],
  [isBiggest(), ({ tree, env }) => {
    const major = Number.parseInt(env('MONGO_MAJOR'));
    tree.exe('/usr/local/bin/gosu', 1_800_000).exe('/usr/bin/mongod', 190_000_000).exe('/usr/bin/mongos', 120_000_000).dir('/docker-entrypoint-initdb.d').dir('/data/db', 0o755, { uid: 999, gid: 999 }).dir('/data/configdb', 0o755, { uid: 999, gid: 999 }).ballast('/usr/bin', 'mongodump mongorestore mongoexport', 0o755);
    // The older shell went with version 6; the newer came with 5.
    if (major < 6) tree.exe('/usr/bin/mongo', 50_000_000);
    if (major > 4) tree.exe('/usr/bin/mongosh', 130_000_000);
  }],
);

export const rabbitLayers = byRules(
  [/docker-entrypoint\.sh \/usr\/local/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', optionEntrypoint('rabbitmq-server'))],
  [/10-defaults\.conf/, ({ tree }) => void tree.file('/etc/rabbitmq/conf.d/10-defaults.conf', 'loopback_users.guest = false\nlisteners.tcp.default = 5672\nmanagement.tcp.port = 15672\n')],
  [/ln -sf \/opt\/rabbitmq\/plugins/, ({ tree }) => void tree.link('/plugins', '/opt/rabbitmq/plugins')],
  [/rabbitmq-plugins enable --offline rabbitmq_management/, ({ tree }) => void tree.file('/etc/rabbitmq/enabled_plugins', '[rabbitmq_management,rabbitmq_prometheus].\n').ballast('/opt/rabbitmq/plugins', 'rabbitmq_management.ez')],
  [({ sizeBytes, createdBy }) => /DEBIAN_FRONTEND/.test(createdBy) && sizeBytes > 15e6, ({ tree }) => void tree.exes('/opt/rabbitmq/sbin', 'rabbitmq-server rabbitmqctl rabbitmq-plugins rabbitmq-diagnostics', 4_000).dir('/var/lib/rabbitmq', 0o777, { uid: 999, gid: 999 }).ballast('/opt/rabbitmq/plugins', 'rabbit.ez ra.ez osiris.ez')],
  [/COPY \/usr\/local\/lib/, ({ tree }) => void tree.ballast('/usr/local/lib/erlang', 'beam.smp erts.tar lib.tar')],
);
