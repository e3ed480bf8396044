import { defaultPlatform } from '../default-platform';
import { buildPrune, imageBuild } from '../../../client/image';
import { humanSize } from '../../../lib/units';
import { parsePlatform } from '../../../oci/platform';
import { parseReference } from '../../../oci/reference';
import { readBuildContext } from '../../build-context';
import { streamContent } from '../../stream-content';
import { StatusError } from '../../errors';
import { showMessages, StreamError, type JsonMessage } from '../../progress-display';
import type { Cli } from '../../cli';
import { commandPath, useLine, type CommandSpec } from '../../tree';
import type { Verb } from '../../verb';
import { registryConfig } from '../auth';
import { buildArgs, labelsOf } from '../buildx/build-options';
import { pruneFilters } from '../prune';

/** A tag that is none counts as a flag that can't be read. */
function checkTag(tag: string, spec: CommandSpec): void {
  try {
    parseReference(tag);
  } catch (error) {
    const said = `invalid argument ${JSON.stringify(tag)} for "-t, --tag" flag: ${(error as Error).message}`;
    throw new StatusError(125, `${said}\n\nUsage:  ${useLine(spec)}\n\nRun '${commandPath(spec)} --help' for more information`);
  }
}

/** A Dockerfile that isn't there is missed before anything is sent (docker/cli build/context.go, getDockerfileRelPath). */
function checkDockerfile(cli: Cli, folder: string, file: string): void {
  const root = cli.abs(folder);
  const path = file === '' ? `${root === '/' ? '' : root}/Dockerfile` : cli.abs(file);
  if (cli.sys.access(path, '') || (file === '' && cli.sys.access(`${root}/dockerfile`, ''))) return;
  throw new Error(`unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat ${path}: no such file or directory`);
}

/** `docker build` without BuildKit: POST /build?version=1 (docker/cli command/image/build.go). */
export const classicBuild: Verb = async ({ cli, flags, args, spec }) => {
  const [source, file] = [args[0]!, flags.string('file')];
  for (const tag of flags.list('tag')) checkTag(tag, spec);
  if (flags.string('platform') !== '') parsePlatform(flags.string('platform'));
  if (source === '-' && file === '-') throw new Error("invalid argument: can't use stdin for both build context and dockerfile");
  const iidFile = flags.string('iidfile');
  if (iidFile !== '' && cli.sys.access(iidFile, '')) cli.sys.unlink(iidFile);
  if (file !== '-' && cli.sys.access(source, '') && cli.sys.stat(source).type === 'dir') checkDockerfile(cli, source, file);
  const cloned = await (await cli.sys.external(import('./git-context'))).gitContext(cli, source, file);
  const context = cloned ?? (await readBuildContext(cli, source, file));
  if (context.hasBadPatterns) throw new Error('error checking context: syntax error in pattern');
  if (context.remote !== undefined) throw new StatusError(1, 'dockyard: a build context from an archive at an address, without BuildKit, is not simulated');
  const [denied] = context.denied ?? [];
  if (denied) throw new Error(`checking context: ${denied.isDir ? "can't stat" : 'no permission to read from'} '${context.name}/${denied.path}'`);
  const quiet = flags.bool('quiet');
  if (!quiet) await cli.out(`Sending build context to Docker daemon  ${humanSize(context.archive.size)}\n\n`);
  const filled = (value: object): string | undefined => (Object.keys(value).length > 0 ? JSON.stringify(value) : undefined);
  const list = (name: string): string[] | undefined => (flags.list(name).length > 0 ? flags.list(name) : undefined);
  const query = {
    version: '1',
    dockerfile: context.dockerfile,
    t: list('tag'),
    q: quiet ? '1' : undefined,
    nocache: flags.bool('no-cache') ? '1' : undefined,
    rm: flags.bool('rm') ? undefined : '0',
    forcerm: flags.bool('force-rm') ? '1' : undefined,
    pull: flags.bool('pull') ? '1' : undefined,
    buildargs: filled(buildArgs(flags.list('build-arg'), cli.sys.env)),
    labels: filled(labelsOf(flags.list('label'))),
    target: flags.string('target') || undefined,
    networkmode: flags.changed('network') ? flags.string('network') : undefined,
    extrahosts: flags.list('add-host').length > 0 ? flags.list('add-host').join(',') : undefined,
    memory: flags.number('memory') > 0 ? String(flags.number('memory')) : undefined,
    shmsize: flags.number('shm-size') > 0 ? String(flags.number('shm-size')) : undefined,
    ulimits: flags.list('ulimit').length > 0 ? JSON.stringify(flags.list('ulimit')) : undefined,
    platform: flags.string('platform') || defaultPlatform(cli) || undefined,
    cachefrom: list('cache-from') && JSON.stringify(flags.list('cache-from')),
  };
  const answer = await imageBuild(cli.client, query, streamContent(context.archive), registryConfig(cli.config));
  let imageId = '';
  const kept: string[] = [];
  try {
    await showMessages(answer, {
      write: async (text) => (quiet ? void kept.push(text) : cli.out(text)),
      isTerminal: !quiet && cli.isTty(1),
      columns: () => cli.columns(),
      onAux: async (message: JsonMessage) => {
        imageId = (message.aux as { ID?: string }).ID ?? imageId;
      },
    });
  } catch (error) {
    if (!(error instanceof StreamError)) throw error;
    if (quiet) await cli.err(kept.join(''));
    throw new StatusError(error.code || 1, error.message);
  }
  if (quiet) {
    imageId = kept.join('').trim() || imageId;
    await cli.line(imageId);
  }
  if (iidFile !== '') cli.sys.writeFile(iidFile, imageId, 0o666);
};

/** `docker builder prune` where there is no buildx. */
export const builderPrune: Verb = async ({ cli, flags }) => {
  const all = flags.bool('all');
  const what = all ? 'all build cache' : 'all dangling build cache';
  if (!flags.bool('force') && !(await cli.confirm(`WARNING! This will remove ${what}.\nAre you sure you want to continue?`))) return;
  const keep = flags.number('keep-storage');
  const answer = await buildPrune(cli.client, {
    all: all ? '1' : undefined,
    filters: pruneFilters(cli, flags).toJson() || undefined,
    'reserved-space': keep > 0 ? String(keep) : undefined,
  });
  const deleted = answer.CachesDeleted ?? [];
  if (deleted.length > 0) await cli.out(`Deleted build cache objects:\n${deleted.join('\n')}\n\n`);
  await cli.line(`Total reclaimed space: ${humanSize(answer.SpaceReclaimed)}`);
};
