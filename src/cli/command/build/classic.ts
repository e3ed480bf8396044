import { defaultPlatform } from '../default-platform';
import { buildPrune, imageBuild } from '../../../client/image';
import { humanSize } from '../../../lib/units';
import { readBuildContext } from '../../build-context';
import { streamContent } from '../../stream-content';
import { StatusError } from '../../errors';
import { showMessages, StreamError, type JsonMessage } from '../../progress-display';
import type { Verb } from '../../verb';
import { registryConfig } from '../auth';
import { buildArgs, labelsOf } from '../buildx/build-options';
import { pruneFilters } from '../prune';

/** `docker build` without BuildKit: POST /build?version=1 (docker/cli command/image/build.go). */
export const classicBuild: Verb = async ({ cli, flags, args }) => {
  const cloned = await (await cli.sys.external(import('./git-context'))).gitContext(cli, args[0]!, flags.string('file'));
  const context = cloned ?? (await readBuildContext(cli, args[0]!, flags.string('file')));
  if (context.hasBadPatterns) throw new Error('error checking context: syntax error in pattern');
  if (context.remote !== undefined) throw new StatusError(1, 'dockyard: a build context from an archive at an address, without BuildKit, is not simulated');
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
  if (flags.string('iidfile') !== '') cli.sys.writeFile(flags.string('iidfile'), imageId, 0o666);
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
