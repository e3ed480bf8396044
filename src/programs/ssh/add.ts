import { agentKeys, AGENT, askAgent, SshFields, sshString } from '../../lib/ssh-agent';
import { concat, text } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { dialAgent } from './agent';
import { fingerprint, kindOf, publicLine, readPrivate, readPublic, type SshKey } from './key-file';

const USAGE = `usage: ssh-add [-cDdKkLlqvXx] [-E fingerprint_hash] [-H hostkey_file]
               [-h destination_constraint] [-S provider] [-t life]
               [file ...]
       ssh-add -s pkcs11
       ssh-add -e pkcs11
       ssh-add -T pubkey ...`;
const DEFAULTS = ['id_rsa', 'id_ecdsa', 'id_ecdsa_sk', 'id_ed25519', 'id_ed25519_sk', 'id_xmss', 'id_dsa'];

interface Choice {
  list: boolean;
  whole: boolean;
  remove: boolean;
  removeAll: boolean;
  quiet: boolean;
  hash: string;
}

/** ssh-add(1): gives keys to the agent, lists them (-l -L -E), takes them away (-d -D). */
export const sshAdd: Applet = async (io) => {
  const choice: Choice = { list: false, whole: false, remove: false, removeAll: false, quiet: false, hash: 'sha256' };
  const files: string[] = [];
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (!/^-./.test(arg)) files.push(arg);
    else if (arg === '-E') choice.hash = (io.args[++i] ?? '').toLowerCase();
    else if (arg === '-l') choice.list = true;
    else if (arg === '-L') choice.list = choice.whole = true;
    else if (arg === '-d') choice.remove = true;
    else if (arg === '-D') choice.removeAll = true;
    else if (arg === '-q') choice.quiet = true;
    else if (/^-[cKkvXxHhStseT]$/.test(arg)) {
      await io.err(`dockyard: ssh-add ${arg} is not simulated`);
      return 1;
    } else {
      await io.err(`unknown option -- ${arg[1]}\n${USAGE}`);
      return 1;
    }
  }
  const stream = await dialAgent(io.sys);
  if (!stream) return 2;
  try {
    if (choice.list) return await list(io, stream, choice);
    if (choice.removeAll) return await removeAll(io, stream, choice.quiet);
    const home = `${io.sys.env['HOME'] ?? '/root'}/.ssh`;
    const wanted = files.length > 0 ? files : DEFAULTS.map((name) => `${home}/${name}`).filter((path) => io.sys.access(path, ''));
    if (wanted.length === 0) return 1;
    let status = 0;
    for (const file of wanted) if (!(choice.remove ? await remove(io, stream, file, choice.quiet) : await add(io, stream, file, choice.quiet))) status = 1;
    return status;
  } finally {
    stream.close();
  }
};

async function list(io: Io, stream: Duplex, { whole, hash }: Choice): Promise<number> {
  const keys = await agentKeys(stream);
  if (keys.length === 0) {
    await io.out('The agent has no identities.\n');
    return 1;
  }
  for (const { blob, comment } of keys) {
    const key = { blob, comment, type: text(new SshFields(blob).next()) } as Pick<SshKey, 'blob' | 'type' | 'comment'>;
    const { bits, name } = kindOf(key);
    await io.out(whole ? publicLine(key).replace(/\n$/, comment === '' ? ' \n' : '\n') : `${bits} ${fingerprint(blob, hash)} ${comment} (${name})\n`);
  }
  return 0;
}

async function removeAll(io: Io, stream: Duplex, quiet: boolean): Promise<number> {
  const { type } = await askAgent(stream, AGENT.removeAll);
  if (type !== AGENT.success) await io.err('Failed to remove all identities.');
  else if (!quiet) await io.err('All identities removed.');
  return type === AGENT.success ? 0 : 1;
}

/** A private key's file that is only its owner's. */
async function load(io: Io, file: string): Promise<SshKey | undefined> {
  let content: string;
  try {
    const { mode, uid } = io.sys.stat(file);
    if ((mode & 0o077) !== 0 && uid === io.sys.credentials.uid) {
      const rim = '@'.repeat(59);
      await io.err(
        `${rim}\n@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\n${rim}\nPermissions 0${(mode & 0o777).toString(8)} for '${file}' are too open.\n` +
          'It is required that your private key files are NOT accessible by others.\nThis private key will be ignored.',
      );
      return undefined;
    }
    content = io.sys.readText(file);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`${file}: ${error.message}`);
    return undefined;
  }
  const key = readPrivate(content);
  if (!key) await io.err(/PRIVATE KEY/.test(content) ? 'dockyard: ssh-add with a passphrase is not simulated' : `Error loading key "${file}": error in libcrypto`);
  return key;
}

async function add(io: Io, stream: Duplex, file: string, quiet: boolean): Promise<boolean> {
  const key = await load(io, file);
  if (!key) return false;
  const comment = key.comment || file;
  // The private section has e after n, the public blob before it; both as the agent wants them.
  const { type } = await askAgent(stream, AGENT.add, concat([sshString(key.type), key.secret, sshString(comment)]));
  if (type !== AGENT.success) await io.err(`Could not add identity "${file}": agent refused operation`);
  else if (!quiet) await io.err(`Identity added: ${file} (${comment})`);
  return type === AGENT.success;
}

async function remove(io: Io, stream: Duplex, file: string, quiet: boolean): Promise<boolean> {
  let key: Pick<SshKey, 'type' | 'blob' | 'comment'> | undefined;
  try {
    const beside = `${file}.pub`;
    key = readPublic(io.sys.readText(io.sys.access(beside, 'r') ? beside : file)) ?? readPrivate(io.sys.readText(file));
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`Bad key file ${file}: ${error.message}`);
    return false;
  }
  const { type } = await askAgent(stream, AGENT.remove, key ? sshString(key.blob) : sshString(''));
  if (type !== AGENT.success) await io.err(`Could not remove identity "${file}": agent refused operation`);
  else if (!quiet) await io.err(`Identity removed: ${file} ${kindOf(key!).name} (${key!.comment})`);
  return type === AGENT.success;
}
