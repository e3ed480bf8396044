import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { text, utf8 } from '../../lib/bytes';
import { daysOf } from '../coreutils/date-text';
import { civilDate } from '../systemd/time-text';
import { bits, children, der, integer, NULL, octets, oid, oidName, sequence, set, toBigInt, type Der } from './der';
import { readRsaPublic, rsaPublicDer, rsaSign, rsaSpki, rsaVerify, type RsaKey, type RsaPublic } from './rsa';

/** A distinguished name: its parts in order, by short name (`CN`). */
export type Name = readonly (readonly [key: string, value: string])[];

export interface Extension {
  oid: string;
  critical: boolean;
  value: Uint8Array;
}

export interface Certificate {
  raw: Uint8Array;
  /** 0 is version 1. */
  version: number;
  serial: Uint8Array;
  issuer: Name;
  subject: Name;
  issuerRaw: Uint8Array;
  subjectRaw: Uint8Array;
  notBeforeMs: number;
  notAfterMs: number;
  key: RsaPublic;
  extensions: Extension[];
  signed: Uint8Array;
  signature: Uint8Array;
}

export const NAME_OIDS: Readonly<Record<string, string>> = { C: '2.5.4.6', ST: '2.5.4.8', L: '2.5.4.7', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3', emailAddress: '1.2.840.113549.1.9.1', SN: '2.5.4.4', GN: '2.5.4.42', DC: '0.9.2342.19200300.100.1.25', UID: '0.9.2342.19200300.100.1.1', serialNumber: '2.5.4.5' };
const SHA256_RSA = sequence(oid('1.2.840.113549.1.1.11'), NULL);

export function nameDer(name: Name): Uint8Array {
  return sequence(...name.map(([key, value]) => set(sequence(oid(NAME_OIDS[key]!), der(key === 'C' || key === 'serialNumber' ? 0x13 : key === 'emailAddress' || key === 'DC' ? 0x16 : 0x0c, utf8(value))))));
}

function readName(bytes: Uint8Array): Name {
  return children(bytes).map((one) => {
    const [type, value] = children(children(one.body)[0]!.body);
    const id = oidName(type!.body);
    return [Object.keys(NAME_OIDS).find((key) => NAME_OIDS[key] === id) ?? id, text(value!.body)] as const;
  });
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
function timeDer(ms: number): Uint8Array {
  const [days, rest] = [Math.floor(ms / 86_400_000), Math.floor((ms % 86_400_000) / 1000)];
  const { year, month, day } = civilDate(days);
  const two = (n: number): string => String(n).padStart(2, '0');
  const tail = `${two(month)}${two(day)}${two(Math.floor(rest / 3600))}${two(Math.floor(rest / 60) % 60)}${two(rest % 60)}Z`;
  return year < 2050 ? der(0x17, utf8(two(year % 100) + tail)) : der(0x18, utf8(year + tail));
}

function readTime(value: Der): number {
  const digits = text(value.body);
  const full = value.tag === 0x17 ? (Number(digits.slice(0, 2)) < 50 ? '20' : '19') + digits : digits;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(full)!.slice(1).map(Number);
  return (daysOf(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second) * 1000;
}

export const keyId = (key: RsaPublic): Uint8Array => sha1(rsaPublicDer(key));

/** The extensions of OpenSSL's default configuration for an authority (`v3_ca`). */
export function authorityExtensions(key: RsaPublic, issuer: RsaPublic): Extension[] {
  return [
    { oid: '2.5.29.14', critical: false, value: octets(keyId(key)) },
    { oid: '2.5.29.35', critical: false, value: sequence(der(0x80, keyId(issuer))) },
    { oid: '2.5.29.19', critical: true, value: sequence(der(1, Uint8Array.of(255))) },
  ];
}

const USAGES = ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'cRLSign'];
const PURPOSES: Readonly<Record<string, string>> = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2', codeSigning: '1.3.6.1.5.5.7.3.3', emailProtection: '1.3.6.1.5.5.7.3.4' };
export const EXTENSION_OIDS: Readonly<Record<string, string>> = { subjectAltName: '2.5.29.17', basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15', extendedKeyUsage: '2.5.29.37' };

/** An extension as configuration files write it (`subjectAltName = DNS:a,IP:1.2.3.4`), or undefined where it isn't known here. */
export function extensionOf(name: string, written: string, sections: (name: string) => readonly (readonly [string, string])[] = () => []): Extension | undefined {
  const words = written.split(',').map((word) => word.trim());
  const critical = words[0] === 'critical';
  if (critical) words.shift();
  const id = EXTENSION_OIDS[name];
  if (id === undefined) return undefined;
  if (name === 'subjectAltName') {
    const names = words[0]?.startsWith('@') ? sections(words[0].slice(1)).map(([key, value]) => `${key.replace(/\.\d+$/, '')}:${value}`) : words;
    return { oid: id, critical, value: sequence(...names.map((one) => {
      const [, kind = '', value = ''] = /^(\w+):(.*)$/.exec(one) ?? [];
      return kind === 'IP' ? der(0x87, Uint8Array.from(value.split('.').map(Number))) : der(kind === 'email' ? 0x81 : kind === 'URI' ? 0x86 : 0x82, utf8(value));
    })) };
  }
  if (name === 'basicConstraints') {
    const path = words.find((word) => /^pathlen:/i.test(word));
    return { oid: id, critical, value: sequence(...(words.some((word) => /^CA:true$/i.test(word)) ? [der(1, Uint8Array.of(255))] : []), ...(path ? [integer(Number(path.slice(8)))] : [])) };
  }
  if (name === 'extendedKeyUsage') return { oid: id, critical, value: sequence(...words.flatMap((word) => (PURPOSES[word] ? [oid(PURPOSES[word])] : []))) };
  let mask = 0;
  for (const word of words) if (USAGES.includes(word)) mask |= 0x80 >> USAGES.indexOf(word);
  let unused = 0;
  while (unused < 7 && !(mask & (1 << unused))) unused++;
  return { oid: id, critical, value: der(3, Uint8Array.of(unused, mask)) };
}

const extensionsDer = (extensions: readonly Extension[]): Uint8Array => sequence(...extensions.map(({ oid: id, critical, value }) => sequence(oid(id), ...(critical ? [der(1, Uint8Array.of(255))] : []), octets(value))));

/** Makes and signs a certificate (RFC 5280); version 1 where it has no extensions. */
export function makeCertificate(given: { serial: Uint8Array; issuer: Name; subject: Name; notBeforeMs: number; notAfterMs: number; key: RsaPublic; extensions: readonly Extension[] }, signer: RsaKey): Uint8Array {
  const body = sequence(
    ...(given.extensions.length > 0 ? [der(0xa0, integer(2))] : []), integer(toBigInt(given.serial)), SHA256_RSA, nameDer(given.issuer), sequence(timeDer(given.notBeforeMs), timeDer(given.notAfterMs)), nameDer(given.subject), rsaSpki(given.key),
    ...(given.extensions.length > 0 ? [der(0xa3, extensionsDer(given.extensions))] : []),
  );
  return sequence(body, SHA256_RSA, bits(rsaSign(signer, sha256(body))));
}

/** Reads a certificate with an RSA key. Throws RangeError where it isn't one. */
export function readCertificate(raw: Uint8Array): Certificate {
  const [body, , signature] = children(children(raw)[0]!.body);
  const fields = children(body!.body);
  const version = fields[0]!.tag === 0xa0 ? Number(toBigInt(children(fields.shift()!.body)[0]!.body)) : 0;
  const [serial, , issuer, validity, subject, key, extra] = fields as [Der, Der, Der, Der, Der, Der, Der | undefined];
  const [from, until] = children(validity.body);
  return {
    raw, version, serial: serial.body, issuer: readName(issuer.body), subject: readName(subject.body), issuerRaw: issuer.raw, subjectRaw: subject.raw, notBeforeMs: readTime(from!), notAfterMs: readTime(until!),
    key: readRsaPublic(key.raw), extensions: extra ? readExtensions(children(extra.body)[0]!.body) : [], signed: body!.raw, signature: signature!.body.subarray(1),
  };
}

function readExtensions(bytes: Uint8Array): Extension[] {
  return children(bytes).map((one) => {
    const fields = children(one.body);
    return { oid: oidName(fields[0]!.body), critical: fields.length === 3, value: fields.at(-1)!.body };
  });
}

export const isSignedBy = (one: Pick<Certificate, 'signed' | 'signature'>, key: RsaPublic): boolean => rsaVerify(key, sha256(one.signed), one.signature);

/** A request for a certificate (RFC 2986), signed by its own key. */
export function makeRequest(subject: Name, key: RsaKey, extensions: readonly Extension[]): Uint8Array {
  const wanted = extensions.length === 0 ? [] : [sequence(oid('1.2.840.113549.1.9.14'), set(extensionsDer(extensions)))];
  const body = sequence(integer(0), nameDer(subject), rsaSpki(key), der(0xa0, ...wanted));
  return sequence(body, SHA256_RSA, bits(rsaSign(key, sha256(body))));
}

export interface CertificateRequest {
  subject: Name;
  key: RsaPublic;
  extensions: Extension[];
  signed: Uint8Array;
  signature: Uint8Array;
}

export function readRequest(raw: Uint8Array): CertificateRequest {
  const [body, , signature] = children(children(raw)[0]!.body);
  const [, subject, key, attributes] = children(body!.body);
  const wanted = attributes && children(attributes.body)[0];
  return { subject: readName(subject!.body), key: readRsaPublic(key!.raw), extensions: wanted ? readExtensions(children(children(wanted.body)[1]!.body)[0]!.body) : [], signed: body!.raw, signature: signature!.body.subarray(1) };
}

/** An extension's title and value as `-text` shows them. */
export function extensionText(extension: Extension): { title: string; value: string } {
  const [first] = children(extension.value);
  const hexed = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
  switch (extension.oid) {
    case '2.5.29.14': return { title: 'X509v3 Subject Key Identifier', value: hexed(first!.body) };
    case '2.5.29.35': return { title: 'X509v3 Authority Key Identifier', value: hexed(children(first!.body)[0]!.body) };
    case '2.5.29.19': {
      const [authority, path] = children(first!.body);
      return { title: 'X509v3 Basic Constraints', value: `CA:${authority?.tag === 1 ? 'TRUE' : 'FALSE'}${path ? `, pathlen:${toBigInt(path.body)}` : ''}` };
    }
    case '2.5.29.17': return { title: 'X509v3 Subject Alternative Name', value: children(first!.body).map(({ tag, body }) => (tag === 0x87 ? `IP Address:${body.join('.')}` : `${tag === 0x81 ? 'email' : tag === 0x86 ? 'URI' : 'DNS'}:${text(body)}`)).join(', ') };
    case '2.5.29.37': {
      const titles: Record<string, string> = { serverAuth: 'TLS Web Server Authentication', clientAuth: 'TLS Web Client Authentication', codeSigning: 'Code Signing', emailProtection: 'E-mail Protection' };
      return { title: 'X509v3 Extended Key Usage', value: children(first!.body).map(({ body }) => titles[Object.keys(PURPOSES).find((key) => PURPOSES[key] === oidName(body))!] ?? oidName(body)).join(', ') };
    }
    case '2.5.29.15': {
      const titles = ['Digital Signature', 'Non Repudiation', 'Key Encipherment', 'Data Encipherment', 'Key Agreement', 'Certificate Sign', 'CRL Sign'];
      return { title: 'X509v3 Key Usage', value: titles.filter((_, i) => first!.body[1]! & (0x80 >> i)).join(', ') };
    }
    default: return { title: extension.oid, value: hexed(extension.value) };
  }
}

/** A serial number as OpenSSL makes one: 20 bytes, positive. */
export function serialFrom(bytes: Uint8Array): Uint8Array {
  const out = bytes.slice();
  out[0] = (out[0]! & 0x7f) | 1;
  return out;
}

