import { toBase64 } from '../../../../api/buildkit-trace';
import { randomName } from '../../../../lib/names';
import { quote } from '../../../../lib/govalue/quote';
import { formatPlatform, parsePlatform } from '../../../../oci/platform';
import type { Cli } from '../../../cli';
import { DEFAULT_CONTEXT } from '../../../context-store';
import { notSimulated } from '../../../errors';
import type { Flags } from '../../../flags/parse';
import { parseCsv } from '../../../opts/csv';
import { parseHost } from '../../../opts/host';
import type { Verb } from '../../../verb';
import { contextNames, currentEndpoint, namedBuilder } from './builder';
import { showBoot } from './boot';
import { BuilderStore, validName, type NodeGroup, type StoredNode } from './store';

const NETWORK_HOST = '--allow-insecure-entitlement=network.host';
const CONTAINER = 'docker-container';

function optionMap(values: readonly string[]): Record<string, string> | null {
  if (values.length === 0) return null;
  const out: Record<string, string> = {};
  for (const field of values.flatMap((value) => parseCsv(value))) {
    const at = field.indexOf('=');
    if (at === -1) throw new Error(`invalid value ${quote(field)}, expecting k=v`);
    out[field.slice(0, at)] = field.slice(at + 1);
  }
  return out;
}

