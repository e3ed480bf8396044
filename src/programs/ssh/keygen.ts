import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { linesOf } from '../applet';
import { pem } from '../crypto/base64';
import { generateRsa, rsaPrivateDer, type RsaKey } from '../crypto/rsa';
import { parseOptions } from '../options';
import { ed25519Key, fingerprint, kindOf, privateFile, publicLine, randomart, readPrivate, readPublic, rsaSshKey, type SshKey } from './key-file';

/** ssh-keygen(1): makes ed25519 and RSA keys (-t -b -C -f -N -q), shows them (-l -v -y), keeps known_hosts (-R -F). */
export const sshKeygen: Applet = async (io) => {
  for (const [i, arg] of io.args.entries()) {
    const other = /^-[eipHAksYLUDKT]$/.exec(arg);
    if (!other || /^-[tbCfNERFm]$/.test(io.args[i - 1] ?? '')) continue;
    await io.err(`dockyard: ssh-keygen ${arg} is not simulated`);
    return 1;
  }
  const options = await parseOptions(io, { short: 't:b:C:f:N:qlvyR:F:E:m:a:o' });
  if (options.has('R') || options.has('F')) return knownHosts(io, options.get('f'), options.get('R') ?? options.get('F')!, options.has('R'));
  const home = io.sys.env['HOME'] ?? '/root';
  if (options.has('l') || options.has('y')) return show(io, options.get('f') ?? `${home}/.ssh/id_rsa`, options.has('y'), options.has('v'), (options.get('E') ?? 'sha256').toLowerCase());
  const old = /^VERSION_ID="?1[012]"?$/m.test(io.sys.access('/etc/os-release', 'r') ? io.sys.readText('/etc/os-release') : '');
  const type = (options.get('t') ?? (old ? 'rsa' : 'ed25519')).toLowerCase().replace(/^ssh-/, '');
  if (type !== 'rsa' && type !== 'ed25519') {
    const real = /^(ecdsa|ecdsa-sk|ed25519-sk|dsa)$/.test(type);
    await io.err(real ? `dockyard: ssh-keygen -t ${type} is not simulated` : `unknown key type ${type}\r`);
    return real ? 1 : 255;
  }
  const size = Number(options.get('b') ?? 3072);
  if (type === 'rsa' && !(size >= 1024 && size <= 8192)) {
    await io.err(size < 1024 ? 'Invalid RSA key length: minimum is 1024 bits\r' : `dockyard: ssh-keygen -b ${options.get('b')} is not simulated`);
    return size < 1024 ? 255 : 1;
  }
  const quiet = options.has('q');
  const lines = linesOf(io.sys, 0);
  const ask = async (prompt: string, hidden = false): Promise<string | undefined> => {
    await io.out(hidden ? '' : prompt);
    await io.flush();
    if (hidden) await io.sys.write(2, prompt);
    if (hidden && io.sys.isatty(0)) io.sys.tcsetattr(0, { echo: false });
    const { value, done } = await lines.next();
    if (hidden && io.sys.isatty(0)) {
      io.sys.tcsetattr(0, { echo: true });
      await io.out('\n');
    }
    return done ? undefined : value;
  };
  if (!quiet) await io.out(`Generating public/private ${type} key pair.\n`);
  // The key is made before its name is asked for, as the real one does it.
  const comment = options.get('C') ?? `${userName(io)}@${io.sys.hostname()}`;
  const [key, rsa] = await newKey(io, type, size, comment);
  const byDefault = `${home}/.ssh/id_${type}`;
  const path = options.get('f') ?? ((await ask(`Enter file in which to save the key (${byDefault}): `)) || byDefault);
  if (options.get('f') === undefined && path === byDefault && !io.sys.access(`${home}/.ssh`, '')) {
    io.sys.mkdir(`${home}/.ssh`, 0o700);
    if (!quiet) await io.out(`Created directory '${home}/.ssh'.\n`);
  }
  if (io.sys.access(path, '')) {
    await io.out(`${path} already exists.\n`);
    if (!/^y/i.test((await ask('Overwrite (y/n)? ')) ?? '')) return 1;
  }
  let passphrase = options.get('N');
  while (passphrase === undefined) {
    const first = (await ask('Enter passphrase (empty for no passphrase): ', true)) ?? '';
    if (((await ask('Enter same passphrase again: ', true)) ?? '') === first) passphrase = first;
    else await io.out('Passphrases do not match.  Try again.\n');
  }
  if (passphrase !== '') {
    await io.err('dockyard: ssh-keygen with a passphrase is not simulated');
    return 1;
  }
  try {
    io.sys.writeFile(path, options.get('m')?.toUpperCase() === 'PEM' && rsa ? pem('RSA PRIVATE KEY', rsaPrivateDer(rsa)) : privateFile(key, io.sys.random.below(2 ** 31)), 0o600);
    io.sys.chmod(path, 0o600);
    io.sys.writeFile(`${path}.pub`, publicLine(key), 0o644);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`Saving key "${path}" failed: ${error.message}\r`);
    return 1;
  }
  if (!quiet) await io.out(`Your identification has been saved in ${path}\nYour public key has been saved in ${path}.pub\nThe key fingerprint is:\n${fingerprint(key.blob, 'sha256')} ${comment}\nThe key's randomart image is:\n${randomart(key)}`);
  return 0;
};

