import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { hex } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Io } from '../applet';
import { pem } from '../crypto/base64';
import { der, octets, sequence } from '../crypto/der';
import { rsaSpki } from '../crypto/rsa';
import { extensionOf, extensionText, isSignedBy, keyId, makeCertificate, readCertificate, readRequest, type Certificate, type Extension } from '../crypto/x509';
import { UsageExit } from '../options';
import { certificateText, colons, DAY_MS, dateText, extensionLines, nameText } from './certificate-text';
import { blocksOf, privateKey } from './keys';
import { put, readOptions, type Given } from './options';
import { serialOf } from './serial';

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

/** The certificate in a file (or on stdin). Complains and throws UsageExit where there is none. */
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
  if (given.has('req') && ['sha1', 'sha512', 'md5'].some((name) => given.has(name))) {
    await io.err('dockyard: openssl x509 -req with another digest than sha256 is not simulated');
    return 1;
  }
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

/** openssl x509 -req */
async function signRequest(io: Io, given: Given): Promise<number> {
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
  const serial = await serialOf(io, 'x509', given);
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
  if (given.has('untrusted')) {
    await io.err('dockyard: openssl verify -untrusted is not simulated');
    return 1;
  }
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
