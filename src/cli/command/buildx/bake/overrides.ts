import { matchPath } from '../../../../lib/path-match';
import { parseEntries } from './entries';
import { mergeEntries, type Config, type Entry, type Target } from './target';

/** One `--set` of a target's key: a value, or all values of a list. */
export interface Override {
  value: string;
  list: string[];
  append: boolean;
}

/** Overrides by target, then by key (`args.NAME`). */
export type Overrides = ReadonlyMap<string, ReadonlyMap<string, Override>>;

const LISTS = ['output', 'cache-to', 'cache-from', 'tags', 'platform', 'secrets', 'ssh', 'attest', 'entitlements', 'network', 'annotations', 'policy'];

function expand(config: Config, pattern: string): string[] {
  const names = config.targets.map(({ name }) => name);
  if (names.includes(pattern)) return [pattern];
  const matching = names.filter((name) => matchPath(pattern, name));
  if (matching.length === 0) throw new Error(`could not find any target matching '${pattern}'`);
  return matching;
}

/** Reads `--set targetpattern.key=value` (bake newOverrides). Throws in its words. */
export function parseOverrides(config: Config, values: readonly string[], env: Readonly<Record<string, string>>): Overrides {
  const all = new Map<string, Map<string, Override>>();
  for (const text of values) {
    const at = text.indexOf('=');
    const left = at === -1 ? text : text.slice(0, at);
    const value = at === -1 ? undefined : text.slice(at + 1);
    const append = left.endsWith('+');
    const path = append ? left.slice(0, -1) : left;
    const [pattern = '', key, ...rest] = path.split('.');
    if (key === undefined) throw new Error(`invalid override key ${path}, expected target.name`);
    if (value === undefined && key !== 'args') throw new Error(`invalid override ${text}, expected target.name=value`);
    const name = rest.join('.');
    for (const target of expand(config, pattern)) {
      const keys = all.get(target) ?? new Map<string, Override>();
      all.set(target, keys);
      const full = name === '' ? key : `${key}.${name}`;
      const override: Override = { value: '', list: [], append: false, ...keys.get(full) };
      if ((key === 'args' || key === 'contexts') && rest.length === 0) throw new Error(`invalid key ${left}, ${key} requires name`);
      if ((key === 'secret' || key === 'resources') && rest.length === 0) throw new Error(`invalid key ${left}, ${key} requires name`);
      if (LISTS.includes(key)) {
        override.append = append;
        override.list = [...override.list, value!];
      } else if (value === undefined) {
        if (env[name] === undefined) continue;
        override.value = env[name]!;
      } else override.value = value;
      keys.set(full, override);
    }
  }
  return all;
}

function parsedBool(key: string, value: string): boolean {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(value)) return true;
  if (/^(?:0|f|F|FALSE|false|False)$/.test(value)) return false;
  throw new Error(`invalid value ${value} for boolean key ${key}`);
}

function withPush(outputs: readonly Entry[], push: boolean): Entry[] {
  if (!push) return outputs.filter(({ type }) => type !== 'registry').map((entry) => (entry.type === 'image' ? { ...entry, push: 'false' } : entry));
  const changed = outputs.map((entry) => (entry.type === 'image' ? { ...entry, push: 'true' } : entry));
  return outputs.some(({ type }) => type !== 'docker') ? changed : [...changed, { type: 'image', push: 'true' }];
}

function withLoad(outputs: readonly Entry[], load: boolean): Entry[] {
  if (!load || outputs.some(({ type, dest }) => type === 'docker' && dest === undefined)) return [...outputs];
  if (outputs.some(({ type }) => !['docker', 'image', 'registry', 'oci'].includes(String(type)))) return [...outputs];
  return [...outputs, { type: 'docker' }];
}

/** Keys in the order in which they take effect: what sets outputs before what adds to them. */
const order = (key: string): number => (key === 'push' ? 1 : key === 'load' ? 2 : key.startsWith('secret.') ? 3 : 0);

/** Puts a target's overrides over it (bake Target.AddOverrides). */
export function addOverrides(target: Target, overrides: ReadonlyMap<string, Override> | undefined): void {
  const keys = [...(overrides ?? [])].sort(([a], [b]) => order(a) - order(b));
  for (const [full, { value, list, append }] of keys) {
    const at = full.indexOf('.');
    const key = at === -1 ? full : full.slice(0, at);
    const name = at === -1 ? '' : full.slice(at + 1);
    const texts = (before: readonly string[] | undefined): string[] => (append ? [...(before ?? []), ...list] : list);
    const entries = (field: 'output' | 'cache-from' | 'cache-to' | 'secret' | 'ssh'): Entry[] => {
      const parsed = parseEntries(field, list);
      return append ? mergeEntries(target[field], parsed, field) : parsed;
    };
    switch (key) {
      case 'context': case 'dockerfile': case 'target': case 'call': case 'shm-size':
        target[key] = value;
        break;
      case 'network':
        // buildx puts what is given here where it doesn't look for it.
        target.network = '';
        break;
      case 'args': case 'labels': case 'contexts': case 'extra-hosts':
        if (name === '') throw new Error(`invalid format for ${key}, expecting ${key}.<${key === 'extra-hosts' ? 'hostname>=<ip' : 'name>=<value'}>`);
        target[key] = { ...target[key], [name]: value } as Record<string, string>;
        break;
      case 'tags':
        target.tags = texts(target.tags);
        break;
      case 'platform':
        target.platforms = texts(target.platforms);
        break;
      case 'ulimits': case 'no-cache-filter':
        target[key] = texts(target[key]);
        break;
      case 'annotations': case 'entitlements':
        target[key] = [...(target[key] ?? []), ...list];
        break;
      case 'output': case 'cache-from': case 'cache-to': case 'ssh':
        target[key] = entries(key);
        break;
      case 'secrets':
        target.secret = entries('secret');
        break;
      case 'secret':
        if (!target.secret?.some(({ id }) => id === name)) throw new Error(`secret ${JSON.stringify(name)} must be declared before it can be overridden`);
        target.secret = mergeEntries(target.secret, parseEntries('secret', [`id=${name},${value}`]), 'secret');
        break;
      case 'attest':
        target.attest = mergeEntries(target.attest, parseEntries('attest', list), 'attest');
        break;
      case 'no-cache': case 'pull':
        target[key] = parsedBool(key, value);
        break;
      case 'push':
        target.output = withPush(target.output ?? [], parsedBool(key, value));
        break;
      case 'load':
        target.output = withLoad(target.output ?? [], parsedBool(key, value));
        break;
      default:
        throw new Error(`unknown key: ${key}`);
    }
  }
}
