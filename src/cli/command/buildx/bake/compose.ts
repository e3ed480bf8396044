import { bytesSize, ramInBytes } from '../../../../lib/units';
import { parseEntries } from './entries';
import { checkTargetName } from './definition';
import { mergeEntries, type Config, type Target } from './target';

type Dict = Record<string, unknown>;

const isDict = (value: unknown): value is Dict => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): string[] => (value === undefined || value === null ? [] : (Array.isArray(value) ? value : [value]).map(String));

/** A mapping, also where it is written as a list of `key=value`. */
function mapping(value: unknown): Record<string, string | null> {
  if (isDict(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item === null || item === undefined ? null : String(item)]));
  return Object.fromEntries(list(value).map((item) => {
    const at = item.indexOf('=');
    return at === -1 ? [item, null] : [item.slice(0, at), item.slice(at + 1)];
  }));
}

const serviceTarget = (name: string): string => name.replaceAll('.', '_');

function contextsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping(value)).map(([key, item]) => [key, (item ?? '').replace(/^(?:service|target):(.*)$/, (_, name: string) => `target:${serviceTarget(name)}`)]));
}

/** Arguments without a value take one from the service's environment, then from that of the command. */
function argsOf(value: unknown, service: Dict, env: Readonly<Record<string, string>>): Record<string, string> | undefined {
  const own = mapping(service.environment);
  const args = Object.entries(mapping(value)).map(([key, item]): [string, string | null | undefined] => [key, item ?? own[key] ?? env[key]]);
  const set = args.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== undefined);
  return set.length > 0 ? Object.fromEntries(set) : undefined;
}

/** What stands under x-bake adds to the target, tags to tags (bake composeExtTarget). */
function extend(target: Target, extension: unknown): void {
  if (!isDict(extension)) return;
  const unique = (...lists: (readonly string[] | undefined)[]): string[] => [...new Set(lists.flatMap((items) => items ?? []))];
  if (extension.tags !== undefined) target.tags = unique(target.tags, list(extension.tags));
  if (extension.platforms !== undefined) target.platforms = unique(target.platforms, list(extension.platforms));
  if (extension['no-cache-filter'] !== undefined) target['no-cache-filter'] = unique(target['no-cache-filter'], list(extension['no-cache-filter']));
  for (const field of ['cache-from', 'cache-to', 'secret', 'ssh', 'output'] as const) {
    if (extension[field] !== undefined) target[field] = mergeEntries(target[field], parseEntries(field, list(extension[field])), field);
  }
  if (typeof extension.pull === 'boolean') target.pull = extension.pull;
  if (typeof extension['no-cache'] === 'boolean') target['no-cache'] = extension['no-cache'];
  if (extension.contexts !== undefined) target.contexts = { ...contextsOf(extension.contexts), ...target.contexts };
}

function targetOf(name: string, service: Dict, model: Dict, env: Readonly<Record<string, string>>): Target {
  const build: Dict = isDict(service.build) ? service.build : { context: service.build };
  const text = (key: string): string | undefined => (build[key] === undefined || build[key] === null || build[key] === '' ? undefined : String(build[key]));
  const secrets = isDict(model.secrets) ? model.secrets : {};
  const target: Target = { name };
  const set = <K extends keyof Target>(field: K, value: Target[K] | undefined): void => {
    if (value !== undefined) target[field] = value;
  };
  set('context', text('context'));
  set('dockerfile', text('dockerfile'));
  set('dockerfile-inline', text('dockerfile_inline'));
  set('target', text('target'));
  set('network', text('network'));
  set('shm-size', build.shm_size === undefined ? undefined : bytesSize(ramInBytes(String(build.shm_size))));
  set('args', argsOf(build.args, service, env));
  if (build.labels !== undefined) set('labels', Object.fromEntries(Object.entries(mapping(build.labels)).map(([key, value]) => [key, value ?? ''])));
  if (build.additional_contexts !== undefined) set('contexts', contextsOf(build.additional_contexts));
  if (build.extra_hosts !== undefined) set('extra-hosts', Object.fromEntries(list(isDict(build.extra_hosts) ? Object.entries(build.extra_hosts).map(([host, ip]) => `${host}=${String(ip)}`) : build.extra_hosts).map((item) => {
    const at = item.search(/[=:]/);
    return [item.slice(0, at), item.slice(at + 1)];
  })));
  if (build.tags !== undefined) set('tags', list(build.tags));
  if (build.platforms !== undefined) set('platforms', list(build.platforms));
  if (build.cache_from !== undefined) set('cache-from', parseEntries('cache-from', list(build.cache_from)));
  if (build.cache_to !== undefined) set('cache-to', parseEntries('cache-to', list(build.cache_to)));
  if (build.ssh !== undefined) set('ssh', parseEntries('ssh', Object.entries(mapping(build.ssh)).map(([id, path]) => (path === null || path === '' ? id : `${id}=${path}`))));
  if (Array.isArray(build.secrets)) {
    set('secret', build.secrets.map((item: unknown) => {
      const source = isDict(item) ? String(item.source) : String(item);
      const secret = isDict(secrets[source]) ? secrets[source] : {};
      if (secret.external === true) throw new Error(`unsupported external secret ${source}`);
      return { id: source, ...(secret.file !== undefined && { src: String(secret.file) }), ...(secret.environment !== undefined && { env: String(secret.environment) }) };
    }));
  }
  if (build.no_cache === true) target['no-cache'] = true;
  if (build.pull === true) target.pull = true;
  extend(target, build['x-bake']);
  if (!target.tags?.length && typeof service.image === 'string') target.tags = [service.image];
  return target;
}

/** A compose file's services that have something to build, and the group `default` of them all (bake ParseCompose). */
export function composeConfig(model: Dict, env: Readonly<Record<string, string>>): Config {
  const services = isDict(model.services) ? model.services : {};
  const targets: Target[] = [];
  for (const [name, service] of Object.entries(services)) {
    if (!isDict(service) || service.build === undefined || service.build === null) continue;
    const targetName = serviceTarget(name);
    try {
      checkTargetName(targetName);
    } catch (error) {
      throw new Error(`invalid service name ${JSON.stringify(targetName)}: ${(error as Error).message}`);
    }
    targets.push(targetOf(targetName, service, model, env));
  }
  return Object.keys(services).length === 0 ? { groups: [], targets: [] } : { groups: [{ name: 'default', targets: targets.map(({ name }) => name) }], targets };
}
