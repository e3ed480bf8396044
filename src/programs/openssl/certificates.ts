import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { hex } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Io } from '../applet';
import { linesOf } from '../applet';
import { civilDate } from '../systemd/time-text';
import { UsageExit } from '../options';
import { pem } from '../crypto/base64';
import { bitLength, rsaPkcs8, rsaSpki, type RsaKey, type RsaPublic } from '../crypto/rsa';
import { authorityExtensions, extensionOf, extensionText, isSignedBy, keyId, makeCertificate, makeRequest, NAME_OIDS, readCertificate, readRequest, serialFrom, type Certificate, type Extension, type Name } from '../crypto/x509';
import { blocksOf, newKey, numberLines, privateKey } from './keys';
import { put, readOptions } from './options';
import { der, octets, sequence } from '../crypto/der';

const DAY_MS = 86_400_000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function dateText(ms: number): string {
  const { year, month, day } = civilDate(Math.floor(ms / DAY_MS));
  const seconds = Math.floor((ms % DAY_MS) / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${MONTHS[month - 1]} ${String(day).padStart(2)} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)} ${year} GMT`;
}

const nameText = (name: Name): string => name.map(([key, value]) => `${key} = ${/[,+"<>;=]|^ | $/.test(value) ? `"${value}"` : value}`).join(', ');
const colons = (bytes: Uint8Array, upper: boolean): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).map((two) => (upper ? two.toUpperCase() : two)).join(':');

/** `/C=US/O=Acme/CN=host`, with `\` before what is meant literally. */
async function subjectOf(io: Io, written: string): Promise<Name> {
  if (!written.startsWith('/')) {
    await io.err(`req: subject name is expected to be in the format /type0=value0/type1=value1/type2=... where characters may be escaped by \\. This name is not in that format: '${written}'`);
    throw new UsageExit(1);
  }
  const out: (readonly [string, string])[] = [];
  for (const part of written.slice(1).match(/(?:\\.|[^/\\])+/g) ?? []) {
    const [, key = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(part.replace(/\\(.)/g, '$1'))!;
    if (!NAME_OIDS[key]) await io.err(`req: Skipping unknown subject name attribute "${key}"`);
    else if (value === '') await io.err(`req: No value provided for subject name attribute "${key}", skipped`);
    else out.push([key, value]);
  }
  return out;
}

const QUESTIONS: readonly [prompt: string, key: string, byDefault: string][] = [
  ['Country Name (2 letter code)', 'C', 'AU'], ['State or Province Name (full name)', 'ST', 'Some-State'], ['Locality Name (eg, city)', 'L', ''], ['Organization Name (eg, company)', 'O', 'Internet Widgits Pty Ltd'],
  ['Organizational Unit Name (eg, section)', 'OU', ''], ['Common Name (e.g. server FQDN or YOUR name)', 'CN', ''], ['Email Address', 'emailAddress', ''],
];

/** The questions of OpenSSL's default configuration. */
async function askSubject(io: Io, extra: boolean): Promise<Name> {
  await io.err("You are about to be asked to enter information that will be incorporated\ninto your certificate request.\nWhat you are about to enter is what is called a Distinguished Name or a DN.\nThere are quite a few fields but you can leave some blank\nFor some fields there will be a default value,\nIf you enter '.', the field will be left blank.\n-----");
  const lines = linesOf(io.sys, 0);
  const out: [string, string][] = [];
  const ask = async (prompt: string): Promise<string> => {
    await io.sys.write(2, prompt);
    const { value, done } = await lines.next();
    if (!done) return value;
    await io.err('Error making certificate request');
    throw new UsageExit(1);
  };
  for (const [prompt, key, byDefault] of QUESTIONS) {
    const answer = (await ask(`${prompt} [${byDefault}]:`)) || byDefault;
    if (answer !== '' && answer !== '.') out.push([key, answer]);
  }
  if (extra) {
    await io.err("\nPlease enter the following 'extra' attributes\nto be sent with your certificate request");
    await ask('A challenge password []:');
    await ask('An optional company name []:');
  }
  return out;
}

/** The sections of a configuration file: names and values, in order; what stands before any is `''`. */
async function sectionsOf(io: Io, path: string): Promise<(name: string) => [string, string][]> {
  const sections = new Map<string, [string, string][]>();
  let current = '';
  let content: string;
  try {
    content = io.sys.readText(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`Can't open "${path}" for reading, ${error.message}`);
    throw new UsageExit(1);
  }
  for (const line of content.split('\n')) {
    const bare = line.replace(/#.*$/, '').trim();
    const header = /^\[\s*(.*?)\s*\]$/.exec(bare);
    if (header) current = header[1]!;
    else if (bare.includes('=')) sections.set(current, [...(sections.get(current) ?? []), [bare.slice(0, bare.indexOf('=')).trim(), bare.slice(bare.indexOf('=') + 1).trim()]]);
  }
  return (name) => sections.get(name) ?? [];
}

/** openssl req: a request, or with -x509 a certificate that signs itself. */
export async function req(io: Io, args: readonly string[]): Promise<number> {
  const given = await readOptions(io, 'req', args, 'in out key keyout newkey subj days addext set_serial', 'new x509 nodes noenc sha256 sha384 sha512 batch noout text verify subject pubkey utf8');
  const wanted = given.get('newkey');
  if (given.has('sha384') || given.has('sha512')) {
    await io.err('dockyard: openssl req with another digest than sha256 is not simulated');
    return 1;
  }
  if (!given.has('new') && !given.has('x509') && wanted === undefined) return showRequest(io, given);
  let key: RsaKey;
  if (given.get('key') !== undefined) key = await privateKey(io, given.get('key'));
  else {
    const size = wanted === undefined ? 2048 : Number(/^rsa(?::(\d+))?$/.exec(wanted)?.[1] ?? (wanted === 'rsa' ? 2048 : Number.NaN));
    if (Number.isNaN(size)) {
      await io.err(`dockyard: openssl req -newkey ${wanted} is not simulated`);
      return 1;
    }
    if (!given.has('nodes') && !given.has('noenc')) {
      await io.err('dockyard: openssl req with an encrypted key is not simulated: add -nodes');
      return 1;
    }
    key = await newKey(io, size, true);
    await put(io, given.get('keyout') ?? 'privkey.pem', pem('PRIVATE KEY', rsaPkcs8(key)), true);
    await io.err('-----');
  }
  const subject = given.get('subj') === undefined ? await askSubject(io, !given.has('x509')) : await subjectOf(io, given.get('subj')!);
  const added = args.flatMap((arg, i) => (arg === '-addext' ? [args[i + 1]!] : []));
  const extensions: Extension[] = [];
  for (const text of added) {
    const [, name = '', value = ''] = /^\s*([\w.]+)\s*=\s*(.*)$/.exec(text) ?? [];
    const extension = extensionOf(name, value);
    if (!extension) {
      await io.err(`dockyard: openssl req -addext ${name || text} is not simulated`);
      return 1;
    }
    extensions.push(extension);
  }
  if (!given.has('x509')) {
    await put(io, given.get('out'), pem('CERTIFICATE REQUEST', makeRequest(subject, key, extensions)));
    return 0;
  }
  const own = authorityExtensions(key, key).filter(({ oid }) => !extensions.some((one) => one.oid === oid));
  const now = io.sys.now();
  await put(io, given.get('out'), pem('CERTIFICATE', makeCertificate({ serial: serialFrom(io.sys.random.bytes(20)), issuer: subject, subject, notBeforeMs: now, notAfterMs: now + Number(given.get('days') ?? 30) * DAY_MS, key, extensions: [...own, ...extensions] }, key)));
  return 0;
}

async function showRequest(io: Io, given: Awaited<ReturnType<typeof readOptions>>): Promise<number> {
  const block = (await blocksOf(io, given.get('in'), 'certificate request')).find(({ label }) => /CERTIFICATE REQUEST$/.test(label));
  if (!block) {
    await io.err('Unable to load X509 request');
    return 1;
  }
  const request = readRequest(block.bytes);
  if (given.has('verify')) await io.err(isSignedBy(request, request.key) ? 'Certificate request self-signature verify OK' : 'Certificate request self-signature verify failure');
  if (given.has('text')) {
    await io.out(`Certificate Request:\n    Data:\n        Version: 1 (0x0)\n        Subject: ${nameText(request.subject)}\n${keyText(request.key)}        Attributes:\n${request.extensions.length === 0 ? '            (none)\n' : ''}            Requested Extensions:\n${request.extensions.map((one) => extensionLines(one, '                ')).join('')}    Signature Algorithm: sha256WithRSAEncryption\n    Signature Value:\n${signatureLines(request.signature)}`);
  }
  if (given.has('subject')) await io.out(`subject=${nameText(request.subject)}\n`);
  if (given.has('pubkey')) await io.out(pem('PUBLIC KEY', rsaSpki(request.key)));
  if (!given.has('noout')) await put(io, given.get('out'), pem('CERTIFICATE REQUEST', block.bytes));
  return 0;
}

const keyText = (key: RsaPublic): string => `        Subject Public Key Info:\n            Public Key Algorithm: rsaEncryption\n                Public-Key: (${bitLength(key.n)} bit)\n                Modulus:\n${numberLines(key.n, '                    ')}                Exponent: ${key.e} (0x${key.e.toString(16)})\n`;

function extensionLines(extension: Extension, indent: string): string {
  const { title, value } = extensionText(extension);
  return `${indent}${title}: ${extension.critical ? 'critical' : ''}\n${indent}    ${value}\n`;
}

function signatureLines(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 18) out += `        ${colons(bytes.subarray(i, i + 18), false)}${i + 18 < bytes.length ? ':' : ''}\n`;
  return out;
}

function certificateText(one: Certificate): string {
  const serial = one.serial.length <= 8 ? ` ${BigInt(`0x${hex(one.serial)}`)} (0x${BigInt(`0x${hex(one.serial)}`).toString(16)})\n` : `\n            ${colons(one.serial, false)}\n`;
  const extensions = one.extensions.length === 0 ? '' : `        X509v3 extensions:\n${one.extensions.map((extension) => extensionLines(extension, '            ')).join('')}`;
  return `Certificate:\n    Data:\n        Version: ${one.version + 1} (0x${one.version})\n        Serial Number:${serial}        Signature Algorithm: sha256WithRSAEncryption\n        Issuer: ${nameText(one.issuer)}\n        Validity\n            Not Before: ${dateText(one.notBeforeMs)}\n            Not After : ${dateText(one.notAfterMs)}\n        Subject: ${nameText(one.subject)}\n${keyText(one.key)}${extensions}    Signature Algorithm: sha256WithRSAEncryption\n    Signature Value:\n${signatureLines(one.signature)}`;
}

export async function certificateAt(io: Io, path: string | undefined, what = 'certificate'): Promise<Certificate> {
  const block = (await blocksOf(io, path, what)).find(({ label }) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label));
  if (block) return readCertificate(block.bytes);
  await io.err(`Could not read ${what} from ${path ?? '<stdin>'}`);
  await io.err(`Unable to load ${what}`);
  throw new UsageExit(1);
}

const DIGESTS = { sha1: ['SHA1', sha1], sha256: ['sha256', sha256], sha512: ['sha512', sha512], md5: ['MD5', md5] } as const;

/** openssl x509: shows a certificate; with -req, signs a request as -CA's authority or by -signkey. */
export async function x509(io: Io, args: readonly string[]): Promise<number> {
  const given = await readOptions(io, 'x509', args, 'in out CA CAkey days extfile extensions signkey key set_serial checkend ext', 'noout text subject issuer dates startdate enddate serial fingerprint sha1 sha256 sha512 md5 pubkey modulus req CAcreateserial nocert');
  if (given.has('req')) return signRequest(io, given);
  const one = await certificateAt(io, given.get('in'));
  const hash = DIGESTS[(['sha256', 'sha512', 'md5'] as const).find((name) => given.has(name)) ?? 'sha1'];
  let status = 0;
  // Each is printed in the order in which it was asked for.
  for (const arg of args) {
    switch (arg.replace(/^--?/, '')) {
      case 'subject': await io.out(`subject=${nameText(one.subject)}\n`); break;
      case 'issuer': await io.out(`issuer=${nameText(one.issuer)}\n`); break;
      case 'dates': await io.out(`notBefore=${dateText(one.notBeforeMs)}\nnotAfter=${dateText(one.notAfterMs)}\n`); break;
      case 'startdate': await io.out(`notBefore=${dateText(one.notBeforeMs)}\n`); break;
      case 'enddate': await io.out(`notAfter=${dateText(one.notAfterMs)}\n`); break;
      case 'serial': await io.out(`serial=${hex(one.serial).toUpperCase()}\n`); break;
      case 'fingerprint': await io.out(`${hash[0]} Fingerprint=${colons(hash[1](one.raw), true)}\n`); break;
      case 'pubkey': await io.out(pem('PUBLIC KEY', rsaSpki(one.key))); break;
      case 'modulus': await io.out(`Modulus=${one.key.n.toString(16).toUpperCase()}\n`); break;
      case 'text': await io.out(certificateText(one)); break;
      case 'ext': {
        const titles: Record<string, string> = { subjectAltName: '2.5.29.17', basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15', extendedKeyUsage: '2.5.29.37', subjectKeyIdentifier: '2.5.29.14', authorityKeyIdentifier: '2.5.29.35' };
        const found = one.extensions.filter(({ oid }) => given.get('ext')!.split(',').some((name) => titles[name] === oid));
        await io.out(found.length > 0 ? found.map((extension) => extensionLines(extension, '')).join('') : 'No extensions matched criteria\n');
        break;
      }
      case 'checkend': {
        const expires = one.notAfterMs < io.sys.now() + Number(given.get('checkend')) * 1000;
        await io.out(expires ? 'Certificate will expire\n' : 'Certificate will not expire\n');
        if (expires) status = 1;
        break;
      }
      default:
    }
  }
  if (!given.has('noout')) await put(io, given.get('out'), pem('CERTIFICATE', one.raw));
  return status;
}

async function signRequest(io: Io, given: Awaited<ReturnType<typeof readOptions>>): Promise<number> {
  const block = (await blocksOf(io, given.get('in'), 'certificate request')).find(({ label }) => /CERTIFICATE REQUEST$/.test(label));
  if (!block) {
    await io.err('Unable to load X509 request');
    return 1;
  }
  const request = readRequest(block.bytes);
  await io.err(isSignedBy(request, request.key) ? 'Certificate request self-signature ok' : 'Certificate request self-signature did not match the contents');
  await io.err(`subject=${nameText(request.subject)}`);
  const alone = given.get('signkey') ?? given.get('key');
  const authority = given.get('CA') === undefined ? undefined : await certificateAt(io, given.get('CA'));
  if (!authority && alone === undefined) {
    await io.err('Error: Either -key or -CA option must be given with -req');
    return 1;
  }
  const signer = await privateKey(io, authority ? (given.get('CAkey') ?? given.get('CA')) : alone, authority ? 'CA private key' : 'private key');
  if (authority && authority.key.n !== signer.n) {
    await io.err('CA certificate and CA private key do not match');
    return 1;
  }
  const extensions: Extension[] = [];
  if (given.get('extfile') !== undefined) {
    const sections = await sectionsOf(io, given.get('extfile')!);
    for (const [name, value] of sections(given.get('extensions') ?? '')) {
      if (name === 'authorityKeyIdentifier') extensions.push({ oid: '2.5.29.35', critical: false, value: sequence(der(0x80, keyId((authority ?? request).key))) });
      else if (name === 'subjectKeyIdentifier') extensions.push({ oid: '2.5.29.14', critical: false, value: octets(keyId(request.key)) });
      else if (name !== 'extensions') {
        const extension = extensionOf(name, value, sections);
        if (!extension) {
          await io.err(`dockyard: the certificate extension ${name} is not simulated`);
          return 1;
        }
        extensions.push(extension);
      }
    }
  }
  if (extensions.length > 0 && !extensions.some(({ oid }) => oid === '2.5.29.14')) extensions.push({ oid: '2.5.29.14', critical: false, value: octets(keyId(request.key)) });
  const serial = serialFrom(io.sys.random.bytes(20));
  if (authority && given.has('CAcreateserial')) io.sys.writeFile(given.get('CA')!.replace(/\.[^./]*$/, '') + '.srl', `${hex(serial).toUpperCase()}\n`);
  const now = io.sys.now();
  await put(io, given.get('out'), pem('CERTIFICATE', makeCertificate({ serial, issuer: authority?.subject ?? request.subject, subject: request.subject, notBeforeMs: now, notAfterMs: now + Number(given.get('days') ?? 30) * DAY_MS, key: request.key, extensions }, signer)));
  return 0;
}

/** Why a certificate may not sign others. */
function authorityFaults(one: Certificate): string[] {
  const shown = (id: string): string | undefined => {
    const found = one.extensions.find(({ oid }) => oid === id);
    return found && extensionText(found).value;
  };
  const maySign = shown('2.5.29.15')?.includes('Certificate Sign') ?? true;
  return [
    ...(maySign && (shown('2.5.29.19')?.startsWith('CA:TRUE') || one.version === 0) ? [] : ['79 at 1 depth lookup: invalid CA certificate']),
    ...(maySign ? [] : ['32 at 1 depth lookup: key usage does not include certificate signing']),
  ];
}

/** openssl verify -CAfile authority certificate… */
export async function verify(io: Io, args: readonly string[]): Promise<number> {
  const given = await readOptions(io, 'verify', args, 'CAfile untrusted', 'verbose');
  const authority = given.get('CAfile') === undefined ? undefined : await certificateAt(io, given.get('CAfile'));
  let status = 0;
  for (const path of given.rest) {
    const one = await certificateAt(io, path, 'certificate file');
    const itself = isSignedBy(one, one.key);
    const signs = authority && hex(authority.subjectRaw) === hex(one.issuerRaw) && isSignedBy(one, authority.key);
    const faults = signs && hex(authority.raw) !== hex(one.raw) ? authorityFaults(authority) : [];
    if (faults.length > 0) {
      for (const fault of faults) await io.err(`${nameText(authority!.subject)}\nerror ${fault}`);
      await io.err(`error ${path}: verification failed`);
      status = 2;
    } else if (signs) await io.out(`${path}: OK\n`);
    else {
      await io.err(`${nameText(one.subject)}\nerror ${itself ? 18 : 20} at 0 depth lookup: ${itself ? 'self-signed certificate' : 'unable to get local issuer certificate'}\nerror ${path}: verification failed`);
      status = 2;
    }
  }
  return status;
}
