import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { utf8 } from '../../lib/bytes';
import { md5Crypt, shaCrypt } from '../crypto/crypt';

const IPV4_BITS = 32;

function addressNumber(ip: string): number {
  return ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Whether an address is in `192.168.0.0/16`, is `127.0.0.1`, or anything is in `all`. */
export function isWithin(ip: string, rule: string): boolean {
  if (rule === 'all') return true;
  const [network = '', bits] = rule.split('/');
  if (ip.includes(':') || network.includes(':')) return ip === network;
  const width = 2 ** (IPV4_BITS - Number(bits ?? IPV4_BITS));
  return Math.floor(addressNumber(ip) / width) === Math.floor(addressNumber(network) / width);
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Whether a password fits an entry of a password file: crypt(3)'s, Apache's and LDAP's forms. Undefined for what isn't simulated. */
export function passwordFits(password: string, entry: string): boolean | undefined {
  if (entry.startsWith('{PLAIN}')) return entry.slice(7) === password;
  if (entry.startsWith('{SHA}')) return entry.slice(5) === toBase64(sha1(utf8(password)));
  if (entry.startsWith('{SSHA}')) {
    const bytes = Uint8Array.from(atob(entry.slice(6)), (c) => c.charCodeAt(0));
    return toBase64(sha1(Uint8Array.from([...utf8(password), ...bytes.subarray(20)]))) === toBase64(bytes.subarray(0, 20));
  }
  const [, magic, salt = ''] = /^(\$apr1\$|\$1\$|\$5\$|\$6\$)(?:rounds=\d+\$)?([^$]*)/.exec(entry) ?? [];
  if (magic === '$apr1$' || magic === '$1$') return md5Crypt(md5, password, salt, magic) === entry;
  if (magic === '$5$' || magic === '$6$') return shaCrypt(magic === '$5$' ? sha256 : sha512, password, salt, magic) === entry;
  return entry.startsWith('$2') ? undefined : false;
}
