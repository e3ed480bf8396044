import { formatPlatform, parsePlatform } from '../../../../oci/platform';
import { goContext } from '../../../formatter/go-context';
import { isTable, writeList } from '../../../formatter/write';
import type { Verb } from '../../../verb';
import { allBuilders, chosenBuilder, type Builder, type NodeState } from './builder';
import { BuilderStore, type StoredNode } from './store';

const HEADERS = { Name: 'NAME/NODE', DriverEndpoint: 'DRIVER/ENDPOINT', Status: 'STATUS', LastActivity: 'LAST ACTIVITY', Buildkit: 'BUILDKIT', Platforms: 'PLATFORMS' };
const TABLE = 'table {{.Name}}\t{{.DriverEndpoint}}\t{{.Status}}\t{{.Buildkit}}\t{{.Platforms}}';
/** The platforms that a table rather tells of. */
const MAJOR = ['linux/amd64', 'linux/arm64', 'linux/arm', 'linux/ppc64le', 'linux/s390x', 'linux/riscv64', 'linux/mips64'];
const MOST = 4;

/** Platforms, each once; those that the node was given with a star (buildx platformutil.FormatInGroups). */
export function platformNames(node: StoredNode, state: NodeState): string[] {
  const own = (node.Platforms ?? []).map(formatPlatform);
  return [...new Set(own)].map((name) => `${name}*`).concat([...new Set((state.worker?.platforms ?? []).filter((name) => !own.includes(name)))]);
}

/** `linux/amd64 (+3), linux/386`: four at most, variants counted (buildx commands/ls.go, truncPlatforms). */
export function shortPlatforms(names: readonly string[]): string {
  const groups = new Map<string, string[]>();
  const base = (name: string): string => {
    const { os, architecture } = parsePlatform(name.replace(/\*$/, ''));
    return `${os}/${architecture}`;
  };
  for (const major of MAJOR) for (const name of names) if (groups.size < MOST && base(name) === major) groups.set(major, [...(groups.get(major) ?? []), name]);
  const left = new Map<string, string[]>();
  for (const name of names) if (groups.size < MOST && !groups.has(base(name))) left.set(base(name), [...(left.get(base(name)) ?? []), name]);
  for (const [key, group] of left) groups.set(key, group);
  const out: string[] = [];
  let count = 0;
  const say = (key: string): void => {
    const group = groups.get(key)!;
    out.push(group.length === 1 ? group[0]! : `${key}${group.some((name) => name.endsWith('*')) ? '*' : ''} (+${group.length})`);
    count += group.length;
  };
  for (const major of MAJOR) if (groups.has(major)) say(major);
  for (const key of [...groups.keys()].sort()) if (!MAJOR.includes(key) && out.length < MOST) say(key);
  if (names.length > count) out.push(`(${names.length - count} more)`);
  return out.join(', ');
}

const given = (value: Readonly<Record<string, unknown>>): Record<string, unknown> => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined && one !== null && !(Array.isArray(one) && one.length === 0)));

/** A builder as JSON has it (builder.MarshalJSON). */
function builderJson(builder: Builder, states: readonly NodeState[], isCurrent: boolean): Record<string, unknown> {
  const nodes = builder.nodes.map((node, i) => {
    const { status, worker, error } = states[i]!;
    const rules = worker?.gcPolicy.map(({ all, filters, keepDurationSeconds, reservedSpace, maxUsedSpace, minFreeSpace }) => ({
      all, filter: filters ?? null, keepDuration: (keepDurationSeconds ?? 0) * 1e9, reservedSpace: reservedSpace ?? 0, maxUsedSpace: maxUsedSpace ?? 0, minFreeSpace: minFreeSpace ?? 0,
    }));
    return given({
      Name: node.Name, Endpoint: node.Endpoint, Flags: node.Flags, DriverOpts: node.DriverOpts, Files: node.Files, Status: error === undefined ? status : 'error', Version: worker?.version,
      Err: error, IDs: worker?.id === undefined ? undefined : [worker.id], Platforms: [...(node.Platforms ?? []).map(formatPlatform), ...(worker?.platforms ?? [])],
      GCPolicy: rules, Labels: worker && Object.keys(worker.labels).length > 0 ? worker.labels : undefined,
    });
  });
  const all = { Name: builder.name, Driver: builder.driver, LastActivity: builder.lastActivity || '0001-01-01T00:00:00Z', Dynamic: false, Nodes: nodes, Current: isCurrent };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `docker buildx ls`. */
export const ls: Verb = async ({ cli, flags }) => {
  const store = new BuilderStore(cli);
  const current = chosenBuilder(cli, '', store).name;
  const builders = allBuilders(cli, store);
  const asked = flags.string('format') || 'table';
  const format = asked === 'table' ? TABLE : asked;
  const table = isTable(format);
  const rows = [];
  const failures: string[] = [];
  for (const builder of builders) {
    const states = await Promise.all(builder.nodes.map((node) => builder.state(node)));
    const unreachable = builder.isContext ? states[0]?.error : undefined;
    const isCurrent = builder.name === current;
    const json = (): string => JSON.stringify(builderJson(builder, states, isCurrent));
    rows.push(goContext('commands.lsContext', {
      Name: () => builder.name + (isCurrent && table ? '*' : ''), DriverEndpoint: () => (unreachable === undefined ? builder.driver : ''), Status: () => (unreachable === undefined ? '' : 'error'),
      LastActivity: () => builder.lastActivity, Buildkit: () => '', Platforms: () => '', Error: () => unreachable ?? '',
    }, json));
    if (unreachable !== undefined) {
      failures.push(`Cannot load builder ${builder.name}: ${unreachable}\n`);
      continue;
    }
    if (asked === 'json') continue;
    builder.nodes.forEach((node, i) => {
      const state = states[i]!;
      const indent = table ? ' \\_ ' : '';
      if (state.error !== undefined) failures.push(`Failed to get status for ${builder.name} (${node.Name}): ${state.error}\n`);
      const names = platformNames(node, state);
      rows.push(goContext('commands.lsContext', {
        Name: () => indent + node.Name, DriverEndpoint: () => indent + node.Endpoint, Status: () => (state.error === undefined ? (state.status ?? '') : 'error'), LastActivity: () => '',
        Buildkit: () => state.worker?.version ?? '', Platforms: () => (table && !flags.bool('no-trunc') ? shortPlatforms(names) : names.join(', ')), Error: () => state.error ?? '',
      }, json));
    });
  }
  await cli.out(writeList(format, HEADERS, rows));
  if (table && failures.length > 0) await cli.err(`\n${failures.join('')}`);
};
