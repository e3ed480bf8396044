import { sha256 } from '@noble/hashes/sha2.js';
import { md5 } from '@noble/hashes/legacy.js';
import { concat, text, utf8 } from '../../lib/bytes';
import type { Random } from '../../lib/random';
import { fromBase64, pemBlocks, toBase64, pem } from '../crypto/base64';
import { signedBytes, toBigInt } from '../crypto/der';
import { ed25519Public } from '../crypto/ed25519';
import { bitLength, inverse, readRsaPrivate, type RsaKey } from '../crypto/rsa';

/** A key as SSH knows it: its public blob (RFC 4253, 6.6), what stands after it, and the private fields. */
export interface SshKey {
  type: 'ssh-ed25519' | 'ssh-rsa';
  blob: Uint8Array;
  comment: string;
  /** Fields of the private section between type and comment, encoded. */
  secret: Uint8Array;
}

export function string(bytes: Uint8Array | string): Uint8Array {
  const body = typeof bytes === 'string' ? utf8(bytes) : bytes;
  return concat([number(body.length), body]);
}

const number = (n: number): Uint8Array => Uint8Array.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255);
const mpint = (n: bigint): Uint8Array => string(signedBytes(n));

export function ed25519Key(random: Random, comment: string): SshKey {
  const seed = random.bytes(32);
  const open = ed25519Public(seed);
  return { type: 'ssh-ed25519', comment, blob: concat([string('ssh-ed25519'), string(open)]), secret: concat([string(open), string(concat([seed, open]))]) };
}

export function rsaSshKey(key: RsaKey, comment: string): SshKey {
  const { n, e, d, p, q } = key;
  return { type: 'ssh-rsa', comment, blob: concat([string('ssh-rsa'), mpint(e), mpint(n)]), secret: concat([n, e, d, inverse(q, p), p, q].map(mpint)) };
}

const MAGIC = utf8('openssh-key-v1\0');

/** The private key's file without a passphrase (OpenSSH, PROTOCOL.key). */
export function privateFile(key: SshKey, check: number): string {
  const inner = concat([number(check), number(check), string(key.type), key.secret, string(key.comment)]);
  const padding = Uint8Array.from({ length: (8 - (inner.length % 8)) % 8 }, (_, i) => i + 1);
  return pem('OPENSSH PRIVATE KEY', concat([MAGIC, string('none'), string('none'), string(''), number(1), string(key.blob), string(concat([inner, padding]))]), 70);
}

/** Reads a private key's file: OpenSSH's own format, or RSA in PEM. Undefined where it is none or has a passphrase. */
export function readPrivate(content: string): SshKey | undefined {
  const block = pemBlocks(content)[0];
  if (!block) return undefined;
  try {
    if (/^(RSA )?PRIVATE KEY$/.test(block.label)) return rsaSshKey(readRsaPrivate(block.bytes), '');
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const fields = new Fields(block.bytes.subarray(MAGIC.length));
  if (block.label !== 'OPENSSH PRIVATE KEY' || text(fields.next()) !== 'none') return undefined;
  fields.next();
  fields.next();
  fields.skip(4);
  const blob = fields.next();
  const inner = new Fields(fields.next());
  inner.skip(8);
  const type = text(inner.next()) as SshKey['type'];
  const secret = Array.from({ length: type === 'ssh-rsa' ? 6 : 2 }, () => string(inner.next()));
  return { type, blob, secret: concat(secret), comment: text(inner.next()) };
}

class Fields {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  next(): Uint8Array {
    const length = Number(toBigInt(this.bytes.subarray(this.at, this.at + 4)));
    this.at += 4 + length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  skip(count: number): void {
    this.at += count;
  }
}

export const publicLine = (key: Pick<SshKey, 'type' | 'blob' | 'comment'>): string => `${key.type} ${toBase64(key.blob)}${key.comment === '' ? '' : ` ${key.comment}`}\n`;

/** The key of a line of a `.pub` or `authorized_keys` file. */
export function readPublic(line: string): Pick<SshKey, 'type' | 'blob' | 'comment'> | undefined {
  const found = /(?:^|\s)(ssh-ed25519|ssh-rsa) ([A-Za-z0-9+/=]+)(?: (.*))?$/m.exec(line);
  return found ? { type: found[1] as SshKey['type'], blob: fromBase64(found[2]!), comment: found[3] ?? '' } : undefined;
}

/** `SHA256:…` or `MD5:…`. */
export const fingerprint = (blob: Uint8Array, hash: string): string => (hash === 'md5' ? `MD5:${[...md5(blob)].map((byte) => byte.toString(16).padStart(2, '0')).join(':')}` : `SHA256:${toBase64(sha256(blob)).replace(/=+$/, '')}`);

/** Its size in bits and the name that messages give its kind. */
export function kindOf(key: Pick<SshKey, 'type' | 'blob'>): { bits: number; name: string } {
  if (key.type === 'ssh-ed25519') return { bits: 256, name: 'ED25519' };
  const fields = new Fields(key.blob);
  fields.next();
  fields.next();
  return { bits: bitLength(toBigInt(fields.next())), name: 'RSA' };
}

/** The picture of a fingerprint, 17 by 9: the walk of the drunken bishop (OpenSSH's sshkey.c). */
export function randomart(key: Pick<SshKey, 'type' | 'blob'>): string {
  const SIGNS = ' .o+=*BOX@%&#/^SE';
  const [width, height] = [17, 9];
  const field = Array.from({ length: height }, () => new Array<number>(width).fill(0));
  let [x, y] = [8, 4];
  for (const byte of sha256(key.blob)) {
    for (let shift = 0; shift < 8; shift += 2) {
      x = Math.max(0, Math.min(width - 1, x + ((byte >> shift) & 1 ? 1 : -1)));
      y = Math.max(0, Math.min(height - 1, y + ((byte >> (shift + 1)) & 1 ? 1 : -1)));
      if (field[y]![x]! < SIGNS.length - 3) field[y]![x]!++;
    }
  }
  field[4]![8] = SIGNS.length - 2;
  field[y]![x] = SIGNS.length - 1;
  const { bits, name } = kindOf(key);
  const border = (title: string): string => `+${title.padStart(Math.floor((width - title.length) / 2) + title.length, '-').padEnd(width, '-')}+`;
  return `${border(`[${name} ${bits}]`)}\n${field.map((row) => `|${row.map((n) => SIGNS[n]).join('')}|\n`).join('')}${border('[SHA256]')}\n`;
}
