import type { Cli } from './cli';
import { StatusError } from './errors';
import type { Flags } from './flags/parse';
import { commandPath, flagsOf, type CommandSpec } from './tree';
import { versionLess } from '../client/client';

/**
 * docker/cli isSupported: commands and flags that this engine doesn't have. An engine that can't be reached is asked
 * nothing: the command itself will say so.
 */
export async function checkSupport(cli: Cli, spec: CommandSpec, flags: Flags | undefined): Promise<void> {
  const special = flagsOf(spec).filter((flag) => flags?.changed(flag.n) && (flag.os !== undefined || flag.experimental));
  const experimental = spec.path.startsWith('checkpoint ');
  if (special.length === 0 && !experimental) return;
  let info;
  try {
    info = await cli.client.info();
  } catch {
    return;
  }
  if (experimental && !info.experimental) {
    throw new StatusError(1, `${commandPath(spec)} is only supported on a Docker daemon with experimental features enabled`);
  }
  const problems: string[] = [];
  for (const flag of special) {
    if (flag.since !== undefined && versionLess(info.apiVersion, flag.since)) {
      problems.push(`"--${flag.n}" requires API version ${flag.since}, but the Docker daemon API version is ${info.apiVersion}`);
    } else if (flag.os !== undefined && flag.os !== info.osType) {
      problems.push(`"--${flag.n}" is only supported on a Docker daemon running on ${flag.os}, but the Docker daemon is running on ${info.osType}`);
    } else if (flag.experimental && !info.experimental) {
      problems.push(`"--${flag.n}" is only supported on a Docker daemon with experimental features enabled`);
    }
  }
  if (problems.length > 0) throw new StatusError(1, problems.join('\n'));
}
