import { concat, utf8 } from '../../../lib/bytes';
import type { AgentKey } from '../../../lib/ssh-agent';
import type { FileSystem } from '../../../machine/file-system';
import type { ExecMount, ExecOp } from '../graph/vertex';
import type { BuildMount, BuildPorts } from '../ports';
import { Tree } from '../files/tree';
import type { Trace } from './trace';

/** What a build gives its processes beyond the Dockerfile. */
export interface ExecSettings {
  secrets: ReadonlyMap<string, Uint8Array>;
  /** Keys of forwarded SSH agents, by id. */
  agents: ReadonlyMap<string, readonly AgentKey[]>;
  allow: ReadonlySet<string>;
  shmSizeBytes: number;
  memoryBytes: number;
}

export interface ExecRequest {
  op: ExecOp;
  vertex: string;
  root: FileSystem;
  /** By input index; a missing one is an empty file system. */
  inputs: readonly (FileSystem | undefined)[];
  proxyEnv: readonly string[];
  settings: ExecSettings;
  /** The directory of a cache mount. */
  cacheDirectory(mount: ExecMount): Promise<FileSystem>;
  signal: AbortSignal;
}

const LOG_LIMIT_BYTES = 2 * 1024 * 1024;

/** Refuses what the client has not allowed (BuildKit's ValidateEntitlements). */
export function checkEntitlements(op: ExecOp, allow: ReadonlySet<string>): void {
  for (const [wanted, name] of [[op.network === 'host', 'network.host'], [op.security === 'insecure', 'security.insecure']] as const) {
    if (wanted && !allow.has(name)) throw new Error(`failed to load LLB: ${name} is not allowed`);
  }
}

/** Runs a RUN's process in a workspace. Throws BuildKit's `process "…" did not complete successfully: …`. */
export async function runExec(ports: BuildPorts, trace: Trace, request: ExecRequest): Promise<void> {
  const { op, settings, signal } = request;
  const failed = (message: string) => new Error(`process "${op.args.join(' ')}" did not complete successfully: ${message}`);
  const env = [...op.env, ...request.proxyEnv];
  const mounts: BuildMount[] = [];
  for (const mount of op.mounts) await addMount(request, mount, mounts, env);
  const output = logger(trace, request.vertex);
  let status: number;
  try {
    status = await ports.runProcess({
      root: request.root, mounts, args: op.args, env, cwd: op.cwd, user: op.user, network: op.network,
      privileged: op.security === 'insecure', extraHosts: op.extraHosts, ulimits: op.ulimits ?? [], hostname: 'buildkitsandbox',
      ...(op.platform === undefined ? {} : { architecture: op.platform.split('/')[1]! }),
      shmSizeBytes: settings.shmSizeBytes, memoryBytes: settings.memoryBytes,
      stdout: (bytes) => output(1, bytes), stderr: (bytes) => output(2, bytes), signal,
    });
  } catch (error) {
    throw failed((error as Error).message);
  }
  if (status !== 0) throw failed(`exit code: ${status}`);
}

/** Passes on what a process prints, up to BuildKit's limit. */
function logger(trace: Trace, vertex: string): (stream: 1 | 2, bytes: Uint8Array) => Promise<void> {
  let passed = 0;
  return async (stream, bytes) => {
    if (passed >= LOG_LIMIT_BYTES) return;
    const room = LOG_LIMIT_BYTES - passed;
    passed += bytes.length;
    const clipped = bytes.length <= room ? bytes
      : concat([bytes.subarray(0, room), utf8('\n[output clipped, log limit 2MiB reached]\n')]);
    await trace.log(vertex, stream, clipped);
  };
}

async function addMount(request: ExecRequest, mount: ExecMount, mounts: BuildMount[], env: string[]): Promise<void> {
  const { destination, readOnly } = mount;
  switch (mount.type) {
    case 'tmpfs':
      mounts.push({ type: 'tmpfs', destination, sizeBytes: mount.sizeLimit ?? 0 });
      return;
    case 'secret':
      return addSecret(request, mount, mounts, env);
    case 'ssh':
      return addAgent(request, mount, mounts);
    case 'cache':
      mounts.push({ type: 'bind', fs: await request.cacheDirectory(mount), path: '/', destination, readOnly, isCache: true });
      return;
    case 'bind': {
      const fs = mount.input === undefined ? undefined : request.inputs[mount.input];
      const path = fs && new Tree(fs).realPath(mount.selector ?? '/');
      if (!fs || path === undefined || !new Tree(fs).stat(path)) throw new Error(`failed to bind mount ${mount.selector ?? '/'}: no such file or directory`);
      mounts.push({ type: 'bind', fs, path, destination, readOnly });
    }
  }
}

/** A forwarded agent's socket (BuildKit's getSSHMountable). */
function addAgent({ settings }: ExecRequest, mount: ExecMount, mounts: BuildMount[]): void {
  const { id, optional } = mount.secret!;
  const keys = settings.agents.get(id);
  if (keys) mounts.push({ type: 'agent', destination: mount.destination, keys, uid: mount.uid ?? 0, gid: mount.gid ?? 0, mode: mount.mode ?? 0o600 });
  else if (!optional) throw new Error(`unset ssh forward key ${id}`);
}

function addSecret({ settings }: ExecRequest, mount: ExecMount, mounts: BuildMount[], env: string[]): void {
  const { id, optional, env: variable } = mount.secret!;
  const bytes = settings.secrets.get(id);
  if (!bytes) {
    if (optional) return;
    throw new Error(`secret ${id}: not found`);
  }
  if (variable !== undefined) env.push(`${variable || id}=${new TextDecoder().decode(bytes)}`);
  if (mount.destination !== '') {
    mounts.push({ type: 'file', destination: mount.destination, bytes, uid: mount.uid ?? 0, gid: mount.gid ?? 0, mode: mount.mode ?? 0o400 });
  }
}
