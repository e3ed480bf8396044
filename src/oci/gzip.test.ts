import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { utf8 } from '../lib/bytes';
import { contentOf, joinContents, noise, readContent, sliceContent } from '../lib/content';
import { gunzip, gzipContent, gzippedSize } from './gzip';

const mixed = joinContents([
  contentOf(utf8('head '.repeat(1000))),
  noise(3, 3 * 4096 + 77, 1600),
  contentOf(utf8('between')),
  noise(4, 4096, 4096),
  noise(5, 9000, 0),
  sliceContent(noise(6, 40000, 10), 5, 30001),
  noise(9, 4097, 4095),
  noise(10, 8192 + 12, 3838),
  contentOf(utf8('end')),
]);

test('generated and real bytes together make one gzip file that zlib reads back', () => {
  const packed = gzipContent(mixed);
  const bytes = readContent(packed);
  expect(bytes.length).toBe(packed.size);
  expect(gzippedSize(mixed)).toBe(packed.size);
  expect(Buffer.from(gunzipSync(bytes)).equals(Buffer.from(readContent(mixed)))).toBe(true);
  expect(Buffer.from(gunzip(packed)).equals(Buffer.from(readContent(mixed)))).toBe(true);
});

test('every number of zeros after a head survives', () => {
  for (const noiseBytes of [0, 1, 1600, 3834, 3835, 3836, 3837, 4093, 4094, 4095, 4096]) {
    const content = joinContents([noise(1, 2 * 4096, noiseBytes), noise(1, 600, noiseBytes)]);
    const bytes = readContent(gzipContent(content));
    expect(Buffer.from(gunzipSync(bytes)).equals(Buffer.from(readContent(content)))).toBe(true);
  }
});

test('plain bytes are compressed alike everywhere, without a time', () => {
  const packed = readContent(gzipContent(contentOf(utf8('hello\n'))));
  expect(Buffer.from(packed.subarray(0, 10)).toString('hex')).toBe('1f8b08000000000000ff');
  expect(Buffer.from(gunzipSync(packed)).toString()).toBe('hello\n');
});

test('a gzip file of several members is read whole; a cut one is refused', () => {
  const one = readContent(gzipContent(contentOf(utf8('one '))));
  const two = readContent(gzipContent(contentOf(utf8('two'))));
  expect(Buffer.from(gunzip(joinContents([contentOf(one), contentOf(two)]))).toString()).toBe('one two');
  expect(() => gunzip(contentOf(one.subarray(0, 12)))).toThrow();
});
