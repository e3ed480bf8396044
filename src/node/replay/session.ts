import { TextDecoder } from 'node:util';
import { utf8 } from '../../lib/bytes';
import { executable } from '../../lib/executable';
import type { ByteReader } from '../../lib/stream';
import { ROOT } from '../../host/accounts';
import { loginEnvironment, ROOT_ACCOUNT, type Host } from '../../host/boot';
import { shell } from '../../host/script';
import { toLines, type RecordedCommand } from './transcript';

/** What the machine of the recordings holds at the start (the engine's images, two registries on the host). */
const PREPARE = `
echo 'alice:$2y$04$3r5y//.nVSA0DpZSJtUGCu9Icj1cgtdmtHTn/Fk3Rj2U.Vgpxw/sG' >/etc/registry.htpasswd
printf 'version: 0.1\\nstorage:\\n  filesystem:\\n    rootdirectory: /var/lib/registry\\n' >/etc/registry.yml
REGISTRY_HTTP_ADDR=127.0.0.1:5000 registry serve /etc/registry.yml >/dev/null 2>&1 </dev/null &
REGISTRY_HTTP_ADDR=127.0.0.1:5001 REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY=/var/lib/registry-private REGISTRY_AUTH=htpasswd REGISTRY_AUTH_HTPASSWD_REALM='Registry Realm' REGISTRY_AUTH_HTPASSWD_PATH=/etc/registry.htpasswd registry serve /etc/registry.yml >/dev/null 2>&1 </dev/null &
for image in busybox:latest alpine:latest debian:bookworm-slim hello-world:latest nginx:latest; do docker pull -q $image >/dev/null; done
rm -rf /home/learner/.[!.]*
mkdir -p /home/learner/.docker
chown -R root:root /home/learner
`;

const ENVIRONMENT = { HOME: '/home/learner', LC_ALL: 'C.UTF-8', COLUMNS: '200', BUILDKIT_PROGRESS: 'plain' };
const MARK = '\u001e';
/** Reads commands from its standard input, each ended by a NUL, and marks on both streams where each ends. */
const DRIVER = `while IFS= read -r -d '' __command; do eval "$__command" </dev/null; __status=$?; printf '${MARK}%d${MARK}' $__status; printf '${MARK}' >&2; done`;

async function readUntil(reader: ByteReader, buffer: { text: string }, decoder: TextDecoder, pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const match = pattern.exec(buffer.text);
    if (match) return match;
    const part = await reader.read();
    if (part.length === 0) throw new Error('the shell of the session has ended');
    buffer.text += decoder.decode(part, { stream: true });
  }
}

/** Puts the recordings' machine together on a fresh host. */
export async function prepare(host: Host): Promise<void> {
  // The images of the recordings' Hub were made for it, on one platform.
  host.internet.offerAmd64Only();
  const root = host.machine.root;
  const folder = ['usr', 'local', 'bin'].reduce((at, name) => root.lookup(at, name)!, root.root);
  root.create(folder, 'registry', { type: 'file', mode: 0o755, uid: 0, gid: 0, content: executable('registry') });
  const { stderr, status } = await shell(host, PREPARE, { account: ROOT_ACCOUNT });
  if (status !== 0 || stderr) throw new Error(`the machine could not be prepared: ${stderr}`);
}

/** Runs the commands one after the other in one bash without a terminal; calls `done` after each. */
export async function replaySession(host: Host, commands: readonly RecordedCommand[], done: (actual: RecordedCommand, index: number) => void): Promise<void> {
  const process = await host.machine.start({
    path: '/bin/bash',
    argv: ['bash', '-c', DRIVER, 'bash'],
    env: { ...loginEnvironment(ROOT_ACCOUNT), ...ENVIRONMENT, PWD: '/home/learner' },
    cwd: '/home/learner',
    credentials: ROOT,
  });
  const out = { text: '' };
  const err = { text: '' };
  const outDecoder = new TextDecoder();
  const errDecoder = new TextDecoder();
  for (const [index, recorded] of commands.entries()) {
    await process.stdin.write(utf8(`${recorded.command}\0`));
    const outEnd = await readUntil(process.stdout, out, outDecoder, new RegExp(`${MARK}(\\d+)${MARK}`));
    const errEnd = await readUntil(process.stderr, err, errDecoder, new RegExp(MARK));
    const stdout = out.text.slice(0, outEnd.index);
    const stderr = err.text.slice(0, errEnd.index);
    out.text = out.text.slice(outEnd.index + outEnd[0].length);
    err.text = err.text.slice(errEnd.index + errEnd[0].length);
    done({ command: recorded.command, stdout: toLines(stdout), stderr: toLines(stderr), status: Number(outEnd[1]), remarks: recorded.remarks }, index);
  }
  process.stdin.end();
}
