import type { Io } from '../applet';
import { fromHex } from '../crypto/der';
import { serialFrom } from '../crypto/x509';
import { UsageExit } from '../options';
import type { Given } from './options';

/** A new certificate's serial number: `-set_serial`'s, decimal or 0x…, else 20 bytes of chance. */
export async function serialOf(io: Io, command: string, given: Given): Promise<Uint8Array> {
  const stated = given.get('set_serial');
  if (stated === undefined) return serialFrom(io.sys.random.bytes(20));
  if (!/^(?:0x[\da-f]+|\d+)$/i.test(stated)) {
    await io.err(`${command}: Use -help for summary.`);
    throw new UsageExit(1);
  }
  const digits = BigInt(stated).toString(16);
  return fromHex(digits.padStart(digits.length + (digits.length % 2), '0'));
}
