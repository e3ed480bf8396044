import { fromBase64 } from '../../../../api/buildkit-trace';
import type { GcRule } from '../../../../api/build-worker';
import { text } from '../../../../lib/bytes';
import { tabulate } from '../../../../lib/tabwriter';
import { bytesSize } from '../../../../lib/units';
import type { Verb } from '../../../verb';
import { showBoot } from './boot';
import { chosenBuilder, type NodeState } from './builder';
import { platformNames } from './list';
import type { StoredNode } from './store';

function ruleLines({ all, filters = [], keepDurationSeconds = 0, reservedSpace = 0, maxUsedSpace = 0, minFreeSpace = 0 }: GcRule, number: number): string {
  const size = (name: string, bytes: number): string => (bytes > 0 ? `\t${name}:\t${bytesSize(bytes)}\n` : '');
  return `GC Policy rule#${number}:\n\tAll:\t${all}\n${filters.length > 0 ? `\tFilters:\t${filters.join(' ')}\n` : ''}${keepDurationSeconds > 0 ? `\tKeep Duration:\t${keepDurationSeconds / 3600}h0m0s\n` : ''}` +
    size('Reserved Space', reservedSpace) + size('Max Used Space', maxUsedSpace) + size('Min Free Space', minFreeSpace);
}

function nodeLines(node: StoredNode, state: NodeState): string {
  const options = Object.entries(node.DriverOpts ?? {}).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  let out = `Name:\t${node.Name}\nEndpoint:\t${node.Endpoint}\n${options.length > 0 ? `Driver Options:\t${options.join(' ')}\n` : ''}`;
  if (state.error !== undefined) return `${out}Error:\t${state.error}\n`;
  const { worker } = state;
  const platforms = platformNames(node, state);
  out += `Status:\t${state.status}\n${node.Flags?.length ? `BuildKit daemon flags:\t${node.Flags.join(' ')}\n` : ''}${worker ? `BuildKit version:\t${worker.version}\n` : ''}${platforms.length > 0 ? `Platforms:\t${platforms.join(', ')}\n` : ''}`;
  const labels = Object.entries(worker?.labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (labels.length > 0) out += `Labels:\n${labels.map(([name, value]) => `\t${name}:\t${value}\n`).join('')}`;
  out += (worker?.gcPolicy ?? []).map(ruleLines).join('');
  for (const [name, encoded] of Object.entries(node.Files ?? {})) out += `File#${name}:\n${text(fromBase64(encoded)).split('\n').map((line) => `\t> ${line}\n`).join('')}`;
  return out;
}

/** `docker buildx inspect`. */
export const inspectBuilder: Verb = async ({ cli, flags, args }) => {
  const builder = chosenBuilder(cli, args[0] ?? flags.string('builder'));
  if (flags.bool('bootstrap')) await showBoot(cli, builder);
  const states = await Promise.all(builder.nodes.map((node) => builder.state(node)));
  const [, day, time] = /^(.*)T(.*)Z$/.exec(builder.lastActivity) ?? [];
  let out = `Name:\t${builder.name}\nDriver:\t${builder.driver}\n${day === undefined ? '' : `Last Activity:\t${day} ${time} +0000 UTC\n`}`;
  const unreachable = builder.isContext ? states[0]?.error : undefined;
  if (unreachable !== undefined) out += `Error:\t${unreachable}\n`;
  else out += `\nNodes:\n${builder.nodes.map((node, i) => nodeLines(node, states[i]!)).join('\n')}`;
  await cli.out(tabulate(out, { minWidth: 0, tabWidth: 0, padding: 1 }));
};
