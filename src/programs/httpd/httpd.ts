import { isSysError } from '../../machine/errno';
import { parseHosts } from '../../machine/net/resolve';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { readCall, versionText, moduleList, type Call } from './call';
import { Logs } from './logs';
import { HttpdSyntaxError } from './parse';
import { Server, type ServerState } from './server';
import { lastOf, readApache, type Apache } from './site';

/** The address that Apache names itself by when ServerName doesn't. */
function ownAddress(sys: Sys): string {
  const hosts = sys.access('/etc/hosts', 'r') ? parseHosts(sys.readText('/etc/hosts')) : [];
  return hosts.find((host) => host.names.includes(sys.hostname()))?.ip ?? '127.0.0.1';
}

function hasName(sys: Sys, file: string, name: string): boolean {
  return name.startsWith('#') || !sys.access(file, 'r') || sys.readText(file).split('\n').some((line) => line.startsWith(`${name}:`));
}

/** What is wrong though every line can be read. Throws HttpdSyntaxError. */
function checkWhole(sys: Sys, apache: Apache): void {
  const { program, main, reading } = apache;
  const [user] = lastOf(main, 'user') ?? [];
  const [group] = lastOf(main, 'group') ?? [];
  if (user !== undefined && !hasName(sys, '/etc/passwd', user)) throw new HttpdSyntaxError(`AH00543: ${program}: bad user name ${user}`);
  if (group !== undefined && !hasName(sys, '/etc/group', group)) throw new HttpdSyntaxError(`AH00544: ${program}: bad group name ${group}`);
  if (!['mpm_event', 'mpm_worker', 'mpm_prefork'].some((name) => reading.modules.has(name))) throw new HttpdSyntaxError(`AH00534: ${program}: Configuration error: No MPM loaded.`);
}

function read(sys: Sys, call: Call): Apache {
  const apache = readApache({ sys, program: call.program, root: call.root, modules: new Set(call.builtIn), defines: new Map(call.defines.map((name) => [name, ''])), isHtaccess: false }, call.conf);
  checkWhole(sys, apache);
  return apache;
}

async function nameless(sys: Sys, apache: Apache, times: number): Promise<void> {
  if (lastOf(apache.main, 'servername')) return;
  const line = `AH00558: ${apache.program}: Could not reliably determine the server's fully qualified domain name, using ${ownAddress(sys)}. Set the 'ServerName' directive globally to suppress this message\n`;
  await sys.write(2, line.repeat(times));
}

/** Whether the pid file names a process that runs. */
function running(sys: Sys, path: string): number | undefined {
  try {
    const pid = Number(sys.readText(path).trim());
    sys.kill(pid, 0);
    return pid;
  } catch (error) {
    if (!isSysError(error)) throw error;
    return undefined;
  }
}

const SIGNALS = { stop: 'SIGTERM', restart: 'SIGHUP', graceful: 'SIGUSR1', 'graceful-stop': 'SIGWINCH' } as const;

/** httpd(8): files, indexes, sections, redirects, rewriting, access rules, proxying; logs; -t, -v, -M, -k. */
export const apache: Program = {
  async main(sys) {
    const call = readCall(sys);
    if (typeof call === 'string') {
      await sys.write(2, call);
      return 1;
    }
    if (call.action === 'version') {
      await sys.write(1, versionText(call));
      return 0;
    }
    const resumed = sys.resumed as ServerState | undefined;
    let server: Server;
    let pidFile: string;
    try {
      const config = read(sys, call);
      if (!resumed) await nameless(sys, config, ['start', 'restart'].includes(call.action) ? 2 : 1);
      if (call.action === 'test') {
        await sys.write(2, 'Syntax OK\n');
        return 0;
      }
      if (call.action === 'modules') {
        await sys.write(1, moduleList(call, config));
        return 0;
      }
      if (call.action === 'unsimulated') {
        await sys.write(2, `dockyard: ${call.program} ${call.option} is not simulated\n`);
        return 1;
      }
      const named = lastOf(config.main, 'pidfile')?.[0] ?? 'logs/httpd.pid';
      pidFile = named.startsWith('/') ? named : `${config.reading.root}/${named}`;
      const pid = resumed ? undefined : running(sys, pidFile);
      if (call.action !== 'start') {
        if (pid !== undefined) {
          sys.kill(pid, SIGNALS[call.action as keyof typeof SIGNALS]);
          return 0;
        }
        if (call.action.endsWith('stop')) {
          await sys.write(1, 'httpd (no pid file) not running\n');
          return 0;
        }
        await sys.write(1, 'httpd not running, trying to start\n');
      } else if (pid !== undefined) {
        await sys.write(1, `httpd (pid ${pid}) already running\n`);
        return 0;
      }
      server = new Server(sys, call, config, new Logs(sys, config, new Map(resumed?.logs ?? [])), new Map(resumed?.sockets ?? []), () => read(sys, call));
      if (!resumed) server.open();
    } catch (error) {
      if (!(error instanceof HttpdSyntaxError)) throw error;
      await sys.write(2, `${error.message}\n`);
      return 1;
    }
    if (resumed || call.foreground) return server.run(pidFile);
    sys.fork(
      async (child) => {
        const nothing = child.open('/dev/null', 'r+');
        for (const fd of [0, 1, 2]) child.dup2(nothing, fd);
        return new Server(child, call, server.apache, new Logs(child, server.apache, server.logs.open), server.sockets, () => read(child, call)).run(pidFile);
      },
      { newSession: true },
    );
    return 0;
  },
};
