import { hex } from '../../../lib/bytes';
import type { Sys } from '../../../machine/sys';
import type { Json, Reply } from '../host';
import type { Services } from '../machine/session';
import { fromHex } from '../machine/from-hex';

interface KeyMaker {
  importKey(format: 'raw', key: Uint8Array, algorithm: 'PBKDF2', extractable: false, usages: readonly ['deriveBits']): Promise<unknown>;
  deriveBits(algorithm: { name: 'PBKDF2'; hash: string; salt: Uint8Array; iterations: number }, key: unknown, bits: number): Promise<ArrayBuffer>;
}

const NAMES: Readonly<Record<string, string>> = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

/** `pbkdf2` (RFC 8018) by WebCrypto: a million rounds take the platform a moment, an interpreter minutes. */
export function keyCalls(sys: Sys): Services['calls'] {
  return {
    pbkdf2: async ([name, salt, iterations, length]: readonly Json[], password): Promise<Reply> => {
      const hash = NAMES[name as string];
      if (!hash) return { failure: { code: 'EINVAL', message: `dockyard: pbkdf2 with ${String(name)} is not simulated`, errno: 22 } };
      const { subtle } = (globalThis as unknown as { crypto: { subtle: KeyMaker } }).crypto;
      const given = password ?? new Uint8Array(0);
      const bits = await sys.external(
        subtle.importKey('raw', given, 'PBKDF2', false, ['deriveBits']).then((key) => subtle.deriveBits({ name: 'PBKDF2', hash, salt: fromHex(salt as string), iterations: iterations as number }, key, 8 * (length as number))),
      );
      return { value: hex(new Uint8Array(bits)) };
    },
  };
}
