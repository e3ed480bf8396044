import { isSysError } from '../../machine/errno';
import { text } from '../../lib/bytes';
import type { Io } from '../applet';
import { UsageExit } from '../options';
import { pem, pemBlocks } from '../crypto/base64';
import { bitLength, generateRsa, inverse, readRsaPrivate, readRsaPublic, rsaPkcs8, rsaPrivateDer, rsaSpki, type RsaKey, type RsaPublic } from '../crypto/rsa';
import { put, readOptions } from './options';

/** A file's PEM blocks. Complains as OpenSSL 3 does where it can't be read. */
export async function blocksOf(io: Io, path: string | undefined, what: string): Promise<{ label: string; bytes: Uint8Array }[]> {
  try {
    return pemBlocks(text(path === undefined ? await io.stdin() : io.sys.readFile(path)));
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`Could not open file or uri for loading ${what} from ${path}`);
    await io.err(`error:80000002:system library:file_open:${error.message}:calling stat(${path})`);
    throw new UsageExit(1);
  }
}

export async function privateKey(io: Io, path: string | undefined, what = 'private key'): Promise<RsaKey> {
  const block = (await blocksOf(io, path, what)).find(({ label }) => /PRIVATE KEY$/.test(label));
  if (block?.label === 'ENCRYPTED PRIVATE KEY') {
    await io.err('dockyard: openssl with encrypted keys is not simulated');
    throw new UsageExit(1);
  }
  try {
    if (block && block.label !== 'OPENSSH PRIVATE KEY') return readRsaPrivate(block.bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  await io.err(`Could not read ${what} from ${path ?? '<stdin>'}`);
  throw new UsageExit(1);
}

/** Makes a key and shows OpenSSL's dots for what it tries, where it does. */
export async function newKey(io: Io, size: number, dots: boolean): Promise<RsaKey> {
  const show = async (text: string): Promise<void> => {
    if (!dots) return;
    await io.flush();
    await io.sys.write(2, text);
  };
  const plus = (): string => '+'.repeat(65);
  return generateRsa(io.sys.random, size, async (what) => {
    // A test of a candidate is a modular power: its cost grows with the cube of the size.
    await io.sys.cpu((size / 1024) ** 3 * 250);
    if (what === 'candidate') return show(io.sys.random.below(4) === 0 ? '.+' : '...'.slice(0, 1 + io.sys.random.below(3)));
    await show(`${plus()}*.+..${plus()}\n`);
  });
}

const SIZE_OPTIONS = 'out f4 3 verbose quiet traditional';

/** Whether a cipher to encrypt a key by was asked for, which isn't simulated. */
async function refuseCipher(io: Io, command: string, args: readonly string[]): Promise<void> {
  const cipher = args.find((arg) => /^-(aes|des|camellia|aria|idea)[\w-]*$/.test(arg));
  if (cipher === undefined) return;
  await io.err(`dockyard: openssl ${command} ${cipher} is not simulated`);
  throw new UsageExit(1);
}

/** openssl genrsa [-out file] [-traditional] [bits] */
export async function genrsa(io: Io, args: readonly string[]): Promise<number> {
  await refuseCipher(io, 'genrsa', args);
  const given = await readOptions(io, 'genrsa', args, 'out primes', SIZE_OPTIONS);
  const size = sizeOf(given.rest[0] ?? '2048');
  if (size === undefined) {
    await io.err(`genrsa: Can't parse "${given.rest[0]}" as a number`);
    await io.err('genrsa: Use -help for summary.');
    return 1;
  }
  if (size < 512 || size > 8192) {
    await io.err(size < 512 ? 'Error generating RSA key' : `dockyard: openssl genrsa ${size} is not simulated`);
    return 1;
  }
  const key = await newKey(io, size, given.has('verbose'));
  await put(io, given.get('out'), given.has('traditional') ? pem('RSA PRIVATE KEY', rsaPrivateDer(key)) : pem('PRIVATE KEY', rsaPkcs8(key)), true);
  return 0;
}

const sizeOf = (word: string): number | undefined => (/^\d+$/.test(word) ? Math.ceil(Number(word) / 16) * 16 : undefined);

/** openssl genpkey -algorithm RSA [-pkeyopt rsa_keygen_bits:n] [-out file] */
export async function genpkey(io: Io, args: readonly string[]): Promise<number> {
  await refuseCipher(io, 'genpkey', args);
  const given = await readOptions(io, 'genpkey', args, 'algorithm out pkeyopt', 'quiet');
  const algorithm = given.get('algorithm');
  if (algorithm?.toUpperCase() !== 'RSA') {
    await io.err(algorithm === undefined ? 'genpkey: Use -help for summary.' : `dockyard: openssl genpkey -algorithm ${algorithm} is not simulated`);
    return 1;
  }
  const key = await newKey(io, sizeOf(/^rsa_keygen_bits:(\d+)$/.exec(given.get('pkeyopt') ?? '')?.[1] ?? '2048')!, !given.has('quiet'));
  await put(io, given.get('out'), pem('PRIVATE KEY', rsaPkcs8(key)), true);
  return 0;
}

/** The lines of a number as `-text` shows it: 15 bytes each, indented. */
export function numberLines(value: bigint, indent: string): string {
  const bare = value.toString(16);
  const digits = bare.length % 2 === 1 ? `0${bare}` : bare;
  const bytes = [...(Number.parseInt(digits[0]!, 16) >= 8 ? ['00'] : []), ...digits.match(/../g)!];
  const lines: string[] = [];
  for (let i = 0; i < bytes.length; i += 15) lines.push(`${indent}${bytes.slice(i, i + 15).join(':')}${i + 15 < bytes.length ? ':' : ''}`);
  return `${lines.join('\n')}\n`;
}

/** openssl rsa and openssl pkey: -in -out -pubin -pubout -text -noout -check -modulus. */
export async function rsa(io: Io, args: readonly string[], command: string): Promise<number> {
  await refuseCipher(io, command, args);
  const given = await readOptions(io, command, args, 'in out', 'pubin pubout text noout check modulus traditional');
  let key: RsaKey | undefined;
  let open: RsaPublic;
  if (given.has('pubin')) {
    const block = (await blocksOf(io, given.get('in'), 'public key')).find(({ label }) => label === 'PUBLIC KEY');
    if (!block) {
      await io.err(`Could not read public key from ${given.get('in') ?? '<stdin>'}`);
      return 1;
    }
    open = readRsaPublic(block.bytes);
  } else open = key = await privateKey(io, given.get('in'));
  if (given.has('text')) {
    await io.out(`${key ? 'Private' : 'Public'}-Key: (${bitLength(open.n)} bit${key ? ', 2 primes' : ''})\n${key ? 'modulus' : 'Modulus'}:\n${numberLines(open.n, '    ')}${key ? 'publicExponent' : 'Exponent'}: ${open.e} (0x${open.e.toString(16)})\n`);
    if (key) {
      const { d, p, q } = key;
      for (const [name, value] of [['privateExponent', d], ['prime1', p], ['prime2', q], ['exponent1', d % (p - 1n)], ['exponent2', d % (q - 1n)], ['coefficient', inverse(q, p)]] as const) await io.out(`${name}:\n${numberLines(value, '    ')}`);
    }
  }
  if (given.has('check')) await io.out(command === 'rsa' ? 'RSA key ok\n' : 'Key is valid\n');
  if (given.has('modulus')) await io.out(`Modulus=${open.n.toString(16).toUpperCase()}\n`);
  if (given.has('noout')) return 0;
  if (command === 'rsa') await io.err('writing RSA key');
  const shut = key && !given.has('pubout') ? key : undefined;
  await put(io, given.get('out'), shut ? (given.has('traditional') ? pem('RSA PRIVATE KEY', rsaPrivateDer(shut)) : pem('PRIVATE KEY', rsaPkcs8(shut))) : pem('PUBLIC KEY', rsaSpki(open)), shut !== undefined);
  return 0;
}
