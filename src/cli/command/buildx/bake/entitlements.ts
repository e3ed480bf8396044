import type { Cli } from '../../../cli';
import type { Entry, Target } from './target';
import { dockerfileOf } from './words';

/** What builds may do, or ask for beyond that. Paths are absolute. */
interface Entitlements {
  networkHost: boolean;
  insecure: boolean;
  ssh: boolean;
  reads: string[];
  writes: string[];
}

const isLocal = (path: string): boolean => !/^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/|target:|docker-image:|oci-layout:)/.test(path);

/** --allow (buildx bake/entitlements.go, ParseEntitlements); the folder of the command may always be used. */
export function parseAllowed(cli: Cli, values: readonly string[]): Entitlements {
  const here = cli.sys.realpath(cli.abs('.'));
  const allowed: Entitlements = { networkHost: false, insecure: false, ssh: false, reads: [here], writes: [here] };
  for (const value of values) {
    const at = value.indexOf('=');
    const [key, path] = at === -1 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
    if (value === 'network.host') allowed.networkHost = true;
    else if (value === 'security.insecure') allowed.insecure = true;
    else if (value === 'ssh') allowed.ssh = true;
    else if (key === 'fs.read' || key === 'fs') allowed.reads.push(path === '*' ? '/' : cli.abs(path));
    else if (!['fs.write', 'device', 'image', 'image.push', 'image.load', 'buildx.local.delete'].includes(key)) throw new Error(`unknown entitlement key ${JSON.stringify(key)}`);
    if (key === 'fs.write' || key === 'fs') allowed.writes.push(path === '*' ? '/' : cli.abs(path));
  }
  return allowed;
}

/** The part of a path that is there, links followed. */
function existing(cli: Cli, path: string): string {
  for (let at = cli.abs(path); ; at = at.slice(0, at.lastIndexOf('/')) || '/') if (cli.sys.access(at, '')) return cli.sys.realpath(at);
}

function missing(cli: Cli, allowed: readonly string[], paths: readonly string[]): string[] {
  const wanted = [...new Set(paths.map((path) => existing(cli, path)))].sort((a, b) => a.length - b.length);
  const outer = wanted.filter((path, i) => !wanted.slice(0, i).some((parent) => path.startsWith(`${parent}/`)));
  return outer.filter((path) => !allowed.some((folder) => path === folder || folder === '/' || path.startsWith(`${folder}/`))).sort();
}

/** What targets ask for that isn't allowed. */
function requested(cli: Cli, targets: Iterable<Target>, allowed: Entitlements): Entitlements {
  const asked: Entitlements = { networkHost: false, insecure: false, ssh: false, reads: [], writes: [] };
  const texts = (entries: readonly Entry[] | undefined, type: string, key: string): string[] => (entries ?? []).flatMap((entry) => (entry.type === type && typeof entry[key] === 'string' ? [entry[key]] : []));
  const reads: string[] = [];
  const writes: string[] = [];
  for (const target of targets) {
    const { context = '.', contexts = {}, entitlements = [], secret = [], ssh = [], output } = target;
    asked.networkHost ||= entitlements.includes('network.host') && !allowed.networkHost;
    asked.insecure ||= entitlements.includes('security.insecure') && !allowed.insecure;
    asked.ssh ||= ssh.some(({ paths }) => paths === undefined || (Array.isArray(paths) && paths.length === 0)) && !allowed.ssh;
    if (isLocal(context)) reads.push(context, ...(target['dockerfile-inline'] === undefined ? [dockerfileOf(target)] : []));
    reads.push(...Object.values(contexts).filter(isLocal), ...texts(target['cache-from'], 'local', 'src'));
    for (const { src } of secret) if (typeof src === 'string') reads.push(src);
    for (const { paths } of ssh) if (paths !== undefined) reads.push(...String(paths).split(','));
    writes.push(...texts(target['cache-to'], 'local', 'dest'), ...(output ?? []).flatMap(({ dest }) => (typeof dest === 'string' && dest !== '-' ? [dest] : [])));
  }
  asked.reads = missing(cli, allowed.reads, reads.map((path) => path.replace(/^cwd:\/\//, '')));
  asked.writes = missing(cli, allowed.writes, writes);
  return asked;
}

/** A path as seen from a folder, unless that leads more than one folder up. */
function shown(path: string, here: string): string {
  if (path === here) return '.';
  if (path.startsWith(`${here}/`)) return path.slice(here.length + 1);
  const parent = here.slice(0, here.lastIndexOf('/'));
  if (path === (parent || '/')) return '..';
  return path.startsWith(`${parent}/`) ? `..${path.slice(parent.length)}` : path;
}

/**
 * Tells of privileges that targets ask for and --allow doesn't give, and asks on a terminal (buildx
 * bake/entitlements.go, Prompt). Throws when they aren't granted. `finish` ends the progress before.
 */
export async function demandPrivileges(cli: Cli, targets: Iterable<Target>, allowed: Entitlements, finish: () => Promise<void>): Promise<void> {
  const { networkHost, insecure, ssh, reads, writes } = requested(cli, targets, allowed);
  const here = cli.sys.realpath(cli.abs('.'));
  const both = reads.filter((path) => writes.includes(path));
  const only = (list: readonly string[]): string[] => list.filter((path) => !both.includes(path)).map((path) => shown(path, here));
  const asked: (readonly [message: string, flag: string, isOfFiles: boolean])[] = [
    ...(networkHost ? [['Running build containers that can access host network', 'network.host', false] as const] : []),
    ...(insecure ? [['Running privileged containers that can make system changes', 'security.insecure', false] as const] : []),
    ...(ssh ? [['Forwarding default SSH agent socket', 'ssh', true] as const] : []),
    ...both.map((path) => [`Read and write access to path ${shown(path, here)}`, `fs=${shown(path, here)}`, true] as const),
    ...only(reads).map((path) => [`Read access to path ${path}`, `fs.read=${path}`, true] as const),
    ...only(writes).map((path) => [`Write access to path ${path}`, `fs.write=${path}`, true] as const),
  ];
  if (asked.length === 0) return;
  await finish();
  const isTerminal = cli.isTty(0);
  const flags = asked.map(([, flag]) => `--allow=${flag}`).join(' ');
  const how = isTerminal ? `In order to not see this message in the future pass ${JSON.stringify(flags)} to grant requested privileges.` : `Pass ${JSON.stringify(flags)} to grant requested privileges.`;
  const words = cli.sys.argv.slice(cli.sys.argv.indexOf('bake') + 1).join(' ');
  await cli.err(
    `Your build is requesting privileges for following possibly insecure capabilities:\n\n${asked.map(([message]) => ` - ${message}\n`).join('')}\n${how}\n\n` +
      `Your full command with requested privileges:\n\ndocker buildx bake ${flags} ${words}\n\n`,
  );
  const setting = cli.sys.env.BUILDX_BAKE_ENTITLEMENTS_FS;
  const ignoresFiles = setting !== undefined && /^(?:0|f|false)$/i.test(setting);
  if (ignoresFiles && asked.every(([, , isOfFiles]) => isOfFiles)) return;
  if (setting === undefined && asked.some(([, , isOfFiles]) => isOfFiles)) await cli.err('To disable filesystem entitlements checks, you can set BUILDX_BAKE_ENTITLEMENTS_FS=0 .\n\n');
  if (isTerminal && (await cli.confirm('Do you want to grant requested privileges and continue?'))) return;
  throw new Error('additional privileges requested');
}
