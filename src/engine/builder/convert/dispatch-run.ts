import type { EnvGetter, EnvList } from '../dockerfile/env';
import { basePath, cleanPath, joinPath, quote } from '../dockerfile/go-text';
import { chompContent, heredocOrNothing } from '../dockerfile/heredoc';
import type { ArgDefinition, RunInstruction } from '../dockerfile/instructions';
import { Lex } from '../dockerfile/lex';
import { DockerfileError } from '../dockerfile/location';
import { HOST_PLATFORM } from '../../../oci/platform';
import type { RunMount } from '../dockerfile/run-mount';
import { Vertex, type ExecMount } from '../graph/vertex';
import { displayName, summarizeHeredoc, withShell } from './names';
import type { ConvertContext } from './options';
import type { StageState } from './stage-state';

/** Gathers the inputs of an exec; input 0 is the root. */
class Inputs {
  constructor(readonly list: (Vertex | undefined)[]) {}

  add(vertex: Vertex | undefined): number | undefined {
    return vertex && this.list.push(vertex) - 1;
  }
}

/** What RUN does to its stage (BuildKit's dispatchRun). */
export function dispatchRun(
  stage: StageState, instruction: RunInstruction, sources: readonly (StageState | undefined)[], context: ConvertContext,
): void {
  const { state } = stage;
  const inputs = new Inputs([state.root]);
  const mounts: ExecMount[] = [];
  const heredoc = heredocCommand(instruction, inputs, mounts);
  const args = instruction.commandLine.prependShell ? withShell(stage, heredoc.args) : heredoc.args;
  mounts.push(...runMounts(stage, instruction, sources, inputs, context));
  if (instruction.devices.length > 0 && context.options.canUseDevices) {
    throw new DockerfileError('device feature is only supported in Dockerfile frontend 1.14.0-labs or later');
  }
  const env = withAgent(state.env, mounts);

  const shlex = new Lex(context.shlex.escapeToken, { rawQuotes: true, skipUnsetEnv: true });
  const name = stage.prefix(displayName(shlex, instruction.code + heredoc.note, maskSecrets(instruction, state.env)));
  const { networkMode = 'default', extraHosts = [], ulimits = [] } = context.options;
  const { os, architecture } = stage.platform ?? HOST_PLATFORM;
  const foreign = os === HOST_PLATFORM.os && architecture === HOST_PLATFORM.architecture ? undefined : `${os}/${architecture}`;
  const root = new Vertex(
    {
      type: 'exec', args, env: env.toArray(), cwd: state.dir, user: state.user,
      network: instruction.network === 'default' ? networkMode : instruction.network,
      security: instruction.security, mounts, extraHosts: [...extraHosts], ...(ulimits.length > 0 && { ulimits }), ...(foreign !== undefined && { platform: foreign }),
    },
    inputs.list,
    {
      name, location: instruction.location, ...(stage.ignoreCache && { ignoreCache: true }), ...stage.platformMeta(),
      ...(context.proxyEnv.length > 0 && { proxyEnv: context.proxyEnv }),
    },
  );
  stage.state = { ...state, root };
  stage.addHistory('RUN ' + runCommandText(args, stage.buildArgs, state.env), true, context.epoch, true);
}

/**
 * A lone here-document is the script itself: run by the shell, or as a file when it begins with `#!`. With anything
 * beside it the documents are put back for the shell to read.
 */
function heredocCommand(
  instruction: RunInstruction, inputs: Inputs, mounts: ExecMount[],
): { args: string[]; note: string } {
  const { args, files, prependShell } = instruction.commandLine;
  const first = files[0];
  if (!first) return { args, note: '' };
  if (args.length !== 1 || !prependShell) {
    throw new DockerfileError(`parsing produced an invalid run command: [${args.join(' ')}]`);
  }
  if (!heredocOrNothing(args[0]!)) {
    return { args: [args[0]! + files.map(({ name, data }) => `\n${data}${name}`).join('')], note: '' };
  }
  const data = first.chomp ? chompContent(first.data) : first.data;
  const note = ` (${summarizeHeredoc(first.data)})`;
  if (!data.startsWith('#!')) return { args: [data], note };
  const file = new Vertex({ type: 'file', actions: [{ type: 'mkfile', path: first.name, mode: 0o755, data }] }, [undefined], {
    name: '[internal] preparing inline document',
  });
  mounts.push({ type: 'bind', destination: '/dev/pipes/', input: inputs.add(file), readOnly: true });
  return { args: [joinPath('/dev/pipes/', first.name)], note };
}

