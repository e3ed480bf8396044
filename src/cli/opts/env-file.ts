import { text as decode, utf8, equalBytes } from '../../lib/bytes';

/**
 * kvfile.Parse of docker/cli: lines of `NAME=value` or `NAME`, the latter taken from `lookup` (and left out when it
 * isn't there). `name` stands in errors.
 */
export function parseEnvFile(bytes: Uint8Array, name: string, lookup?: (name: string) => string | undefined): string[] {
  const out: string[] = [];
  let at = 0;
  let number = 0;
  const fail = (why: string): Error => new Error(`invalid env file (${name}): ${why}`);
  while (at < bytes.length) {
    number++;
    const end = bytes.indexOf(10, at);
    let line = bytes.subarray(at, end === -1 ? bytes.length : end);
    at = end === -1 ? bytes.length : end + 1;
    if (line[line.length - 1] === 13) line = line.subarray(0, -1);
    const decoded = decode(line);
    if (!equalBytes(utf8(decoded), line)) throw fail(`invalid utf8 bytes at line ${number}: [${[...line].join(' ')}]`);
    const entry = (number === 1 ? decoded.replace(/^\ufeff/, '') : decoded).trimStart();
    if (entry === '' || entry.startsWith('#')) continue;
    const equals = entry.indexOf('=');
    const key = equals === -1 ? entry : entry.slice(0, equals);
    if (key === '') throw fail(`no variable name on line '${entry}'`);
    if (/[ \t\n\v\f\r]/.test(key)) throw fail(`variable '${key}' contains whitespaces`);
    if (equals !== -1) out.push(entry);
    else if (!lookup) out.push(key);
    else {
      const value = lookup(key);
      if (value !== undefined) out.push(`${key}=${value}`);
    }
  }
  return out;
}
