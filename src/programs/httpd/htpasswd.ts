import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bcrypt, bcryptSalt } from '../../lib/bcrypt';
import { utf8 } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { md5Crypt, shaCrypt } from '../crypto/crypt';
import { passwordFits } from '../servers/passwords';
import { askPassword } from '../servers/prompt';

const SALT = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const USAGE =
  'Usage:\n\thtpasswd [-cimB25dpsDv] [-C cost] [-r rounds] passwordfile username\n\thtpasswd -b[cmB25dpsDv] [-C cost] [-r rounds] passwordfile username password\n\n\thtpasswd -n[imB25dps] [-C cost] [-r rounds] username\n\thtpasswd -nb[mB25dps] [-C cost] [-r rounds] username password\n' +
  " -c  Create a new file.\n -n  Don't update file; display results on stdout.\n -b  Use the password from the command line rather than prompting for it.\n -i  Read password from stdin without verification (for script usage).\n -m  Force MD5 hashing of the password (default).\n" +
  ' -2  Force SHA-256 hashing of the password (secure).\n -5  Force SHA-512 hashing of the password (secure).\n -B  Force bcrypt hashing of the password (very secure).\n -C  Set the computing time used for the bcrypt algorithm\n     (higher is more secure but slower, default: 5, valid: 4 to 17).\n' +
  ' -r  Set the number of rounds used for the SHA-256, SHA-512 algorithms\n     (higher is more secure but slower, default: 5000).\n -d  Force CRYPT hashing of the password (8 chars max, insecure).\n -s  Force SHA-1 hashing of the password (insecure).\n -p  Do not hash the password (plaintext, insecure).\n -D  Delete the specified user.\n -v  Verify password for the specified user.\n' +
  "On other systems than Windows and NetWare the '-p' flag will probably not work.\nThe SHA-1 algorithm does not use a salt and is less secure than the MD5 algorithm.\n";

/** Exit statuses of htpasswd(1). */
const [FAILED_FILE, SYNTAX, VERIFICATION, BAD_USER] = [1, 2, 3, 6];

function hashed(sys: Sys, password: string, flags: ReadonlySet<string>, cost: number): string {
  const salt = (length: number) => Array.from({ length }, () => SALT[sys.random.below(64)]).join('');
  if (flags.has('B')) return bcrypt(password, bcryptSalt(Uint8Array.from({ length: 16 }, () => sys.random.below(256))), cost);
  if (flags.has('s')) return `{SHA}${btoa(String.fromCharCode(...sha1(utf8(password))))}`;
  if (flags.has('p')) return password;
  if (flags.has('2')) return shaCrypt(sha256, password, salt(16), '$5$');
  if (flags.has('5')) return shaCrypt(sha512, password, salt(16), '$6$');
  return md5Crypt(md5, password, salt(8), '$apr1$');
}

/** htpasswd(1): the password files of httpd, nginx and the registry; bcrypt, MD5, SHA. */
export const htpasswd: Program = {
  async main(sys) {
    const flags = new Set<string>();
    const rest = sys.argv.slice(1);
    let cost = 5;
    const usage = async (message = '') => {
      await sys.write(2, message + USAGE);
      return SYNTAX;
    };
    while (rest[0]?.startsWith('-') && rest[0].length > 1) {
      for (const letter of rest.shift()!.slice(1)) {
        if (!'cnbimB25dspDvCr'.includes(letter)) return usage(`htpasswd: illegal option -- ${letter}\n`);
        if (letter === 'C') cost = Number(rest.shift());
        else if (letter === 'r') rest.shift();
        else flags.add(letter);
      }
    }
    const toOutput = flags.has('n');
    if (rest.length !== (toOutput ? 1 : 2) + (flags.has('b') ? 1 : 0)) return usage();
    if (flags.has('d')) {
      await sys.write(2, 'dockyard: htpasswd -d is not simulated\n');
      return 1;
    }
    const file = toOutput ? undefined : rest.shift()!;
    const [user = '', given] = rest;
    const fail = async (message: string, status: number) => {
      await sys.write(2, `htpasswd: ${message}\n`);
      return status;
    };
    if (user.includes(':')) return fail("username contains illegal character ':'", BAD_USER);
    let lines: string[] = [];
    if (file !== undefined && !flags.has('c')) {
      try {
        lines = sys.readText(file).split('\n').filter(Boolean);
      } catch (error) {
        if (!isSysError(error)) throw error;
        return fail(`cannot modify file ${file}; use '-c' to create it`, FAILED_FILE);
      }
    }
    const at = lines.findIndex((line) => line.startsWith(`${user}:`));
    let password = given;
    if (!flags.has('D') && password === undefined) {
      if (flags.has('i')) password = await askPassword(sys, '');
      else if (flags.has('v')) password = await askPassword(sys, 'Enter password: ');
      else {
        password = await askPassword(sys, 'New password: ');
        if (password !== (await askPassword(sys, 'Re-type new password: '))) return fail('password verification error', VERIFICATION);
      }
    }
    const tell = (message: string) => sys.write(2, `${message}\n`);
    if (flags.has('v')) {
      const isRight = at !== -1 && passwordFits(password!, lines[at]!.slice(user.length + 1));
      await tell(at === -1 ? `User ${user} not found` : isRight ? `Password for user ${user} correct.` : 'password verification failed');
      return isRight ? 0 : at === -1 ? BAD_USER : VERIFICATION;
    }
    if (flags.has('D')) {
      await tell(at === -1 ? `User ${user} not found` : `Deleting password for user ${user}`);
      if (at !== -1) lines.splice(at, 1);
    } else {
      const line = `${user}:${hashed(sys, password!, flags, cost)}`;
      if (file === undefined) {
        await sys.write(1, `${line}\n\n`);
        return 0;
      }
      await tell(`${at === -1 ? 'Adding' : 'Updating'} password for user ${user}`);
      if (at === -1) lines.push(line);
      else lines[at] = line;
    }
    try {
      sys.writeFile(file!, lines.map((line) => `${line}\n`).join(''));
    } catch (error) {
      if (!isSysError(error)) throw error;
      return fail(`cannot create file ${file}`, FAILED_FILE);
    }
    return 0;
  },
};