function runMounts(
  stage: StageState, instruction: RunInstruction, sources: readonly (StageState | undefined)[], inputs: Inputs,
  context: ConvertContext,
): ExecMount[] {
  return instruction.mounts.map((mount, i) => {
    if (mount.type === 'secret') return secretMount(mount);
    if (mount.type === 'ssh') return sshMount(mount);
    let from: Vertex | undefined;
    const fromContext = mount.from === '' && mount.type !== 'cache';
    if (fromContext) {
      from = context.contextVertex;
    } else {
      const source = sources[i]!;
      if (!source.dispatched) {
        throw new DockerfileError(
          `cannot mount from stage ${quote(mount.from || 'scratch')} to ${quote(mount.target)}, stage needs to be defined before current command`,
        );
      }
      from = source.state.root;
    }
    const target = cleanPath(mount.target).startsWith('/') ? mount.target : joinPath('/', stage.state.dir, mount.target);
    if (target === '/') throw new DockerfileError(`invalid mount target ${quote(target)}`);
    if (fromContext && mount.type === 'bind') stage.contextPaths.add(joinPath('/', mount.source));
    return fileMount(mount, target, mount.type === 'tmpfs' ? undefined : inputs.add(from));
  });
}

function fileMount(mount: RunMount, destination: string, input: number | undefined): ExecMount {
  const selector = joinPath('/', mount.source);
  const { uid, gid, mode } = mount;
  return {
    type: mount.type, destination, readOnly: mount.readOnly,
    ...(input !== undefined && { input }),
    ...(selector !== '/' && { selector }),
    ...(mount.type === 'cache' && {
      cache: { id: mount.cacheId || cleanPath(mount.target), sharing: mount.sharing || 'shared' },
      ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }), ...(mode !== undefined && { mode }),
    }),
    ...(mount.type === 'tmpfs' && { sizeLimit: mount.sizeLimit }),
  };
}

function ownership({ uid, gid, mode }: RunMount, defaultMode: number): Pick<ExecMount, 'uid' | 'gid' | 'mode'> {
  if (uid === undefined && gid === undefined && mode === undefined) return {};
  return { uid: uid ?? 0, gid: gid ?? 0, mode: mode ?? defaultMode };
}

function secretMount(mount: RunMount): ExecMount {
  const id = mount.source || mount.cacheId || basePath(mount.target);
  const file = mount.target || (mount.env === undefined ? '/run/secrets/' + basePath(id) : '');
  return {
    type: 'secret', destination: file, readOnly: true,
    secret: { id, optional: !mount.required, ...(mount.env !== undefined && { env: mount.env }) },
    ...ownership(mount, 0o400),
  };
}

function sshMount(mount: RunMount): ExecMount {
  if (mount.source !== '') throw new DockerfileError('ssh does not support source');
  return {
    type: 'ssh', destination: mount.target, readOnly: true,
    secret: { id: mount.cacheId || 'default', optional: !mount.required }, ...ownership(mount, 0o600),
  };
}

/** Names the forwarded agents' sockets that have no name; the first one is the process's (LLB's ExecOp.Marshal). */
function withAgent(env: EnvList, mounts: readonly ExecMount[]): EnvList {
  const agents = mounts.filter(({ type }) => type === 'ssh');
  for (const [i, agent] of agents.entries()) if (agent.destination === '') agent.destination = `/run/buildkit/ssh_agent.${i}`;
  return agents.length === 0 || env.get('SSH_AUTH_SOCK') !== undefined ? env : env.set('SSH_AUTH_SOCK', agents[0]!.destination);
}

/** A secret's variable is shown as asterisks where the command names it. */
function maskSecrets(instruction: RunInstruction, env: EnvGetter): EnvGetter {
  const masked = instruction.mounts.filter(({ type }) => type === 'secret').map((mount) => mount.env);
  return { get: (key) => (masked.includes(key) ? '****' : env.get(key)), keys: () => env.keys() };
}

/** `|2 A=1 B=2 /bin/sh -c …`: the build arguments in scope stand before the command. */
function runCommandText(args: readonly string[], buildArgs: readonly ArgDefinition[], env: EnvGetter): string {
  const values = new Map<string, string>();
  for (const { key, value } of buildArgs) values.set(key, env.get(key) ?? value ?? '');
  const scope = values.size === 0 ? [] : [`|${values.size}`, ...[...values].map(([key, value]) => `${key}=${value}`)];
  return [...scope, ...args].join(' ');
}
