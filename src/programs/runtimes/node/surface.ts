import { nearestRelease } from './release';
import table from './surface.json';

/** What a release of Node has and hasn't, by owner: `global`, `Array.prototype`, `module:fs`, `modules`. */
export interface Surface {
  /** Names that only other releases have. */
  readonly lacks: Readonly<Record<string, readonly string[]>>;
  /** Its functions and classes. */
  readonly functions: Readonly<Record<string, readonly string[]>>;
  readonly modules: readonly string[];
  /** Owners whose lacking methods stay there under a symbol, for Node's own modules and for packages. */
  readonly kept: readonly string[];
}

const KEPT = ['Array', 'Array.prototype', 'String.prototype', 'Object', 'Promise', 'Promise.prototype', 'TypedArray.prototype'];

/** Makes a source of Node's own, or of a package, call what it needs although the release's scripts can't. */
export function keeping(surface: Surface): (source: string) => string {
  const names = KEPT.flatMap((owner) => surface.lacks[owner] ?? []);
  if (names.length === 0) return (source) => source;
  const calls = new RegExp(`\\??\\.(${[...new Set(names)].join('|')})(?=\\()`, 'g');
  return (source) => source.replace(calls, (text, name: string) => `${text.startsWith('?') ? '?.' : ''}[Symbol.for('dockyard.${name}')]`);
}

const isWithin = (ranges: string, place: number): boolean =>
  ranges.split(' ').some((range) => {
    const [from, to] = range.split('-');
    return place >= Number(from) && (to === '' || place <= Number(to ?? from));
  });

/** The surface of the recorded release next to a version (`test/runtimes/surface/record.mjs`). */
export function surfaceOf(version: string): Surface {
  const place = table.releases.indexOf(nearestRelease(version, table.releases));
  const has = new Map<string, Set<string>>();
  const others = new Map<string, Set<string>>();
  const functions: Record<string, string[]> = {};
  for (const [ranges, owners] of Object.entries(table.has as unknown as Record<string, Record<string, string>>)) {
    const isHere = isWithin(ranges, place);
    for (const [key, text] of Object.entries(owners)) {
      const owner = key.replace('()', '');
      const names = text.split(' ');
      const group = isHere ? has : others;
      group.set(owner, new Set([...(group.get(owner) ?? []), ...names]));
      if (isHere && key.endsWith('()')) (functions[owner] ??= []).push(...names);
    }
  }
  const lacks = Object.fromEntries([...others].map(([owner, names]) => [owner, [...names].filter((name) => !has.get(owner)?.has(name))] as const).filter(([, names]) => names.length > 0));
  return { lacks, functions, modules: [...(has.get('modules') ?? [])], kept: KEPT };
}
