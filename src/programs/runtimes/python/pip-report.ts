import { DISTRIBUTIONS } from './packages';

/** Bytes a millisecond that a package comes with. */
export const BYTES_PER_MS = 9000;

/** A file's size as pip writes it. */
export const sizeText = (kilobytes: number): string => (kilobytes >= 1000 ? `${(kilobytes / 1000).toFixed(1)} MB` : kilobytes < 10 ? `${kilobytes.toFixed(1)} kB` : `${kilobytes} kB`);

/** The bar as it stands when a file is there: as wide as 80 columns let it be. */
export function progressBar(kilobytes: number): string {
  const [size, unit] = kilobytes >= 1000 ? [(kilobytes / 1000).toFixed(1), 'MB'] : [kilobytes.toFixed(1), 'kB'];
  const told = ` ${size}/${size} ${unit} ${((BYTES_PER_MS * 1000) / 1e6).toFixed(1)} MB/s eta 0:00:00`;
  return `   ${'━'.repeat(Math.min(40, 80 - 3 - told.length))}${told}\n`;
}

/** What needs nothing comes first, then what needs only that, and so on; names from the end of the alphabet (resolver.py, get_topological_weights). */
export function inOrder(chosen: ReadonlyMap<string, { name: string; version: string }>): { name: string; version: string }[] {
  const left = new Map(chosen);
  const out: { name: string; version: string }[] = [];
  while (left.size > 0) {
    const ready = [...left.keys()].filter((key) => !(DISTRIBUTIONS.get(key)?.needs ?? []).some((need) => left.has(need)));
    for (const key of (ready.length > 0 ? ready : [...left.keys()]).sort().reverse()) {
      out.push(left.get(key)!);
      left.delete(key);
    }
  }
  return out;
}
