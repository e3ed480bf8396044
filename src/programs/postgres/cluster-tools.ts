import { isSysError } from '../../machine/errno';
import type { Program } from '../../machine/program';
import { initdbOptions } from './initdb-options';
import { Roles } from './roles';
import { clusterStorage, Postmaster } from './server';
import { pgVersion } from './version';

/** pg_ctl(1): start and stop with -w, as the image's initialisation uses it; status, reload. */
export const pgCtl: Program = {
  async main(sys) {
    const args = sys.argv.slice(1);
    let pgdata = sys.env['PGDATA'] ?? '';
    let mode = 'fast';
    const options = new Map<string, string>();
    let verb = '';
    while (args.length > 0) {
      const arg = args.shift()!;
      if (arg === '-D') pgdata = args.shift() ?? '';
      else if (arg === '-m') mode = args.shift() ?? 'fast';
      else if (arg === '-o') for (const [, name = '', value = ''] of (args.shift() ?? '').matchAll(/-c\s*(\w+)=(?:''|'([^']*)')?/g)) options.set(name, value);
      else if (arg === '-l') args.shift();
      else if (!arg.startsWith('-')) verb = arg;
    }
    const pidFile = `${pgdata}/postmaster.pid`;
    const pid = sys.access(pidFile, 'r') ? Number(sys.readText(pidFile).split('\n')[0]) : undefined;
    if (verb === 'start') {
      await sys.write(1, 'waiting for server to start....');
      const child = sys.fork(async (own) => new Postmaster(own, pgdata, pgVersion(own), options).run(), { newSession: true });
      for (;;) {
        await sys.sleep(100);
        if (await sys.wait({ pid: child, noHang: true })) {
          await sys.write(1, ' stopped waiting\n');
          await sys.write(2, 'pg_ctl: could not start server\nExamine the log output.\n');
          return 1;
        }
        if (sys.access(pidFile, '')) break;
      }
      await sys.sleep(20);
      await sys.write(1, ' done\nserver started\n');
      return 0;
    }
    if (pid === undefined) {
      await sys.write(verb === 'status' ? 1 : 2, verb === 'status' ? 'pg_ctl: no server running\n' : `pg_ctl: PID file "${pidFile}" does not exist\nIs server running?\n`);
      return verb === 'status' ? 3 : 1;
    }
    if (verb === 'status') await sys.write(1, `pg_ctl: server is running (PID: ${pid})\n/usr/lib/postgresql/${pgVersion(sys).major}/bin/postgres\n`);
    else if (verb === 'reload') {
      sys.kill(pid, 'SIGHUP');
      await sys.write(1, 'server signaled\n');
    } else if (verb === 'stop') {
      await sys.write(1, 'waiting for server to shut down....');
      sys.kill(pid, mode === 'smart' ? 'SIGTERM' : mode === 'immediate' ? 'SIGQUIT' : 'SIGINT');
      while (sys.access(pidFile, '')) await sys.sleep(100);
      await sys.write(1, ' done\nserver stopped\n');
    } else {
      await sys.write(2, `pg_ctl: unrecognized operation mode "${verb}"\nTry "pg_ctl --help" for more information.\n`);
      return 1;
    }
    return 0;
  },
};

/** initdb(1): a new cluster with the databases postgres, template0 and template1. */
export const initdb: Program = {
  async main(sys) {
    const version = pgVersion(sys);
    const options = initdbOptions(sys);
    if (typeof options === 'string') {
      await sys.write(2, options);
      return 1;
    }
    const { pgdata, user, password, authLocal, authHost } = options;
    const say = (text: string) => sys.write(1, text);
    const accordingly = options.encoding === undefined ? 'The default database encoding has accordingly been set to "UTF8".\n' : '';
    await say(`The files belonging to this database system will be owned by user "postgres".\nThis user must also own the server process.\n\nThe database cluster will be initialized with locale "${options.locale ?? 'en_US.utf8'}".\n${accordingly}The default text search configuration will be set to "english".\n\nData page checksums are ${(options.checksums ?? version.major >= 18) ? 'enabled' : 'disabled'}.\n\n`);
    if (sys.access(pgdata, '') && sys.readdir(pgdata).length > 0) {
      await sys.write(2, `initdb: error: directory "${pgdata}" exists but is not empty\ninitdb: hint: If you want to create a new database system, either remove or empty the directory "${pgdata}" or run initdb with an argument other than "${pgdata}".\n`);
      return 1;
    }
    const steps: [string, number][] = [[`fixing permissions on existing directory ${pgdata} ... ok`, 5], ['creating subdirectories ... ok', 10], ['selecting dynamic shared memory implementation ... posix', 5], ['selecting default "max_connections" ... 100', 120], ['selecting default "shared_buffers" ... 128MB', 120], ['selecting default time zone ... Etc/UTC', 10], ['creating configuration files ... ok', 20], ['running bootstrap script ... ok', 350], ['performing post-bootstrap initialization ... ok', 700], ['syncing data to disk ... ok', 450]];
    try {
      sys.chmod(pgdata, 0o700);
      for (const folder of ['base', 'global', 'pg_wal', 'pg_stat', 'pg_tblspc']) sys.mkdir(`${pgdata}/${folder}`, 0o700);
      sys.writeFile(`${pgdata}/PG_VERSION`, `${version.major}\n`, 0o600);
      sys.writeFile(`${pgdata}/postgresql.conf`, "listen_addresses = '*'\n#port = 5432\nmax_connections = 100\nshared_buffers = 128MB\ndynamic_shared_memory_type = posix\nmax_wal_size = 1GB\nmin_wal_size = 80MB\nlog_timezone = 'Etc/UTC'\ndatestyle = 'iso, mdy'\ntimezone = 'Etc/UTC'\nlc_messages = 'en_US.utf8'\n", 0o600);
      sys.writeFile(`${pgdata}/pg_hba.conf`, `# TYPE  DATABASE        USER            ADDRESS                 METHOD\nlocal   all             all                                     ${authLocal}\nhost    all             all             127.0.0.1/32            ${authHost}\nhost    all             all             ::1/128                 ${authHost}\n`, 0o600);
      sys.writeFile(`${pgdata}/global/pg_control`, `shut down\n${sys.now() + 1500}\n`, 0o600);
      Roles.initialize(sys, pgdata, user, password);
      const storage = clusterStorage(sys, pgdata);
      for (const name of ['postgres', 'template0', 'template1']) storage.createDatabase(name);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await sys.write(2, `initdb: error: could not change permissions of directory "${pgdata}": ${error.message}\n`);
      return 1;
    }
    for (const [line, ms] of steps) {
      await sys.sleep(ms);
      await say(`${line}\n`);
    }
    await say(`\n\nSuccess. You can now start the database server using:\n\n    pg_ctl -D ${pgdata} -l logfile start\n\n`);
    if (authLocal === 'trust' || authHost === 'trust') await sys.write(2, 'initdb: warning: enabling "trust" authentication for local connections\ninitdb: hint: You can change this by editing pg_hba.conf or using the option -A, or --auth-local and --auth-host, the next time you run initdb.\n');
    return 0;
  },
};
