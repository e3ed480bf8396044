import { noise, type Content } from '../lib/content';
import { gzippedSize } from '../oci/gzip';
import type { TarEntry } from '../oci/tar-entry';
import { writeTar } from '../oci/tar-write';
import { seedOf, type Tree } from './tree';

/** Below this nothing is added: a script or a group file is what it is. */
const SMALLEST_GAP = 256;
/** How many bytes of an ordinary binary one compressed byte stands for. */
const RATIO = 4096 / 1640;

/**
 * A tree's entries with generated files added to them, so that the layer weighs compressed what the real one does.
 */
export function fillTo(tree: Tree, targetBytes: number): TarEntry[] {
  const pool = tree.ballastPool;
  if (pool.length === 0) return tree.list();
  const weights = pool.reduce((sum, one) => sum + one.weight, 0);
  let scale = 0;
  const place = (): void => {
    for (const one of pool) {
      const size = Math.round((scale * one.weight) / weights);
      tree.file(`/${one.path}`, ballast(one.path, size), one.mode);
    }
  };
  place();
  const bare = gzippedSize(writeTar(tree.list()));
  const gap = targetBytes - bare;
  if (gap < SMALLEST_GAP) return tree.list();
  scale = gap < 8192 ? gap : gap * RATIO;
  for (let round = 0; round < 4; round++) {
    place();
    const reached = gzippedSize(writeTar(tree.list())) - bare;
    if (Math.abs(reached - gap) < gap / 500) break;
    scale *= gap / Math.max(1, reached);
  }
  return tree.list();
}

/** Small ones are all noise, so that they weigh what they measure. */
function ballast(path: string, size: number): Content {
  return noise(seedOf(path), size, size < 8192 ? 4096 : 1600);
}
