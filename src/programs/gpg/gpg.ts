import { text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Applet } from '../applet';
import { fromBase64, toBase64 } from '../crypto/base64';

/** CRC-24 of armored data (RFC 4880, 6.1). */
function crc24(bytes: Uint8Array): number {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let i = 0; i < 8; i++) {
      crc <<= 1;
      if (crc & 0x1000000) crc ^= 0x1864cfb;
    }
  }
  return crc & 0xffffff;
}

const FLAGS = new Set(['--batch', '--yes', '--no-tty', '--quiet', '-q', '--armor', '-a', '--no', '--verbose', '-v', '--no-default-keyring']);
const COMMANDS = new Set('--import --export --recv-keys --recv-key --keyserver --gen-key --full-generate-key --full-gen-key --quick-generate-key --list-keys -k --list-secret-keys -K --verify --sign -s --clearsign --clear-sign --detach-sign -b --encrypt -e --decrypt -d --symmetric -c --fingerprint --show-keys --edit-key --delete-key --delete-keys --search-keys --refresh-keys --import-options --keyring --homedir --with-fingerprint --export-secret-keys -r --recipient'.split(' '));

/** gpg(1) as instructions for package archives use it: --dearmor and --enarmor, -o, --yes, --batch. */
export const gpg: Applet = async (io) => {
  let output: string | undefined;
  let command: 'dearmor' | 'enarmor' | undefined;
  let overwrite = false;
  const words: string[] = [];
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (arg === '--version') {
      await io.out('gpg (GnuPG) 2.2.40\nlibgcrypt 1.10.1\n');
      return 0;
    }
    if (arg === '-o' || arg === '--output') output = io.args[++i];
    else if (/^--output=|^-o./.test(arg)) output = arg.replace(/^--output=|^-o/, '');
    else if (arg === '--dearmor' || arg === '--dearmour') command = 'dearmor';
    else if (arg === '--enarmor' || arg === '--enarmour') command = 'enarmor';
    else if (FLAGS.has(arg)) overwrite ||= arg === '--yes';
    else if (COMMANDS.has(arg)) {
      await io.err(`dockyard: gpg ${arg} is not simulated`);
      return 1;
    } else if (/^-./.test(arg)) {
      await io.err(`${arg.startsWith('--') ? '' : 'gpg: '}invalid option "${arg}"`);
      return 2;
    } else words.push(arg);
  }
  if (command === undefined) {
    await io.err('dockyard: gpg without --dearmor or --enarmor is not simulated');
    return 1;
  }
  let bytes: Uint8Array;
  try {
    bytes = words[0] === undefined ? await io.stdin() : await io.file(words[0]);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`gpg: can't open '${words[0]}': ${error.message}`);
    await io.err(`gpg: ${command === 'dearmor' ? 'dearmoring' : 'enarmoring'} failed: ${error.message}`);
    return 2;
  }
  let result: Uint8Array | string;
  if (command === 'dearmor') {
    const armored = [...text(bytes).matchAll(/-----BEGIN PGP [A-Z ]+-----\r?\n(?:[^\n]*: [^\n]*\n)*\r?\n([^-]*?)(?:\n=[A-Za-z0-9+/]{4}\r?\n|\n?)-----END PGP/g)];
    // The first bit of every OpenPGP packet is set: such data is passed on as it is.
    if (armored.length === 0 && !((bytes[0] ?? 0) & 0x80)) {
      await io.err('gpg: no valid OpenPGP data found.');
      return 2;
    }
    result = armored.length === 0 ? bytes : fromBase64(armored[0]![1]!);
  } else {
    const crc = crc24(bytes);
    result = `-----BEGIN PGP ARMORED FILE-----\nComment: Use "gpg --dearmor" for unpacking\n\n${toBase64(bytes, 64)}=${toBase64(Uint8Array.of(crc >> 16, (crc >> 8) & 255, crc & 255))}\n-----END PGP ARMORED FILE-----\n`;
  }
  // With a file's name the result goes beside it.
  const path = output ?? (words[0] === undefined ? undefined : command === 'dearmor' ? (/\.asc$/.test(words[0]) ? words[0].replace(/asc$/, 'gpg') : `${words[0]}.gpg`) : `${words[0]}.asc`);
  if (path === undefined || path === '-') {
    await io.out(result);
    return 0;
  }
  if (io.sys.access(path, '') && !overwrite && path !== '/dev/null') {
    await io.err("gpg: cannot open '/dev/tty': No such device or address");
    return 2;
  }
  try {
    io.sys.writeFile(path, result, 0o644);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`gpg: can't create '${path}': ${error.message}`);
    return 2;
  }
  return 0;
};
