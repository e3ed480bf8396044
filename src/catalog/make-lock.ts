import { layerEntries } from './layers';
import type { LockFile } from './lock';
import { OFFERS } from './offers';
import { contentPieces, digestOfText } from '../oci/digest';
import { extentLength, type Content } from '../lib/content';
import { gzipContent } from '../oci/gzip';
import { writeTar } from '../oci/tar-write';

/** What Node computes natively, many times faster than a page could. */
export interface NativeHashes {
  sha256(): { update(bytes: Uint8Array): void; hex(): string };
  crc32(bytes: Uint8Array, crc: number): number;
}

export interface MakeLockOptions {
  hashes: NativeHashes;
  /** The lock as it stands; layers whose recipe is the same are taken over. */
  before: LockFile;
  fingerprints: Record<string, string>;
  report(line: string): void;
}

/**
 * Computes digest, size, diffID and CRC of every layer of the catalogue. Fingerprints of the recipes tell which
 * layers are as they were.
 */
export async function makeLock(options: MakeLockOptions): Promise<{ lock: LockFile; fingerprints: Record<string, string> }> {
  const lock: LockFile = {};
  const fingerprints: Record<string, string> = {};
  for (const offer of OFFERS) {
    const { recipe } = await offer.load();
    for (const [tag, image] of Object.entries(recipe.facts)) {
      for (const [index, [key, wanted]] of image.layers.entries()) {
        if (lock[key]) continue;
        const tar = writeTar(layerEntries(offer.repository, recipe, tag, index));
        const fingerprint = fingerprintOf(tar);
        fingerprints[key] = fingerprint;
        const before = options.before[key];
        if (before && options.fingerprints[key] === fingerprint) {
          lock[key] = [offer.repository, tag, index, before[3], before[4], before[5], before[6], before[7]];
          continue;
        }
        const made = hashLayer(tar, options.hashes);
        lock[key] = [offer.repository, tag, index, ...made];
        const off = Math.abs(made[1] - wanted) / wanted;
        if (off > 0.02 && wanted > 20_000) options.report(`${offer.repository}:${tag} layer ${index} (${key}): ${made[1]} bytes instead of ${wanted}`);
      }
    }
  }
  return { lock, fingerprints };
}

/** A digest of a layer's recipe: bytes at hand and generated ranges, without making any. */
export function fingerprintOf(tar: Content): string {
  const parts = tar.extents.map((extent) => ('bytes' in extent ? new TextDecoder('latin1').decode(extent.bytes) : `noise ${extent.recipe.seed} ${extent.recipe.noiseBytes} ${extent.offset} ${extentLength(extent)}`));
  return digestOfText(parts.join('\n')).slice(7, 19);
}

type Hashed = [digest: string, sizeBytes: number, diffId: string, tarBytes: number, crc: number];

function hashLayer(tar: Content, hashes: NativeHashes): Hashed {
  const plain = hashes.sha256();
  let crc = 0;
  for (const piece of contentPieces(tar)) {
    plain.update(piece);
    crc = hashes.crc32(piece, crc);
  }
  const packed = gzipContent(tar, crc);
  const blob = hashes.sha256();
  for (const piece of contentPieces(packed)) blob.update(piece);
  return [blob.hex(), packed.size, plain.hex(), tar.size, crc];
}
