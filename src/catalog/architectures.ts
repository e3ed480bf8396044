import { AMD64, ARM64, type Architecture } from '../lib/architecture';
import type { ArchitectureLockFile } from './lock';

/** What the catalogue has beside amd64: an architecture, and where the digests of its layers are. */
export interface Further {
  architecture: Architecture;
  load(): Promise<ArchitectureLockFile>;
}

export const FURTHER: readonly Further[] = [
  { architecture: ARM64, load: async () => (await import('./layers.arm64.lock.json')).default as unknown as ArchitectureLockFile },
];

/** Official images that were made for amd64 alone. */
const AMD64_ONLY: readonly RegExp[] = [/^mysql:5\./];

/** The architectures that an index lists, in its order. */
export function architecturesOf(repository: string, tag: string): readonly Architecture[] {
  const name = `${repository.replace(/^.*library\//, '')}:${tag}`;
  return AMD64_ONLY.some((pattern) => pattern.test(name)) ? [AMD64] : [AMD64, ...FURTHER.map(({ architecture }) => architecture)];
}
