import type { Architecture } from '../lib/architecture';
import { layerEntries } from './layers';
import { architecturesOf, FURTHER } from './architectures';
import { platformDocuments } from './documents';
import { Lock, type ArchitectureLockFile, type Hashed, type LockFile, type ManifestsFile } from './lock';
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
  /** The locks as they stand, with the fingerprints of what they were made from: amd64's, and further architectures' by name. */
  before: LockFile;
  fingerprints: Fingerprints;
  further: Readonly<Record<string, { lock: ArchitectureLockFile; fingerprints: Fingerprints }>>;
  report(line: string): void;
}

export type Fingerprints = Record<string, string>;

export interface MadeLock {
  lock: LockFile;
  fingerprints: Fingerprints;
  further: Record<string, { lock: ArchitectureLockFile; fingerprints: Fingerprints }>;
  manifests: ManifestsFile;
}

/**
 * Computes digest, size, diffID and CRC of every layer of the catalogue, and the manifests of further architectures.
 * Fingerprints of the recipes tell which layers are as they were: those are taken over.
 */
export async function makeLock(options: MakeLockOptions): Promise<MadeLock> {
  const made: MadeLock = { lock: {}, fingerprints: {}, further: {}, manifests: {} };
  for (const offer of OFFERS) {
    const { recipe } = await offer.load();
    for (const [tag, image] of Object.entries(recipe.facts)) {
      for (const [index, [key, wanted]] of image.layers.entries()) {
        if (made.lock[key]) continue;
        const tar = writeTar(layerEntries(offer.repository, recipe, tag, index));
        const fingerprint = fingerprintOf(tar);
        made.fingerprints[key] = fingerprint;
        const before = options.before[key];
        const hashed: Hashed = before && options.fingerprints[key] === fingerprint ? [before[3], before[4], before[5], before[6], before[7]] : hashLayer(tar, options.hashes);
        made.lock[key] = [offer.repository, tag, index, ...hashed];
        const off = Math.abs(hashed[1] - wanted) / wanted;
        if (off > 0.02 && wanted > 20_000) options.report(`${offer.repository}:${tag} layer ${index} (${key}): ${hashed[1]} bytes instead of ${wanted}`);
      }
    }
  }
  for (const { architecture } of FURTHER) await lockFurther(architecture, options, made);
  return made;
}

async function lockFurther(architecture: Architecture, options: MakeLockOptions, made: MadeLock): Promise<void> {
  const before = options.further[architecture.name];
  const lock: ArchitectureLockFile = {};
  const fingerprints: Fingerprints = {};
  const seen = new Set<string>();
  for (const offer of OFFERS) {
    if (!offer.platforms || !offer.repository.startsWith('library/')) continue;
    const { recipe } = await offer.load();
    const tags = Object.entries(recipe.facts).filter(([tag]) => architecturesOf(offer.repository, tag).includes(architecture));
    for (const [, image] of tags) {
      for (const [key] of image.layers) {
        if (seen.has(key)) continue;
        seen.add(key);
        const [repository, tag, index] = made.lock[key]!;
        const home = OFFERS.find((one) => one.repository === repository)!;
        const tar = writeTar(layerEntries(repository, (await home.load()).recipe, tag, index, architecture));
        const fingerprint = fingerprintOf(tar);
        if (fingerprint === made.fingerprints[key]) continue;
        fingerprints[key] = fingerprint;
        const known = before?.fingerprints[key] === fingerprint ? before.lock[key] : undefined;
        lock[key] = known ?? hashLayer(tar, options.hashes);
      }
    }
    const digests = new Lock(made.lock).of(lock);
    for (const [tag, image] of tags) {
      const { digest, size } = platformDocuments(image, image.layers.map(([key]) => digests.get(key)!), architecture).manifest.descriptor;
      (made.manifests[`${architecture.name} ${offer.repository}`] ??= {})[tag] = [digest.slice('sha256:'.length), size];
    }
  }
  made.further[architecture.name] = { lock, fingerprints };
}

/** A digest of a layer's recipe: bytes at hand and generated ranges, without making any. */
export function fingerprintOf(tar: Content): string {
  const parts = tar.extents.map((extent) => ('bytes' in extent ? new TextDecoder('latin1').decode(extent.bytes) : `noise ${extent.recipe.seed} ${extent.recipe.noiseBytes} ${extent.offset} ${extentLength(extent)}`));
  return digestOfText(parts.join('\n')).slice(7, 19);
}

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
