import { md5, sha1 } from '@noble/hashes/legacy.js';
import { bcrypt, bcryptFits } from '../../lib/bcrypt';
import { utf8 } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import { linesOf, type Applet, type Io } from '../applet';
import { toBase64 } from '../crypto/base64';
import { md5Crypt } from '../crypto/crypt';

const USAGE = `Usage:
	htpasswd [-cimB25dpsDv] [-C cost] [-r rounds] passwordfile username
	htpasswd -b[cmB25dpsDv] [-C cost] [-r rounds] passwordfile username password

	htpasswd -n[imB25dps] [-C cost] [-r rounds] username
	htpasswd -nb[mB25dps] [-C cost] [-r rounds] username password
 -c  Create a new file.
 -n  Don't update file; display results on stdout.
 -b  Use the password from the command line rather than prompting for it.
 -i  Read password from stdin without verification (for script usage).
 -m  Force MD5 hashing of the password (default).
 -2  Force SHA-256 hashing of the password (secure).
 -5  Force SHA-512 hashing of the password (secure).
 -B  Force bcrypt hashing of the password (very secure).
 -C  Set the computing time used for the bcrypt algorithm
     (higher is more secure but slower, default: 5, valid: 4 to 17).
 -r  Set the number of rounds used for the SHA-256, SHA-512 algorithms
     (higher is more secure but slower, default: 5000).
 -d  Force CRYPT hashing of the password (8 chars max, insecure).
 -s  Force SHA-1 hashing of the password (insecure).
 -p  Do not hash the password (plaintext, insecure).
 -D  Delete the specified user.
 -v  Verify password for the specified user.
On other systems than Windows and NetWare the '-p' flag will probably not work.
The SHA-1 algorithm does not use a salt and is less secure than the MD5 algorithm.`;

const SALT = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const sha = (password: string): string => `{SHA}${toBase64(sha1(utf8(password)), 0).trim()}`;

/** Statuses of httpd's support/passwd_common.h. */
const STATUS = { ok: 0, file: 1, syntax: 2, different: 3, badUser: 6 } as const;

interface Call {
  flags: ReadonlySet<string>;
  cost: number;
  operands: string[];
}

function parse(args: readonly string[]): Call | undefined {
  const flags = new Set<string>();
  let cost = 5;
  let at = 0;
  for (; at < args.length && /^-./.test(args[at]!); at++) {
    for (let i = 1; i < args[at]!.length; i++) {
      const letter = args[at]![i]!;
      if (!'cnmspdBbDiv25Cr'.includes(letter)) return undefined;
      flags.add(letter);
      if (letter !== 'C' && letter !== 'r') continue;
      const value = args[at]!.slice(i + 1) || args[++at];
      if (value === undefined) return undefined;
      if (letter === 'C') cost = Number(value);
      break;
    }
  }
  const operands = args.slice(at);
  return operands.length === (flags.has('n') ? 1 : 2) + (flags.has('b') ? 1 : 0) ? { flags, cost, operands } : undefined;
}

/** The new password: twice the same from a terminal, once from a pipe with -i. */
async function passwordOf(io: Io, { flags, operands }: Call): Promise<string | undefined> {
  if (flags.has('b')) return operands.at(-1)!;
  const lines = linesOf(io.sys, 0);
  const ask = async (prompt: string): Promise<string> => {
    const hidden = io.sys.isatty(0);
    if (!flags.has('i')) await io.sys.write(2, prompt);
    if (hidden) io.sys.tcsetattr(0, { echo: false });
    const { value, done } = await lines.next();
    if (hidden) io.sys.tcsetattr(0, { echo: true });
    if (!flags.has('i')) await io.sys.write(2, '\n');
    return done ? '' : value;
  };
  if (flags.has('v')) return ask('Enter password: ');
  const first = await ask('New password: ');
  return flags.has('i') || first === (await ask('Re-type new password: ')) ? first : undefined;
}

