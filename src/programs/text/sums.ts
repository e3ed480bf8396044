import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { hex, text } from '../../lib/bytes';
import type { Applet } from '../applet';
import { reason } from '../applet';
import { parseOptions } from '../options';

const HASHES: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = { md5sum: md5, sha1sum: sha1, sha224sum: sha224, sha256sum: sha256, sha384sum: sha384, sha512sum: sha512, b2sum: (bytes) => blake2b(bytes) };
const LABELS: Readonly<Record<string, string>> = { md5sum: 'MD5', sha1sum: 'SHA1', sha224sum: 'SHA224', sha256sum: 'SHA256', sha384sum: 'SHA384', sha512sum: 'SHA512', b2sum: 'BLAKE2b' };

/** md5sum(1), sha1sum(1) and their kin: -c, --tag, --quiet, --status, --ignore-missing, -z. */
export const sums: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'bctwz123s', long: { binary: 'b', check: 'c', text: 't', warn: 'w', zero: 'z', tag: '1', quiet: '2', status: 's', 'ignore-missing': '3' } });
  const hash = HASHES[io.name]!;
  const digest = async (path: string) => {
    const bytes = await io.file(path);
    await io.sys.cpu(bytes.length / 300);
    return hex(hash(bytes));
  };
  let status = 0;
  if (!options.has('c')) {
    for (const path of options.rest.length > 0 ? options.rest : ['-']) {
      try {
        const sum = await digest(path);
        await io.out(options.has('1') ? `${LABELS[io.name]} (${path}) = ${sum}\n` : `${sum} ${options.has('b') ? '*' : ' '}${path}\n`);
      } catch (error) {
        await io.complain(io.flavour === 'gnu' ? path : `can't open '${path}'`, error);
        status = 1;
      }
    }
    return status;
  }
  for (const list of options.rest.length > 0 ? options.rest : ['-']) {
    let content: string;
    try {
      content = text(await io.file(list));
    } catch (error) {
      await io.complain(io.flavour === 'gnu' ? list : `can't open '${list}'`, error);
      return 1;
    }
    let [failed, unread, malformed, good] = [0, 0, 0, 0];
    for (const line of content.split('\n')) {
      if (line === '') continue;
      const match = /^\\?([0-9a-f]+) [ *](.+)$/i.exec(line) ?? /^\w+ \((?<path>.*)\) = (?<sum>[0-9a-f]+)$/i.exec(line);
      if (!match) {
        malformed++;
        continue;
      }
      const [sum, path] = match.groups ? [match.groups['sum']!, match.groups['path']!] : [match[1]!, match[2]!];
      try {
        const own = await digest(path);
        if (own === sum.toLowerCase()) {
          good++;
          if (!options.has('2') && !options.has('s')) await io.out(`${path}: OK\n`);
        } else {
          failed++;
          if (!options.has('s')) await io.out(`${path}: FAILED\n`);
        }
      } catch (error) {
        const why = reason(error);
        if (options.has('3')) continue;
        unread++;
        await io.complain(io.flavour === 'gnu' ? `${path}: ${why}` : `can't open '${path}': ${why}`);
        if (!options.has('s')) await io.out(io.flavour === 'gnu' ? `${path}: FAILED open or read\n` : `${path}: FAILED\n`);
      }
    }
    if (good + failed + unread === 0) {
      await io.complain(io.flavour === 'gnu' ? `${list === '-' ? "'standard input'" : list}: no properly formatted checksum lines found` : 'no checksum lines found');
      status = 1;
      continue;
    }
    if (io.flavour === 'gnu') {
      if (malformed > 0) await io.complain(`WARNING: ${malformed} line${malformed > 1 ? 's are' : ' is'} improperly formatted`);
      if (unread > 0) await io.complain(`WARNING: ${unread} listed file${unread > 1 ? 's' : ''} could not be read`);
      if (failed > 0 && !options.has('s')) await io.complain(`WARNING: ${failed} computed checksum${failed > 1 ? 's' : ''} did NOT match`);
    } else if (failed + unread > 0) await io.complain(`WARNING: ${failed + unread} of ${good + failed + unread} computed checksums did NOT match`);
    if (failed + unread > 0) status = 1;
  }
  return status;
};

const ALPHABET64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ALPHABET32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** base64(1) and base32(1): -d -w -i. */
export const base64: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'dDw:i', long: { decode: 'd', wrap: 'w', 'ignore-garbage': 'i' } });
  const bits = io.name === 'base32' ? 5 : 6;
  const alphabet = bits === 5 ? ALPHABET32 : ALPHABET64;
  const group = bits === 5 ? 8 : 4;
  let bytes: Uint8Array;
  try {
    bytes = await io.file(options.rest[0] ?? '-');
  } catch (error) {
    await io.complain(io.flavour === 'gnu' ? options.rest[0]! : `can't open '${options.rest[0]}'`, error);
    return 1;
  }
  if (options.has('d') || options.has('D')) {
    const typed = text(bytes).replace(/\n/g, '');
    const clean = options.has('i') ? [...typed].filter((c) => alphabet.includes(c)).join('') : typed;
    const out: number[] = [];
    let [value, held, bad] = [0, 0, false];
    for (const c of clean.replace(/=+$/, '').replace(/=/g, '')) {
      const index = alphabet.indexOf(c);
      if (index === -1) {
        bad = true;
        break;
      }
      value = ((value << bits) | index) & 0xffffff;
      held += bits;
      if (held >= 8) {
        held -= 8;
        out.push((value >> held) & 0xff);
      }
    }
    if (clean.length % group !== 0 && !options.has('i')) bad = true;
    await io.out(Uint8Array.from(out));
    if (bad) await io.complain(io.flavour === 'gnu' ? 'invalid input' : 'truncated input');
    return bad ? 1 : 0;
  }
  let encoded = '';
  for (let at = 0, value = 0, held = 0; at < bytes.length || held > 0; ) {
    if (held < bits) {
      if (at < bytes.length) {
        value = ((value << 8) | bytes[at++]!) & 0xffff;
        held += 8;
      } else {
        value <<= bits - held;
        held = bits;
      }
    }
    while (held >= bits) {
      held -= bits;
      encoded += alphabet[(value >> held) & (2 ** bits - 1)];
    }
    value &= 2 ** held - 1;
  }
  while (encoded.length % group !== 0) encoded += '=';
  const width = Number(options.get('w') ?? 76);
  if (width === 0) await io.out(encoded);
  else for (let at = 0; at < encoded.length; at += width) await io.out(`${encoded.slice(at, at + width)}\n`);
  return 0;
};
