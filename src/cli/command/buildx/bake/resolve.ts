import { matchPath } from '../../../../lib/path-match';
import { addOverrides, type Overrides } from './overrides';
import { mergeTarget, normalize, type Config, type Group, type Target } from './target';

export interface Resolved {
  targets: Map<string, Target>;
  groups: Map<string, Group>;
}

function matchNames(config: Config, pattern: string): string[] {
  if (!/[*?[\]]/.test(pattern)) return [pattern];
  const names = [...config.groups, ...config.targets].map(({ name }) => name).filter((name) => matchPath(pattern, name));
  if (names.length === 0) throw new Error(`could not find any target matching ${JSON.stringify(pattern)}`);
  return names;
}

/** The targets and groups that a name leads to. */
function members(config: Config, name: string, visited: Set<string>): { targets: string[]; groups: string[] } {
  const group = config.groups.find((other) => other.name === name);
  if (!group) return { targets: [name], groups: [] };
  if (visited.has(name)) return { targets: [], groups: [] };
  visited.add(name);
  const inner = group.targets.map((target) => members(config, target, visited));
  return { targets: inner.flatMap(({ targets }) => targets), groups: [name, ...inner.flatMap(({ groups }) => groups)] };
}

/** A target over what it inherits, in order, with its overrides (bake Config.target). */
function inherited(config: Config, name: string, visited: Map<string, Target | undefined>, overrides: Overrides): Target | undefined {
  if (visited.has(name)) return visited.get(name);
  visited.set(name, undefined);
  const own = config.targets.find((target) => target.name === name);
  if (!own) throw new Error(`failed to find target ${name}`);
  const result: Target = { name };
  for (const parent of own.inherits ?? []) {
    const target = inherited(config, parent, visited, overrides);
    if (target) mergeTarget(result, target);
  }
  mergeTarget(result, own);
  addOverrides(result, overrides.get(name));
  normalize(result);
  visited.set(name, result);
  return result;
}

function resolveTarget(config: Config, name: string, overrides: Overrides): Target {
  const target = { ...inherited(config, name, new Map(), overrides)! };
  delete target.inherits;
  target.context ??= '.';
  target.dockerfile ||= 'Dockerfile';
  return target;
}

/** Brings in the targets that contexts name (`target:other`). */
function link(config: Config, name: string, target: Target, targets: Map<string, Target>, overrides: Overrides, visited: readonly string[]): void {
  for (const value of Object.values(target.contexts ?? {})) {
    if (!value.startsWith('target:')) continue;
    const other = value.slice('target:'.length);
    if (other === name) throw new Error(`target ${other} cannot link to itself`);
    if ([...visited, name].includes(other)) throw new Error(`infinite loop from ${name} to ${other}`);
    if (!targets.has(other)) targets.set(other, { ...resolveTarget(config, other, overrides), output: [{ type: 'cacheonly' }], linked: true });
    const linked = targets.get(other)!;
    link(config, other, linked, targets, overrides, [...visited, name]);
    const [wanted, there] = [target.platforms ?? [], linked.platforms ?? []];
    if (wanted.length > 1 && there.length > 1 && !wanted.every((platform) => there.includes(platform))) {
      throw new Error(`target ${other} can't be used by ${name} because its platforms [${wanted.join(' ')}] are not a subset of [${there.join(' ')}]`);
    }
  }
}

/** The targets and groups that words ask for (bake ReadTargets). Throws in its words. */
export function resolveTargets(config: Config, words: readonly string[], overrides: Overrides): Resolved {
  const wanted = [...new Set(words.flatMap((word) => matchNames(config, word.replaceAll('.', '_'))))];
  const targets = new Map<string, Target>();
  const groups = new Map<string, Group>();
  for (const word of wanted) {
    const { targets: names, groups: groupNames } = members(config, word, new Set());
    for (const name of names) if (!targets.has(name)) targets.set(name, resolveTarget(config, name, overrides));
    for (const name of groupNames) groups.set(name, { ...config.groups.find((group) => group.name === name)! });
  }
  for (const word of wanted) {
    if (groups.has('default') && word === 'default') continue;
    const group = groups.get('default') ?? { name: 'default', targets: [] };
    groups.set('default', { ...group, targets: [...group.targets, word] });
  }
  const all = groups.get('default');
  if (all) all.targets = [...new Set(all.targets)].sort();
  for (const [name, target] of [...targets]) link(config, name, target, targets, overrides, []);
  return { targets, groups };
}
