import type { Cli } from '../../cli';
import type { Verb } from '../../verb';

async function tellDeprecated(cli: Cli, name: string): Promise<void> {
  await cli.err(`Command "${name}" is deprecated, use 'docker buildx' directly, without relying on the 'docker builder' alias\n`);
}

/** `docker buildx install`: notes in docker's configuration that `docker builder` is buildx (buildx commands/install.go). */
export const install: Verb = async ({ cli }) => {
  await tellDeprecated(cli, 'install');
  cli.config.set('aliases', { ...cli.config.map('aliases'), builder: 'buildx' });
};

/** `docker buildx uninstall`: takes that away again, where there is a configuration. */
export const uninstall: Verb = async ({ cli }) => {
  await tellDeprecated(cli, 'uninstall');
  if (!cli.sys.access(cli.config.path, '')) return;
  const others = Object.entries(cli.config.map('aliases')).filter(([name]) => name !== 'builder');
  cli.config.set('aliases', others.length > 0 ? Object.fromEntries(others) : undefined);
};