/** The daemon's flags; a daemon in a container may use its host network unless somebody says otherwise (builder.parseBuildkitdFlags). */
function daemonFlags(given: string, driver: string, options: Record<string, string> | null, config: string | undefined): string[] | null {
  const words = [...given.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain!);
  const flags = given === '' ? null : words;
  if (driver !== CONTAINER) return flags;
  const entitled = words.flatMap((word, i) => (word.startsWith('--allow-insecure-entitlement') ? [word.split('=')[1] ?? words[i + 1] ?? ''] : []));
  const inConfig = /insecure-entitlements\s*=\s*\[[^\]]*["']network\.host["']/.test(config ?? '');
  const wants = options?.network === 'host' ? !entitled.includes('network.host') : entitled.length === 0 && !inConfig;
  return wants ? [...words, NETWORK_HOST] : flags;
}

/** The configuration file of the daemon as it goes into its container. */
function configFile(cli: Cli, given: string): string | undefined {
  const usual = `${cli.config.dir}/buildx/buildkitd.default.toml`;
  const path = given || (cli.sys.access(usual, '') ? usual : '');
  if (path === '') return undefined;
  if (!cli.sys.access(path, '')) throw new Error(`buildkit configuration file not found: ${path}: stat ${path}: no such file or directory`);
  return new TextDecoder().decode(cli.readFile(path));
}

/** A context's name or an engine's address. */
function endpointOf(cli: Cli, given: string): string {
  if (given === '') return currentEndpoint(cli);
  if (contextNames(cli).includes(given)) return given === DEFAULT_CONTEXT ? currentEndpoint(cli) : given;
  try {
    return parseHost(given, true);
  } catch (error) {
    throw new Error(`failed to parse endpoint ${given}: ${(error as Error).message}`, { cause: error });
  }
}

function driverOf(cli: Cli, flags: Flags, group: NodeGroup | undefined, endpoint: string): string {
  const remote = endpoint === '' && Boolean(cli.sys.env.BUILDKIT_HOST);
  const driver = flags.string('driver') || group?.Driver || (remote ? 'remote' : CONTAINER);
  if (group && driver !== group.Driver) throw new Error(`existing instance for "${group.Name}" but has mismatched driver "${group.Driver}"`);
  if (driver === 'docker') throw new Error('additional instances of driver "docker" cannot be created');
  if (![CONTAINER, 'kubernetes', 'remote'].includes(driver)) throw new Error(`failed to find driver ${quote(driver)}`);
  if (driver !== CONTAINER) throw notSimulated(`docker buildx create with the driver ${driver}`);
  return driver;
}

interface NewNode {
  name: string;
  endpoint: string;
  isEndpointGiven: boolean;
  isAppended: boolean;
  platforms: StoredNode['Platforms'];
  options: StoredNode['DriverOpts'];
  flags: StoredNode['Flags'];
  files: StoredNode['Files'];
}

/** Puts a node into a builder, or changes the one of its name (buildx store.NodeGroup.Update). */
async function update(cli: Cli, group: NodeGroup, node: NewNode): Promise<void> {
  const there = group.Nodes.find(({ Name: name }) => name === node.name);
  let own: StoredNode;
  if (there) {
    if (node.isEndpointGiven) there.Endpoint = node.endpoint;
    if (node.platforms) there.Platforms = node.platforms;
    if (node.flags) there.Flags = node.flags;
    if (node.options) there.DriverOpts = node.options;
    if (node.files) there.Files = { ...there.Files, ...node.files };
    if (node.isEndpointGiven || node.flags || node.options || node.files) await cli.note('WARNING: new settings may not be used until builder is restarted');
    own = there;
  } else {
    if (!node.isAppended && group.Nodes.length > 0) throw new Error(`node ${node.name} not found, did you mean to append?`);
    let next = 0;
    while (group.Nodes.some(({ Name: name }) => name === `${group.Name}${next}`)) next++;
    own = { Name: validName(node.name || `${group.Name}${next}`), Endpoint: node.endpoint, Platforms: node.platforms, DriverOpts: node.options, Flags: node.flags, Files: node.files };
    group.Nodes.push(own);
  }
  if (group.Nodes.filter(({ Endpoint: endpoint }) => endpoint === node.endpoint).length > 1) throw new Error(`invalid duplicate endpoint ${node.endpoint}`);
  const taken = new Set((own.Platforms ?? []).map(formatPlatform));
  for (const other of group.Nodes) if (other !== own && other.Platforms) other.Platforms = other.Platforms.filter((platform) => !taken.has(formatPlatform(platform)));
}

function leave(store: BuilderStore, name: string, node: string): void {
  if (name === '') throw new Error('leave requires instance name');
  if (node === '') throw new Error('leave requires node name');
  const group = store.get(name);
  if (!group) throw new Error(`failed to find instance "${name}" for leave`);
  const at = group.Nodes.findIndex((one) => one.Name === node);
  if (at === -1) throw new Error(`node "${node}" not found for ${group.Name}`);
  if (group.Nodes.length === 1) throw new Error('can not leave last node, do you want to rm instance instead?');
  group.Nodes.splice(at, 1);
  store.save(group);
}

function freshName(cli: Cli, store: BuilderStore): string {
  for (let i = 0; ; i++) {
    const name = randomName((n) => cli.sys.random.below(n), i);
    if (!store.get(name)) return name;
  }
}

/** `docker buildx create` (buildx builder.Create). */
export const create: Verb = async ({ cli, flags, args }) => {
  const store = new BuilderStore(cli);
  const given = flags.string('name');
  if (flags.bool('leave')) return leave(store, given, flags.string('node'));
  const isAppended = flags.bool('append');
  if (given === DEFAULT_CONTEXT) throw new Error('default is a reserved name and cannot be used to identify builder instance');
  if (isAppended && given === '') throw new Error('append requires a builder name');
  const name = given || freshName(cli, store);
  if (!isAppended && contextNames(cli).includes(name)) throw new Error(`instance name "${name}" already exists as context builder`);
  const there = store.get(name);
  if (!there && isAppended) throw new Error(`failed to find instance "${name}" for append`);
  const driver = driverOf(cli, flags, there, args[0] ?? '');
  if (there && flags.string('node') === '' && !isAppended) throw new Error(`existing instance for "${name}" but no append mode, specify the node name to make changes for existing instances`);
  const group: NodeGroup = there ?? { Name: name, Driver: driver, Nodes: [], Dynamic: false };
  const options = optionMap(flags.list('driver-opt'));
  const config = configFile(cli, flags.string('buildkitd-config') || flags.string('config'));
  const endpoint = endpointOf(cli, args[0] ?? '');
  const platforms = flags.list('platform').flatMap((value) => value.split(','));
  await update(cli, group, {
    name: flags.string('node'), endpoint, isEndpointGiven: args[0] !== undefined, isAppended, options, flags: daemonFlags(flags.string('buildkitd-flags'), driver, options, config),
    platforms: platforms.length > 0 ? platforms.map((one) => parsePlatform(one === 'local' ? 'linux/amd64' : one)) : null,
    files: config === undefined ? null : { 'buildkitd.toml': toBase64(new TextEncoder().encode(config)) },
  });
  const before = store.get(name);
  store.save(group);
  const builder = namedBuilder(cli, store, name);
  for (const node of builder.nodes) {
    const { error } = await builder.state(node);
    if (error === undefined) continue;
    if (before) store.save(before);
    else store.remove(name);
    throw new Error(error.startsWith('dockyard: ') ? error : `failed to initialize builder ${group.Name} (${node.Name}): ${error}`);
  }
  if (flags.bool('use')) store.setCurrent(currentEndpoint(cli), group.Name, false, false);
  if (flags.bool('bootstrap')) await showBoot(cli, builder);
  await cli.line(group.Name);
};
