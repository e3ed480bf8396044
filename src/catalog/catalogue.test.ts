import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { readContent } from '../lib/content';
import type { TarEntry } from '../oci/tar-entry';
import { Catalogues } from './catalogue';
import { FURTHER } from './architectures';
import arm64Fingerprints from './layers.arm64.fingerprints.json';
import lockFile from './layers.lock.json';
import fingerprints from './layers.fingerprints.json';
import manifestsFile from './manifests.json';
import { layerTar, layerTree } from './layers';
import { Lock, type LockFile } from './lock';
import { fingerprintOf } from './make-lock';
import { OFFERS } from './offers';

const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const lock = new Lock(lockFile as unknown as LockFile);

test('every layer of every image is in the lock, near its real size', async () => {
  const off: string[] = [];
  for (const offer of OFFERS) {
    const { recipe } = await offer.load();
    for (const [tag, image] of Object.entries(recipe.facts)) {
      expect(image.history.filter((step) => !step[1]), `${offer.repository}:${tag}`).toHaveLength(image.layers.length);
      for (const [key, size] of image.layers) {
        const locked = lock.get(key);
        expect(locked, `${offer.repository}:${tag} ${key}`).toBeDefined();
        if (size > 100_000 && Math.abs(locked!.sizeBytes - size) > size * 0.02) off.push(`${offer.repository}:${tag} ${key}`);
      }
    }
  }
  expect(off).toEqual([]);
});

test('no recipe of a sample has changed since the lock was computed', async () => {
  const stale: string[] = [];
  const keys = Object.keys(lockFile).filter((_, i) => i % 9 === 0);
  for (const key of keys) {
    const { repository, tag, index } = lock.get(key)!;
    const { recipe } = await OFFERS.find((offer) => offer.repository === repository)!.load();
    if (fingerprintOf(layerTar(repository, recipe, tag, index)) !== (fingerprints as Record<string, string>)[key]) stale.push(key);
  }
  expect(stale).toEqual([]);
});

const TAKEN: Readonly<Record<string, Readonly<Record<string, string>>>> = { arm64: arm64Fingerprints };

test("no recipe of a sample of further architectures' layers has changed, and each manifest is as it was computed", async () => {
  const stale: string[] = [];
  for (const { architecture, load } of FURTHER) {
    const own = await load();
    for (const key of Object.keys(own).filter((_, i) => i % 9 === 0)) {
      const { repository, tag, index } = lock.get(key)!;
      const { recipe } = await OFFERS.find((offer) => offer.repository === repository)!.load();
      if (fingerprintOf(layerTar(repository, recipe, tag, index, architecture)) !== TAKEN[architecture.name]![key]) stale.push(`${architecture.name} ${key}`);
    }
  }
  expect(stale).toEqual([]);
  const hub = new Catalogues().host('docker.io');
  const wrong: string[] = [];
  for (const [key, tags] of Object.entries(manifestsFile)) {
    const [, repository = ''] = key.split(' ');
    for (const [tag, [digest, size]] of Object.entries(tags as unknown as Record<string, [string, number]>)) {
      const manifest = await hub.manifest(repository, `sha256:${digest}`);
      if (manifest?.bytes.length !== size || sha256(manifest.bytes) !== `sha256:${digest}`) wrong.push(`${key}:${tag}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the lock tells the truth about a sample', async () => {
  const catalogues = new Catalogues();
  const hub = catalogues.host('docker.io');
  for (const [repository, tag] of [['library/busybox', 'latest'], ['library/alpine', 'latest'], ['library/hello-world', 'latest'], ['library/nginx', 'alpine']] as const) {
    const index = await hub.manifest(repository, tag);
    expect(index!.digest).toBe(sha256(index!.bytes));
    const { manifests } = JSON.parse(Buffer.from(index!.bytes).toString()) as { manifests: { digest: string; size: number }[] };
    expect(manifests).toHaveLength(4);
    for (const listed of [manifests[0]!, manifests[2]!]) {
      const manifest = (await hub.manifest(repository, listed.digest))!;
      expect(manifest.bytes.length).toBe(listed.size);
      const { config, layers } = JSON.parse(Buffer.from(manifest.bytes).toString()) as { config: { digest: string }; layers: { digest: string; size: number }[] };
      const configBytes = readContent(await (await hub.blob(repository, config.digest))!.open());
      expect(sha256(configBytes)).toBe(config.digest);
      const { rootfs } = JSON.parse(Buffer.from(configBytes).toString()) as { rootfs: { diff_ids: string[] } };
      for (const [i, layer] of layers.entries()) {
        const bytes = readContent((await catalogues.open(layer.digest))!);
        expect([bytes.length, sha256(bytes)]).toEqual([layer.size, layer.digest]);
        const plain = gunzipSync(bytes);
        expect(sha256(plain)).toBe(rootfs.diff_ids[i]);
        if (listed === manifests[0]) expect(crc32(plain)).toBe(lock.find(layer.digest)!.crc);
      }
    }
  }
});

test('tags that mean the same image have one digest', async () => {
  const hub = new Catalogues().host('docker.io');
  expect((await hub.manifest('library/nginx', '1.27.5'))!.digest).toBe((await hub.manifest('library/nginx', '1.27'))!.digest);
  expect(await hub.manifest('library/nginx', 'no-such-tag')).toBeUndefined();
  expect(await hub.tags('library/hello-world')).toEqual(['latest', 'linux']);
});

test("every image's entry point and command are files that it has", async () => {
  const missing: string[] = [];
  const known = new Map<string, Map<string, string>>();
  const targets = (entries: TarEntry[]): Map<string, string> => new Map(entries.map((entry) => [entry.path, entry.type === 'symlink' ? entry.target! : '']));
  for (const offer of OFFERS) {
    const { recipe } = await offer.load();
    for (const [tag, image] of Object.entries(recipe.facts)) {
      const layers = image.layers.map(([key], index) => {
        if (!known.has(key)) known.set(key, targets(layerTree(offer.repository, recipe, tag, index).list()));
        return known.get(key)!;
      });
      const find = (path: string): string | undefined => {
        const real: string[] = [];
        for (const part of path.split('/')) {
          if (part === '..') real.pop();
          else if (part !== '.' && part !== '') real.push(part);
          const target = layers.findLast((layer) => layer.has(real.join('/')))?.get(real.join('/'));
          if (!target) continue;
          const at = find(target.startsWith('/') ? target : `${real.slice(0, -1).join('/')}/${target}`);
          if (at === undefined) return undefined;
          real.splice(0, real.length, ...at.split('/'));
        }
        return layers.some((layer) => layer.has(real.join('/'))) ? real.join('/') : undefined;
      };
      const path = (image.env.find((text) => text.startsWith('PATH=')) ?? 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin').slice(5).split(':');
      for (const [name] of [image.entrypoint ?? [], image.cmd ?? []]) {
        if (name === undefined || (name === image.cmd?.[0] && image.entrypoint && (name.startsWith('-') || !/^\w+$/.test(name)))) continue;
        const found = name.includes('/') ? find(name.startsWith('/') ? name : `${image.workdir ?? ''}/${name}`) : path.some((folder) => find(`${folder}/${name}`));
        if (!found) missing.push(`${offer.repository}:${tag} ${name}`);
      }
    }
  }
  expect(missing).toEqual([]);
});
