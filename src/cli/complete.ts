import type { CompletionRequest } from '../machine/program';
import type { Sys } from '../machine/sys';
import { containerList } from '../client/container';
import { imageList } from '../client/image';
import { networkList } from '../client/network';
import { volumeList } from '../client/volume';
import { Cli, type DockerOptions } from './cli';
import { parseFlags } from './flags/parse';
import { canonical, childNamed, childrenOf, commandAt, flagsOf, nameOf, type CommandSpec } from './tree';

const ROOT = commandAt('')!;

/** Which objects a command's words name: containers in a state, images, networks, volumes. */
const OBJECTS: Readonly<Record<string, 'running' | 'stopped' | 'paused' | 'containers' | 'images' | 'networks' | 'volumes' | 'contexts'>> = {
  'container attach': 'running', 'container commit': 'containers', 'container diff': 'containers', 'container exec': 'running',
  'container export': 'containers', 'container inspect': 'containers', 'container kill': 'running', 'container logs': 'containers',
  'container pause': 'running', 'container port': 'running', 'container rename': 'containers', 'container restart': 'containers',
  'container rm': 'containers', 'container start': 'stopped', 'container stats': 'running', 'container stop': 'running',
  'container top': 'running', 'container unpause': 'paused', 'container update': 'containers', 'container wait': 'running',
  'container run': 'images', 'container create': 'images', 'image history': 'images', 'image inspect': 'images', 'image ls': 'images',
  'image push': 'images', 'image rm': 'images', 'image save': 'images', 'image tag': 'images', 'network inspect': 'networks', 'network rm': 'networks',
  'network connect': 'networks', 'network disconnect': 'networks', 'volume inspect': 'volumes', 'volume rm': 'volumes', inspect: 'containers',
  'context use': 'contexts', 'context rm': 'contexts', 'context inspect': 'contexts', 'context export': 'contexts',
};

/** Words for flags whose values are known. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  restart: ['always', 'no', 'on-failure', 'unless-stopped'],
  pull: ['always', 'missing', 'never'],
  'log-level': ['debug', 'info', 'warn', 'error', 'fatal'],
  type: ['container', 'image', 'network', 'volume'],
};

async function objects(cli: Cli, kind: (typeof OBJECTS)[string]): Promise<string[]> {
  switch (kind) {
    case 'images':
      return (await imageList(cli.client, {})).flatMap((image) => (image.RepoTags ?? []).filter((tag) => tag !== '<none>:<none>').flatMap((tag) => [tag, tag.replace(/:latest$/, '')]));
    case 'networks':
      return (await networkList(cli.client)).map((network) => network.Name);
    case 'volumes':
      return (await volumeList(cli.client)).map((volume) => volume.Name);
    case 'contexts':
      return ['default', ...cli.contexts.list().map((context) => context.Name)];
    default: {
      const wanted: Record<string, readonly string[]> = { running: ['running'], paused: ['paused'], stopped: ['exited', 'created'] };
      const states = wanted[kind];
      const containers = await containerList(cli.client, { all: kind !== 'running' });
      return containers.filter((container) => !states || states.includes(container.State)).map((container) => (container.Names[0] ?? '').replace(/^\//, ''));
    }
  }
}

function flagWords(spec: CommandSpec): string[] {
  return flagsOf(spec).filter((flag) => !flag.hidden && !flag.deprecated).map((flag) => `--${flag.n}`).concat('--help');
}

/**
 * Candidates for Tab: commands, flags, and the names of objects, for which the engine is asked; one that doesn't
 * answer has none.
 */
export async function complete(sys: Sys, request: CompletionRequest, options: DockerOptions): Promise<string[]> {
  const before = request.words.slice(1, request.index);
  const word = request.words[request.index] ?? '';
  const cli = new Cli(sys, parseFlags(flagsOf(ROOT), []).flags, options);
  let spec = ROOT;
  let at = 0;
  for (; at < before.length; at++) {
    if (before[at]!.startsWith('-')) continue;
    const child = childNamed(spec.path, before[at]!);
    if (!child) break;
    spec = child;
  }
  const previous = before.at(-1) ?? '';
  const flag = flagsOf(spec).find((candidate) => previous === `--${candidate.n}` || (candidate.s !== undefined && previous === `-${candidate.s}`));
  const fit = (words: readonly string[]): string[] => [...new Set(words)].filter((candidate) => candidate.startsWith(word)).sort();
  try {
    if (flag && flag.t !== 'bool') {
      if (VALUES[flag.n]) return fit(VALUES[flag.n]!);
      if (flag.n === 'network' || flag.n === 'net') return fit(await objects(cli, 'networks'));
      if (flag.n === 'volumes-from' || flag.n === 'link') return fit(await objects(cli, 'containers'));
      if (flag.n === 'context') return fit(await objects(cli, 'contexts'));
      return [];
    }
    if (word.startsWith('-')) return fit(flagWords(spec));
    const children = childrenOf(spec.path).filter((child) => !child.hidden);
    if (children.length > 0) return fit([...children.map(nameOf), ...(spec === ROOT ? ['buildx', 'compose', 'help'] : [])]);
    const kind = OBJECTS[canonical(spec).path];
    if (kind === undefined) return [];
    const second = canonical(spec).path === 'network connect' || canonical(spec).path === 'network disconnect';
    return fit(await objects(cli, second && before.length - at >= 1 ? 'containers' : kind));
  } catch (error) {
    if (error instanceof Error && error.name !== 'ProcessKilled') return [];
    throw error;
  }
}
