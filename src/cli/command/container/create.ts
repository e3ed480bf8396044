import { defaultPlatform } from '../default-platform';
import { containerCreate } from '../../../client/container';
import { isNotFound } from '../../../client/errors';
import { parsePlatform } from '../../../oci/platform';
import type { Cli } from '../../cli';
import { errnoText } from '../../cli';
import { StatusError } from '../../errors';
import type { Flags } from '../../flags/parse';
import type { Verb } from '../../verb';
import { namedImage, pullImage } from '../pull';
import { createRequest, type CreateRequest, type CreateSource } from './create-request';
import { proxyEnvironment } from './proxy';

/** What the create request is made out of: this process's files and environment. */
export function sourceOf(cli: Cli): CreateSource {
  return {
    env: cli.sys.env,
    cwd: cli.sys.cwd(),
    readFile: (path) => cli.readFile(path),
    readText: (path) => {
      try {
        return cli.sys.readText(path);
      } catch (error) {
        throw new Error(`open ${path}: ${errnoText(error)}`);
      }
    },
  };
}

/** The words of run and create for what they refuse by themselves. */
export function withHelp(message: string, verb: string): StatusError {
  return new StatusError(125, `docker: ${message}\n\nRun 'docker ${verb} --help' for more information`);
}

/** Reads flags and arguments; refusals come with status 125. */
export function requestOf(cli: Cli, flags: Flags, args: readonly string[], verb: string): CreateRequest {
  const pull = flags.string('pull');
  if (!['always', 'missing', 'never', ''].includes(pull)) {
    throw withHelp(`invalid pull option: '${pull}': must be one of "always", "missing" or "never"`, verb);
  }
  try {
    const request = createRequest(flags, args, sourceOf(cli));
    refuseForeignBinds(cli, request);
    return proxyEnvironment(cli, request);
  } catch (error) {
    throw withHelp((error as Error).message, verb);
  }
}

/** Host files are simulated while the engine is real: a bind mount would show the engine's machine's files instead. */
function refuseForeignBinds(cli: Cli, { HostConfig }: CreateRequest): void {
  if (!cli.options.foreignEngine) return;
  const { Binds, Mounts } = HostConfig as { Binds?: string[] | null; Mounts?: { Type?: string; Source?: string }[] | null };
  const bind = Binds?.find((entry) => entry.startsWith('/')) ?? Mounts?.find((mount) => mount.Type === 'bind')?.Source;
  if (bind !== undefined) throw new Error(`dockyard: the bind mount ${bind} is not simulated with another engine: the files here are simulated, and the engine can't see them`);
}

/** docker/cli createContainer: makes the container, pulling its image first where it is missing or that is asked for. */
export async function createContainer(cli: Cli, flags: Flags, request: CreateRequest): Promise<string> {
  const { Config, HostConfig, NetworkingConfig } = request;
  const cidfile = flags.string('cidfile');
  if (cidfile !== '' && cli.sys.access(cidfile, '')) {
    throw new Error(`container ID file found, make sure the other container isn't running or delete ${cidfile}`);
  }
  const reference = namedImage(Config.Image);
  const platform = flags.string('platform') || defaultPlatform(cli);
  if (platform !== '') parsePlatform(platform);
  const quiet = flags.bool('quiet');
  const pull = async (): Promise<void> => {
    if (reference) await pullImage(cli, reference, { platform, to: quiet ? undefined : 2 });
  };
  if (cli.isTty(1)) {
    const { rows, cols } = cli.sys.winsize(1);
    HostConfig.ConsoleSize = [rows, cols];
  }
  if (flags.bool('use-api-socket')) {
    const socket = { Type: 'bind', Source: '/var/run/docker.sock', Target: '/var/run/docker.sock', BindOptions: {} };
    HostConfig.Mounts = [...((HostConfig.Mounts as unknown[] | undefined) ?? []), socket];
  }
  const body = { ...Config, HostConfig, NetworkingConfig };
  const name = flags.string('name');
  const when = flags.string('pull') || 'missing';
  if (when === 'always') await pull();
  let answer;
  try {
    answer = await containerCreate(cli.client, name, platform, body);
  } catch (error) {
    if (!isNotFound(error) || !reference || when !== 'missing') throw error;
    if (!quiet) await cli.note(`Unable to find image '${reference.familiar}' locally`);
    await pull();
    answer = await containerCreate(cli.client, name, platform, body);
  }
  for (const warning of answer.Warnings ?? []) await cli.note(`WARNING: ${warning}`);
  if (cidfile !== '') cli.sys.writeFile(cidfile, answer.Id, 0o644);
  return answer.Id;
}

/** `docker create`. */
export const create: Verb = async ({ cli, flags, args }) => {
  await cli.client.ping();
  const request = requestOf(cli, flags, args, 'create');
  await cli.line(await createContainer(cli, flags, request));
};
