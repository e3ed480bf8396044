import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { hex, text, utf8 } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { linesOf, readFd } from '../applet';
import { fromBase64, toBase64 } from '../crypto/base64';
import { md5Crypt, shaCrypt } from '../crypto/crypt';
import { verify, x509 } from './certificates';
import { genpkey, genrsa, rsa } from './keys';
import { put, readOptions } from './options';
import { req } from './request';

const HASHES = { md5: ['MD5', md5], sha1: ['SHA1', sha1], sha224: ['SHA2-224', sha224], sha256: ['SHA2-256', sha256], sha384: ['SHA2-384', sha384], sha512: ['SHA2-512', sha512] } as const;

/** Commands that the real one has and this one hasn't. */
const OTHERS = new Set('asn1parse ca ciphers cmp cms crl crl2pkcs7 dhparam dsa dsaparam ec ecparam engine errstr fipsinstall gendsa info kdf list mac nseq ocsp pkcs12 pkcs7 pkcs8 pkeyparam pkeyutl prime rehash rsautl s_client s_server s_time sess_id smime speed spkac srp storeutl ts'.split(' '));

/** openssl(1): keys, requests and certificates of RSA, digests, base64, random bytes and password hashes. */
export const openssl: Applet = async (io) => {
  const [command, ...args] = io.args;
  switch (command) {
    case 'version': return version(io, args);
    case 'genrsa': return genrsa(io, args);
    case 'genpkey': return genpkey(io, args);
    case 'rsa': case 'pkey': return rsa(io, args, command);
    case 'req': return req(io, args);
    case 'x509': return x509(io, args);
    case 'verify': return verify(io, args);
    case 'rand': return rand(io, args);
    case 'dgst': return dgst(io, args, undefined);
    case 'passwd': return passwd(io, args);
    case 'base64': return enc(io, ['-base64', ...args], 'base64');
    case 'enc': return enc(io, args, 'enc');
    default:
  }
  if (command !== undefined && Object.hasOwn(HASHES, command)) return dgst(io, args, command as keyof typeof HASHES);
  if (command === undefined) await io.err('dockyard: interactive openssl is not simulated');
  else if (OTHERS.has(command)) await io.err(`dockyard: openssl ${command} is not simulated`);
  else await io.err(`Invalid command '${command}'; type "help" for a list.`);
  return 1;
};

async function version(io: Io, args: readonly string[]): Promise<number> {
  const release = io.sys.access('/etc/os-release', 'r') ? io.sys.readText('/etc/os-release') : '';
  const number = /^ID=alpine$/m.test(release) || /^VERSION_ID="?13/m.test(release) ? '3.5.4 30 Sep 2025' : /^ID=ubuntu$/m.test(release) ? '3.0.13 30 Jan 2024' : '3.0.15 3 Sep 2024';
  await io.out(`OpenSSL ${number} (Library: OpenSSL ${number})\n`);
  if (args.includes('-a')) await io.out(`platform: debian-${io.sys.uname().machine === 'aarch64' ? 'arm64' : 'amd64'}\nOPENSSLDIR: "/usr/lib/ssl"\n`);
  return 0;
}

async function rand(io: Io, args: readonly string[]): Promise<number> {
  const given = await readOptions(io, 'rand', args, 'out', 'hex base64');
  const size = given.rest[0];
  if (size === undefined || given.rest.length > 1) {
    await io.err('rand: Use -help for summary.');
    return 1;
  }
  if (!/^\d+$/.test(size)) {
    await io.err(`rand: Can't parse "${size}" as a number`);
    await io.err('rand: Use -help for summary.');
    return 1;
  }
  const bytes = io.sys.random.bytes(Number(size));
  await put(io, given.get('out'), given.has('hex') ? `${hex(bytes)}\n` : given.has('base64') ? toBase64(bytes, 64) : bytes, true);
  return 0;
}

async function dgst(io: Io, args: readonly string[], named: keyof typeof HASHES | undefined): Promise<number> {
  const given = await readOptions(io, named ?? 'dgst', args, 'out hmac sign verify signature', `${Object.keys(HASHES).join(' ')} r hex c binary`);
  for (const word of ['sign', 'verify']) {
    if (!given.has(word)) continue;
    await io.err(`dockyard: openssl dgst -${word} is not simulated`);
    return 1;
  }
  const [title, hash] = HASHES[named ?? (Object.keys(HASHES) as (keyof typeof HASHES)[]).find((name) => given.has(name)) ?? 'sha256'];
  const key = given.get('hmac');
  // A digest that wasn't chosen by name goes by its first one.
  const label = named === undefined && !Object.keys(HASHES).some((name) => given.has(name)) ? 'SHA256' : title;
  let status = 0;
  for (const path of given.rest.length > 0 ? given.rest : [undefined]) {
    let bytes: Uint8Array;
    try {
      bytes = path === undefined ? await readFd(io.sys, 0) : await io.file(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.err(`${path}: ${error.message}`);
      status = 1;
      continue;
    }
    const digest = key === undefined ? hash(bytes) : hmac(hash, utf8(key), bytes);
    const shown = given.has('c') ? [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(':') : hex(digest);
    await put(io, given.get('out'), given.has('binary') ? digest : given.has('r') ? `${shown} *${path ?? 'stdin'}\n` : `${label}(${path ?? 'stdin'})= ${shown}\n`);
  }
  return status;
}

const SALT = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

async function passwd(io: Io, args: readonly string[]): Promise<number> {
  const given = await readOptions(io, 'passwd', args, 'salt in', '1 5 6 apr1 stdin noverify quiet table reverse');
  const kind = given.has('6') ? '$6$' : given.has('5') ? '$5$' : given.has('apr1') ? '$apr1$' : '$1$';
  const passwords = [...given.rest];
  if (given.has('stdin')) for await (const line of linesOf(io.sys, 0)) passwords.push(line);
  if (passwords.length === 0) {
    await io.sys.write(2, 'Password: ');
    const first = await linesOf(io.sys, 0).next();
    if (first.done) return 1;
    passwords.push(first.value);
  }
  for (const password of passwords) {
    const salt = given.get('salt') ?? Array.from({ length: kind === '$1$' || kind === '$apr1$' ? 8 : 16 }, () => SALT[io.sys.random.below(64)]).join('');
    await io.sys.cpu(3000);
    await io.out(`${kind === '$6$' ? shaCrypt(sha512, password, salt, kind) : kind === '$5$' ? shaCrypt(sha256, password, salt, kind) : md5Crypt(md5, password, salt, kind)}\n`);
  }
  return 0;
}

async function enc(io: Io, args: readonly string[], command: string): Promise<number> {
  const cipher = args.find((arg) => /^-(aes|des|camellia|aria|chacha|rc4|bf|sm4)[\w-]*$/.test(arg));
  if (cipher !== undefined) {
    await io.err(`dockyard: openssl enc ${cipher} is not simulated`);
    return 1;
  }
  const given = await readOptions(io, command, args, 'in out', 'base64 a A d e');
  let bytes: Uint8Array;
  try {
    bytes = given.get('in') === undefined ? await io.stdin() : await io.file(given.get('in')!);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`Can't open "${given.get('in')}" for reading, ${error.message}`);
    return 1;
  }
  const coded = given.has('base64') || given.has('a');
  await put(io, given.get('out'), !coded ? bytes : given.has('d') ? fromBase64(text(bytes)) : toBase64(bytes, given.has('A') ? 0 : 64));
  return 0;
}
