import type { ImageFacts } from '../facts';

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** An image of which no record is at hand: its base's layer, and layers of its own. Where `config.unrecorded` names it, its history doesn't pretend to know its steps. */
export function madeUp(name: string, created: string, base: readonly [step: string, key: string, sizeBytes: number], own: readonly (readonly [step: string, sizeBytes: number | undefined])[], config: Partial<ImageFacts>): ImageFacts {
  const layers: ImageFacts['layers'] = [[base[1], base[2]]];
  const history: ImageFacts['history'] = [[base[0]]];
  for (const [step, sizeBytes] of own) {
    if (sizeBytes === undefined) history.push([step, 1]);
    else {
      history.push([step]);
      layers.push([`${name}-${layers.length}`, sizeBytes]);
    }
  }
  return { created, env: [PATH], layers, history, ...config };
}

/** Bases whose layers the catalogue has anyway. */
export const BASES = {
  alpine: ['ADD alpine-minirootfs-3.24.2-x86_64.tar.gz / # buildkit', 'e2de96513ba9', 3849738],
  busybox: ['BusyBox 1.38.0 (glibc), Debian 13', 'b05093807bb0', 2226327],
  bookworm: ["# debian.sh --arch 'amd64' out/ 'bookworm' '@1785715200'", '039e6f9f9752', 28232590],
} as const;
