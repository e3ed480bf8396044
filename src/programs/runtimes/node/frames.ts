import table from './frames.json';

/** Stack lines and source lines of Node's own that a version shows, by what brings them about (`test/runtimes/frames.mjs`). */
export type Frames = (typeof table)['22.23.2'];

const numbers = (version: string): number[] => version.replace(/^v/, '').split('.').map(Number);
const isBefore = (a: readonly number[], b: readonly number[]): boolean => {
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return (a[i] ?? 0) < (b[i] ?? 0);
  return false;
};

/** The recorded version's that is next: of the same release line where there is one. */
export function framesOf(version: string): Frames {
  const wanted = numbers(version);
  const known = Object.entries(table as unknown as Record<string, Frames>).map(([name, frames]) => ({ at: numbers(name), frames }));
  const line = known.filter(({ at }) => at[0] === wanted[0]);
  const near = line.length > 0 ? line : known;
  return (near.findLast(({ at }) => !isBefore(wanted, at)) ?? near[0]!).frames;
}
