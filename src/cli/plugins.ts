import { isSysError } from '../machine/errno';
import type { Cli } from './cli';

/** Where CLI plugins are looked for, after the configuration's own folder (docker/cli cli-plugins/manager). */
const FOLDERS = [
  '/usr/local/lib/docker/cli-plugins', '/usr/local/libexec/docker/cli-plugins', '/usr/lib/docker/cli-plugins', '/usr/libexec/docker/cli-plugins',
];

/** The executable of a plugin (`compose`), if there is one. */
export function findPlugin(cli: Cli, name: string): string | undefined {
  if (!/^[a-z][a-z0-9]*$/.test(name)) return undefined;
  return [`${cli.config.dir}/cli-plugins`, ...FOLDERS].map((dir) => `${dir}/docker-${name}`).find((path) => cli.sys.access(path, 'x'));
}

/** The names of all plugins that are installed. */
export function pluginNames(cli: Cli): string[] {
  const names = new Set<string>();
  for (const dir of [`${cli.config.dir}/cli-plugins`, ...FOLDERS]) {
    if (!cli.sys.access(dir, 'r')) continue;
    for (const entry of cli.sys.readdir(dir)) {
      const name = /^docker-([a-z][a-z0-9]*)$/.exec(entry.name)?.[1];
      if (name !== undefined && findPlugin(cli, name)) names.add(name);
    }
  }
  return [...names].sort();
}

/** Runs a plugin in place of docker: same streams, the plugin's own status. Signals reach it by the terminal. */
export async function runPlugin(cli: Cli, path: string, argv: readonly string[]): Promise<number> {
  const { sys } = cli;
  const env = { ...sys.env, DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND: sys.argv[0] ?? 'docker' };
  sys.onSignal('SIGINT', () => undefined);
  sys.onSignal('SIGTERM', () => undefined);
  const pid = await sys.spawn(path, [path, ...argv], { env });
  for (;;) {
    try {
      const result = await sys.wait({ pid });
      if (result?.status.kind === 'exited') return result.status.code;
      if (result?.status.kind === 'signaled') return 1;
    } catch (error) {
      if (!isSysError(error, 'EINTR')) throw error;
    }
  }
}