async function newKey(io: Io, type: 'rsa' | 'ed25519', size: number, comment: string): Promise<[SshKey, RsaKey | undefined]> {
  await io.flush();
  if (type === 'ed25519') {
    await io.sys.cpu(300);
    return [ed25519Key(io.sys.random, comment), undefined];
  }
  const rsa = await generateRsa(io.sys.random, Math.ceil(size / 16) * 16, () => io.sys.cpu((size / 1024) ** 3 * 250));
  return [rsaSshKey(rsa, comment), rsa];
}

function userName(io: Io): string {
  const line = io.sys.access('/etc/passwd', 'r') ? io.sys.readText('/etc/passwd').split('\n').find((one) => one.split(':')[2] === String(io.sys.credentials.uid)) : undefined;
  return line?.split(':')[0] ?? String(io.sys.credentials.uid);
}

async function show(io: Io, path: string, whole: boolean, picture: boolean, hash: string): Promise<number> {
  let content: string;
  try {
    content = io.sys.readText(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(whole ? `${path}: ${error.message}\r` : `ssh-keygen: ${path}: ${error.message}\r`);
    return 255;
  }
  const key = readPrivate(content);
  if (whole) {
    if (!key) {
      await io.err(`Load key "${path}": error in libcrypto\r`);
      return 255;
    }
    await io.out(publicLine(key));
    return 0;
  }
  const beside = key && io.sys.access(`${path}.pub`, 'r') ? readPublic(io.sys.readText(`${path}.pub`)) : undefined;
  const keys = beside ? [beside] : key ? [key] : content.split('\n').flatMap((line) => readPublic(line) ?? []);
  if (keys.length === 0) {
    await io.err(`${path} is not a public key file.\r`);
    return 255;
  }
  for (const one of keys) {
    const { bits, name } = kindOf(one);
    await io.out(`${bits} ${fingerprint(one.blob, hash)} ${one.comment || 'no comment'} (${name})\n${picture ? randomart(one) : ''}`);
  }
  return 0;
}

/** -R removes a host's lines from known_hosts, -F finds them. */
async function knownHosts(io: Io, file: string | undefined, host: string, remove: boolean): Promise<number> {
  const path = file ?? `${io.sys.env['HOME'] ?? '/root'}/.ssh/known_hosts`;
  let lines: string[];
  try {
    lines = io.sys.readText(path).split('\n');
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(remove ? `Cannot stat ${path}: ${error.message}\r` : `do_known_hosts: hostkeys_foreach failed: ${error.message}\r`);
    return 255;
  }
  const fits = (line: string): boolean => (line.split(' ')[0] ?? '').split(',').includes(host);
  if (!lines.some(fits)) {
    if (remove) await io.err(`Host ${host} not found in ${path}\r`);
    return remove ? 0 : 1;
  }
  for (const [i, line] of lines.entries()) if (fits(line)) await io.out(`# Host ${host} found: line ${i + 1}\n${remove ? '' : `${line}\n`}`);
  if (!remove) return 0;
  io.sys.writeFile(`${path}.old`, lines.join('\n'), 0o600);
  io.sys.writeFile(path, lines.filter((line) => !fits(line)).join('\n'), 0o600);
  await io.out(`${path} updated.\nOriginal contents retained as ${path}.old\n`);
  return 0;
}
