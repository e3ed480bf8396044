import { EngineError } from '../../api/errors';
import type { Credentials } from '../../machine/sys';
import type { MountNamespace } from '../../machine/kernel-types';
import type { ContainerRecord } from '../containers/record';
import type { Engine } from '../engine';
import { effectiveCapabilities } from './capabilities';
import { locate, makeDirectoriesIn, readTextIn } from './container-files';
import { resolveUser, type ContainerUser } from './users';

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Looks a user up in the container's own files. */
export function userIn(engine: Pick<Engine, 'kernel'>, ns: MountNamespace, spec: string, groupAdd: readonly string[] = []): ContainerUser {
  return resolveUser(spec, readTextIn(engine.kernel, ns, '/etc/passwd'), readTextIn(engine.kernel, ns, '/etc/group'), groupAdd);
}

/** Capabilities that become void when root is given up are given up here. */
export function credentialsOf(user: ContainerUser, record: ContainerRecord, privileged = record.hostConfig.Privileged): Credentials {
  const caps = effectiveCapabilities(record.hostConfig.CapAdd, record.hostConfig.CapDrop, privileged);
  return { uid: user.uid, gid: user.gid, euid: user.uid, egid: user.gid, groups: user.groups, caps: user.uid === 0 ? caps : new Set() };
}

/** Environment of a container's process: the engine's, the container's, what runc adds (moby container.CreateDaemonEnvironment). */
export function containerEnv(record: ContainerRecord, home: string, hostname: string, tty = record.config.Tty): Record<string, string> {
  const env: Record<string, string> = { PATH: DEFAULT_PATH, HOSTNAME: hostname };
  if (tty) env['TERM'] = 'xterm';
  applyEnv(env, record.config.Env ?? []);
  env['HOME'] ??= home;
  return env;
}

/** Later `KEY=value` win in place; a bare `KEY` takes it away (moby container.ReplaceOrAppendEnvValues). */
export function applyEnv(env: Record<string, string>, entries: readonly string[]): void {
  for (const entry of entries) {
    const at = entry.indexOf('=');
    if (at === -1) delete env[entry];
    else env[entry.slice(0, at)] = entry.slice(at + 1);
  }
}

/** Makes the working directory where the image has none (moby container.SetupWorkingDirectory). */
export function setUpWorkingDirectory(engine: Engine, ns: MountNamespace, record: ContainerRecord): string {
  const directory = record.config.WorkingDir || '/';
  const found = locate(engine.kernel, ns, directory);
  if (found && found.stat.type !== 'dir') throw new EngineError('system', `Cannot mkdir: ${directory} is not a directory`);
  if (!found) makeDirectoriesIn(engine.kernel, ns, directory);
  return directory;
}