async function hashOf(io: Io, { flags, cost }: Call, password: string): Promise<string> {
  if (flags.has('B')) {
    await io.sys.cpu(1000 * 2 ** (cost - 4));
    return bcrypt(password, Uint8Array.from({ length: 16 }, () => io.sys.random.below(256)), cost);
  }
  if (flags.has('s')) return sha(password);
  if (flags.has('p')) return password;
  return md5Crypt(md5, password, Array.from({ length: 8 }, () => SALT[io.sys.random.below(64)]).join(''), '$apr1$');
}

function fits(password: string, hash: string): boolean {
  if (hash.startsWith('$2')) return bcryptFits(password, hash);
  if (hash.startsWith('$apr1$')) return md5Crypt(md5, password, hash.split('$')[2] ?? '', '$apr1$') === hash;
  return hash === (hash.startsWith('{SHA}') ? sha(password) : password);
}

/** `htpasswd`: accounts for Basic authentication (httpd support/htpasswd.c). */
export const htpasswd: Applet = async (io) => {
  const call = parse(io.args);
  if (!call) {
    await io.err(USAGE);
    return STATUS.syntax;
  }
  const { flags, cost, operands } = call;
  const unknown = ['2', '5', 'd'].find((letter) => flags.has(letter));
  if (unknown) {
    await io.err(`dockyard: htpasswd -${unknown} is not simulated`);
    return 1;
  }
  const [path, user] = flags.has('n') ? ['', operands[0]!] : [operands[0]!, operands[1]!];
  if (user.includes(':')) {
    await io.err("htpasswd: username contains illegal character ':'");
    return STATUS.badUser;
  }
  const lines: string[] = [];
  if (path !== '' && !flags.has('c')) {
    try {
      lines.push(...io.sys.readText(path).split('\n').filter((line) => line !== ''));
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.err(error.code === 'ENOENT' ? `htpasswd: cannot modify file ${path}; use '-c' to create it` : `htpasswd: cannot open file ${path} for read/write access`);
      return STATUS.file;
    }
  }
  const at = lines.findIndex((line) => line.startsWith(`${user}:`));
  if (flags.has('D') || flags.has('v')) {
    if (at === -1) {
      await io.err(`User ${user} not found`);
      return flags.has('v') ? STATUS.badUser : STATUS.ok;
    }
  }
  if (flags.has('D')) {
    await io.err(`Deleting password for user ${user}`);
    return save(io, path, lines.filter((_, i) => i !== at));
  }
  const password = await passwordOf(io, call);
  if (password === undefined) {
    await io.err('htpasswd: password verification error');
    return STATUS.different;
  }
  if (flags.has('v')) {
    const right = fits(password, lines[at]!.slice(user.length + 1));
    await io.err(right ? `Password for user ${user} correct.` : 'password verification failed');
    return right ? STATUS.ok : STATUS.different;
  }
  if (flags.has('B') && !(cost >= 4 && cost <= 17)) {
    await io.err('htpasswd: Unable to encode with bcrypt: Invalid argument');
    return STATUS.different;
  }
  if (flags.has('p')) await io.err('Warning: storing passwords as plain text might just not work on this platform.');
  const line = `${user}:${await hashOf(io, call, password)}`;
  if (flags.has('n')) {
    await io.out(`${line}\n\n`);
    return STATUS.ok;
  }
  await io.err(`${at === -1 ? 'Adding' : 'Updating'} password for user ${user}`);
  return save(io, path, at === -1 ? [...lines, line] : lines.map((old, i) => (i === at ? line : old)));
};

async function save(io: Io, path: string, lines: readonly string[]): Promise<number> {
  try {
    io.sys.writeFile(path, utf8(lines.map((line) => `${line}\n`).join('')));
    return STATUS.ok;
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`htpasswd: cannot create file ${path}`);
    return STATUS.file;
  }
}
