import { hex } from '../../lib/bytes';
import { bitLength, type RsaPublic } from '../crypto/rsa';
import { extensionText, type Certificate, type Extension, type Name } from '../crypto/x509';
import { civilDate } from '../systemd/time-text';
import { numberLines } from './keys';

export const DAY_MS = 86_400_000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Jan  2 03:04:05 2026 GMT` */
export function dateText(ms: number): string {
  const { year, month, day } = civilDate(Math.floor(ms / DAY_MS));
  const seconds = Math.floor((ms % DAY_MS) / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${MONTHS[month - 1]} ${String(day).padStart(2)} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)} ${year} GMT`;
}

/** A name as OpenSSL prints it: `C = US, CN = host`. */
export const nameText = (name: Name): string => name.map(([key, value]) => `${key} = ${/[,+"<>;=]|^ | $/.test(value) ? `"${value}"` : value}`).join(', ');
/** `ab:cd:…` */
export const colons = (bytes: Uint8Array, upper: boolean): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).map((two) => (upper ? two.toUpperCase() : two)).join(':');

export const keyText = (key: RsaPublic): string => `        Subject Public Key Info:\n            Public Key Algorithm: rsaEncryption\n                Public-Key: (${bitLength(key.n)} bit)\n                Modulus:\n${numberLines(key.n, '                    ')}                Exponent: ${key.e} (0x${key.e.toString(16)})\n`;

export function extensionLines(extension: Extension, indent: string): string {
  const { title, value } = extensionText(extension);
  return `${indent}${title}: ${extension.critical ? 'critical' : ''}\n${indent}    ${value}\n`;
}

export function signatureLines(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 18) out += `        ${colons(bytes.subarray(i, i + 18), false)}${i + 18 < bytes.length ? ':' : ''}\n`;
  return out;
}

/** A certificate as `openssl x509 -text` shows it. */
export function certificateText(one: Certificate): string {
  const serial = one.serial.length <= 8 ? ` ${BigInt(`0x${hex(one.serial)}`)} (0x${BigInt(`0x${hex(one.serial)}`).toString(16)})\n` : `\n            ${colons(one.serial, false)}\n`;
  const extensions = one.extensions.length === 0 ? '' : `        X509v3 extensions:\n${one.extensions.map((extension) => extensionLines(extension, '            ')).join('')}`;
  return `Certificate:\n    Data:\n        Version: ${one.version + 1} (0x${one.version})\n        Serial Number:${serial}        Signature Algorithm: sha256WithRSAEncryption\n        Issuer: ${nameText(one.issuer)}\n        Validity\n            Not Before: ${dateText(one.notBeforeMs)}\n            Not After : ${dateText(one.notAfterMs)}\n        Subject: ${nameText(one.subject)}\n${keyText(one.key)}${extensions}    Signature Algorithm: sha256WithRSAEncryption\n    Signature Value:\n${signatureLines(one.signature)}`;
}
