import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, text } from '../lib/bytes';
import { contentOf, joinContents, noise, readContent } from '../lib/content';
import { gunzip, gzipBytes, gzipContent, gzippedSize } from './gzip';
import { readTar } from './tar-read';
import type { TarEntry } from './tar-entry';
import { TarScanner } from './tar-scan';
import { writeTar } from './tar-write';

/** A name of any bytes but NUL and slash, often no UTF-8, sometimes longer than a header holds. */
const name = fc.oneof(
  fc.uint8Array({ min: 1, minLength: 1, maxLength: 20 }).map((bytes) => text(bytes.map((byte) => (byte === 47 ? 46 : byte)))),
  fc.string({ unit: fc.constantFrom('a', 'ü', '漢', '-', ' '), minLength: 1, maxLength: 255 }),
).filter((part) => part !== '.' && part !== '..');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const bytes = fc.uint8Array({ maxLength: 1500 });
const common = {
  path,
  mode: fc.integer({ min: 0, max: 0o7777 }),
  uid: fc.oneof(fc.integer({ min: 0, max: 70000 }), fc.integer({ min: 0, max: 2 ** 31 })),
  gid: fc.integer({ min: 0, max: 2 ** 31 }),
  mtimeMs: fc.integer({ min: 0, max: 0o77777777777 }).map((seconds) => seconds * 1000),
};
const xattrs = fc.dictionary(fc.stringMatching(/^(user|security|trusted)\.[a-z]{1,30}$/), bytes, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
const entry: fc.Arbitrary<TarEntry> = fc.oneof(
  fc.record({ ...common, type: fc.constant('file' as const), content: bytes.map(contentOf) }),
  fc.record({ ...common, type: fc.constant('file' as const), content: bytes.map(contentOf), xattrs }),
  fc.record({ ...common, type: fc.constantFrom('dir' as const, 'fifo' as const) }),
  fc.record({ ...common, type: fc.constant('dir' as const), xattrs }),
  fc.record({ ...common, type: fc.constantFrom('hardlink' as const), target: path }),
  fc.record({ ...common, type: fc.constant('symlink' as const), target: fc.oneof(path, path.map((to) => `/../${to}/`)) }),
  fc.record({ ...common, type: fc.constantFrom('chr' as const, 'blk' as const), rdev: fc.integer({ min: 0, max: 65535 }) }),
);

const plain = (entries: Iterable<TarEntry>) => [...entries].map((one) => ({
  ...one,
  content: one.content && Buffer.from(readContent(one.content)).toString('hex'),
  xattrs: one.xattrs && Object.entries(one.xattrs).map(([key, value]) => [key, Buffer.from(value).toString('hex')]).sort(),
}));

test('an archive gives back what was written to it', () => {
  fc.assert(fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
    expect(plain(readTar(writeTar(entries)))).toEqual(plain(entries));
  }), { numRuns: 200 });
});

test('an archive that arrives in pieces has the same members', () => {
  fc.assert(fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 20 }), (entries, cuts) => {
    const archive = readContent(writeTar(entries));
    const found: TarEntry[] = [];
    const scanner = new TarScanner((member) => {
      found.push(member);
      const parts: Uint8Array[] = [];
      return { write: (part) => void parts.push(part.slice()), end: () => void (member.type === 'file' && (member.content = contentOf(concat(parts)))) };
    });
    for (let at = 0, i = 0; at < archive.length; i++) {
      const end = at + cuts[i % cuts.length]!;
      scanner.push(archive.subarray(at, end));
      at = end;
    }
    scanner.finish();
    expect(plain(found)).toEqual(plain(entries));
  }), { numRuns: 100 });
});

test('zlib unpacks what is packed here, whatever it is made of', () => {
  const piece = fc.oneof(
    bytes.map(contentOf),
    fc.record({ seed: fc.integer({ min: 1, max: 1e6 }), size: fc.integer({ min: 0, max: 20_000 }), share: fc.integer({ min: 0, max: 4096 }) }).map(({ seed, size, share }) => noise(seed, size, share)),
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 5 }).map(joinContents), (content) => {
    const packed = gzipContent(content);
    const packedBytes = readContent(packed);
    expect([packed.size, gzippedSize(content)]).toEqual([packedBytes.length, packedBytes.length]);
    const whole = Buffer.from(readContent(content));
    expect(gunzipSync(packedBytes).equals(whole)).toBe(true);
    expect(Buffer.from(gunzip(packed)).equals(whole)).toBe(true);
  }), { numRuns: 60 });
});

test('what zlib packs is unpacked here, member after member', () => {
  const level = fc.constantFrom(0, 1, 6, 9);
  fc.assert(fc.property(fc.array(fc.tuple(bytes, level), { minLength: 1, maxLength: 4 }), (members) => {
    const packed = Buffer.concat(members.map(([member, at]) => gzipSync(member, { level: at })));
    expect(Buffer.from(gunzip(contentOf(packed))).equals(Buffer.concat(members.map(([member]) => member)))).toBe(true);
  }), { numRuns: 100 });
});

test('a damaged file is refused, or damaged only where it holds no content', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 600 }), fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean(), (content, where, flip, isCut) => {
    const packed = gzipBytes(content);
    const at = where % packed.length;
    const damaged = isCut ? packed.slice(0, at) : packed.map((byte, i) => (i === at ? byte ^ flip : byte));
    let found: Uint8Array;
    try {
      found = gunzip(contentOf(damaged));
    } catch (error) {
      expect((error as Error).message).toMatch(/^(unexpected EOF|gzip: invalid (header|checksum)|flate: corrupt input)$/);
      return;
    }
    expect([isCut, Buffer.from(found).equals(Buffer.from(content))]).toEqual([false, true]);
  }), { numRuns: 300 });
});

test('a file that unpacks to more than is allowed is refused before it is all there', () => {
  expect(() => gunzip(gzipContent(noise(1, 8_000_000, 0)), 1_000_000)).toThrow('no space left on device');
});
