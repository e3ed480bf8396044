import { toBase64, fromBase64 } from '../../../api/buildkit-trace';
import type { BuildExtension } from '../../../api/build-extension';
import { concat, text } from '../../../lib/bytes';
import { agentKeys, SshFields, sshString, type AgentKey } from '../../../lib/ssh-agent';
import { isSysError } from '../../../machine/errno';
import { unix } from '../../../machine/net/types';
import type { Cli } from '../../cli';
import { notSimulated } from '../../errors';

const MAGIC = 'openssh-key-v1\0';

/** The body of the DER value at an offset, and where the next one begins. */
function derAt(bytes: Uint8Array, at: number): [body: Uint8Array, next: number] {
  let length = bytes[at + 1] ?? 0;
  let start = at + 2;
  if (length > 127) {
    const end = start + (length & 127);
    for (length = 0; start < end; start++) length = length * 256 + (bytes[start] ?? 0);
  }
  return [bytes.subarray(start, start + length), start + length];
}

/** The public blob of a private key's file. Throws as golang.org/x/crypto/ssh's ParseRawPrivateKey. */
function publicBlob(content: string): Uint8Array {
  const block = /-----BEGIN ([^-\n]+)-----\r?\n([^-]*)-----END \1-----/.exec(content);
  if (!block) throw new Error('ssh: no key found');
  const [, label, body] = block;
  if (/^Proc-Type:.*ENCRYPTED/m.test(body!)) throw new Error('ssh: this private key is passphrase protected');
  const bytes = fromBase64(body!.replace(/\s/g, ''));
  if (label === 'OPENSSH PRIVATE KEY') {
    const fields = new SshFields(bytes.subarray(MAGIC.length));
    const cipher = text(fields.next());
    fields.next();
    fields.next();
    if (cipher !== 'none') throw new Error('ssh: this private key is passphrase protected');
    return new SshFields(bytes.subarray(MAGIC.length + 4 * 4 + cipher.length + 'none'.length)).next();
  }
  if (label !== 'RSA PRIVATE KEY') throw notSimulated(`docker build --ssh with a file of kind "${label!}"`);
  const [fields] = derAt(bytes, 0);
  const [, afterVersion] = derAt(fields, 0);
  const [n, afterN] = derAt(fields, afterVersion);
  const [e] = derAt(fields, afterN);
  return concat([sshString('ssh-rsa'), sshString(e), sshString(n)]);
}

/** The keys behind the paths of one --ssh: an agent's socket, or private keys (BuildKit's sshprovider.toDialer). */
async function keysBehind(cli: Cli, paths: readonly string[]): Promise<AgentKey[]> {
  let socket: string | undefined;
  const keys: AgentKey[] = [];
  for (const path of paths) {
    if (socket !== undefined) throw new Error('only single socket allowed');
    let type: string;
    try {
      ({ type } = cli.sys.stat(path));
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new Error(`stat ${path}: ${error.message.toLowerCase()}`);
    }
    if (type === 'socket') {
      socket = path;
      continue;
    }
    let content: string;
    try {
      content = type === 'dir' ? '' : cli.sys.readText(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new Error(`failed to open ${path}: open ${path}: ${error.message.toLowerCase()}`);
    }
    if (type === 'dir') throw new Error(`failed to read ${path}: read ${path}: is a directory`);
    try {
      keys.push({ blob: publicBlob(content), comment: '' });
    } catch (error) {
      const { message } = error as Error;
      throw message.startsWith('dockyard: ') ? error : new Error(`failed to parse ${path}: ${message}`);
    }
  }
  if (socket === undefined) return keys;
  if (keys.length > 0) throw new Error('invalid combination of keys and sockets');
  return askSocket(cli, socket);
}

/** What an agent holds now. One that doesn't answer is found out by who asks it, and has nothing to tell. */
async function askSocket(cli: Cli, path: string): Promise<AgentKey[]> {
  try {
    const stream = cli.sys.stream(await cli.sys.connect(unix(path)));
    try {
      return await agentKeys(stream);
    } finally {
      stream.close();
    }
  } catch (error) {
    if (!isSysError(error)) throw error;
    return [];
  }
}

/** `--ssh id[=socket|key[,key…]]` as the engine is told it (buildx build/opt.go, CreateSSH). */
export async function sshForwards(cli: Cli, values: readonly string[]): Promise<BuildExtension['ssh']> {
  const out: Record<string, { blob: string; comment: string }[]> = {};
  for (const value of values) {
    if (value === '') continue;
    const at = value.indexOf('=');
    const id = at === -1 ? value : value.slice(0, at);
    const paths = at === -1 ? [] : value.slice(at + 1).split(',');
    const key = id || 'default';
    if (Object.hasOwn(out, key)) throw new Error(`duplicate agent ID ${JSON.stringify(key)}`);
    const failed = (why: string): Error => new Error(`failed to convert agent config {${key} [${paths.join(' ')}] false}: ${why}`);
    const byDefault = paths.length === 0 || (paths.length === 1 && paths[0] === '');
    const agent = cli.sys.env.SSH_AUTH_SOCK ?? '';
    if (byDefault && agent === '') throw failed('invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set');
    let keys: AgentKey[];
    try {
      keys = await keysBehind(cli, byDefault ? [agent] : paths);
    } catch (error) {
      const { message } = error as Error;
      throw message.startsWith('dockyard: ') ? error : failed(`failed to convert agent config for ID: ${JSON.stringify(key)}: ${message}`);
    }
    out[key] = keys.map(({ blob, comment }) => ({ blob: toBase64(blob), comment }));
  }
  return Object.keys(out).length > 0 ? out : undefined;
}
