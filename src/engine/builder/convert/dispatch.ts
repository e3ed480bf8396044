import { millisOf, parseNanos } from '../../go-time';
import { formatDurationNs } from '../../../lib/duration';
import type { EnvGetter } from '../dockerfile/env';
import { parseExposedPort } from '../dockerfile/expose';
import { joinPath, quoteList } from '../dockerfile/go-text';
import type {
  ArgInstruction, CmdInstruction, EntrypointInstruction, EnvInstruction, ExposeInstruction, Healthcheck,
  HealthcheckInstruction, LabelInstruction, VolumeInstruction, WorkdirInstruction,
} from '../dockerfile/instructions';
import { jsonArgsRecommended, legacyKeyValueFormat, workdirRelativePath } from '../dockerfile/lint-rules';
import { DockerfileError } from '../dockerfile/location';
import { isSignal } from '../dockerfile/signal-name';
import { Vertex } from '../graph/vertex';
import { checkNoSecret, checkUsedOnce, NON_ENV_ARGS, reportUnmatched } from './checks';
import { dispatchAdd, dispatchCopyInstruction } from './dispatch-copy';
import { dispatchRun } from './dispatch-run';
import { expandInstruction } from './expand';
import type { ConvertContext } from './options';
import { displayName, withShell } from './names';
import type { Command, StageState } from './stage-state';

/** What an instruction does to its stage (BuildKit's dispatch). */
export function dispatch(stage: StageState, command: Command, shared: ConvertContext): void {
  const context = { ...shared, lint: shared.lint.withComments(command.instruction.comments) };
  stage.commandIsOnbuild = command.isOnbuild;
  const instruction = expandInstruction(command.instruction, stage, context);
  const { config } = stage.image;
  const history = (text: string) => stage.addHistory(text, false, context.epoch);
  switch (instruction.kind) {
    case 'add':
      return dispatchAdd(stage, instruction, context);
    case 'arg':
      return dispatchArg(stage, instruction, context);
    case 'cmd':
      return dispatchCmd(stage, instruction, context);
    case 'copy':
      return dispatchCopyInstruction(stage, instruction, command.sources[0], context);
    case 'entrypoint':
      return dispatchEntrypoint(stage, instruction, context);
    case 'env':
      return dispatchEnv(stage, instruction, context);
    case 'expose':
      return dispatchExpose(stage, instruction, context);
    case 'healthcheck':
      return dispatchHealthcheck(stage, instruction, context);
    case 'label':
      return dispatchLabel(stage, instruction, context);
    case 'maintainer':
      stage.image.author = instruction.maintainer;
      return history(`MAINTAINER ${instruction.maintainer}`);
    case 'onbuild':
      (config.OnBuild ??= []).push(instruction.expression);
      return;
    case 'run':
      return dispatchRun(stage, instruction, command.sources, context);
    case 'shell':
      config.Shell = instruction.shell;
      return history(`SHELL [${instruction.shell.join(' ')}]`);
    case 'stopsignal':
      if (!isSignal(instruction.signal)) throw new DockerfileError(`invalid signal: ${instruction.signal}`);
      config.StopSignal = instruction.signal;
      return history(`STOPSIGNAL ${instruction.signal}`);
    case 'user':
      setUser(stage, instruction.user);
      return history(`USER ${instruction.user}`);
    case 'volume':
      return dispatchVolume(stage, instruction, history);
    case 'workdir':
      return dispatchWorkdir(stage, instruction, context);
  }
}

export function setUser(stage: StageState, user: string): void {
  stage.state = { ...stage.state, user };
  stage.image.config.User = user;
}

/** Sets the working directory, relative to the one before. */
export function setWorkdir(stage: StageState, path: string): string {
  const { config } = stage.image;
  const parent = joinPath('/', config.WorkingDir ?? '');
  const dir = path === '' ? parent : path.startsWith('/') ? path : joinPath(parent, path);
  config.WorkingDir = dir;
  stage.state = { ...stage.state, dir };
  return dir;
}

function dispatchEnv(stage: StageState, instruction: EnvInstruction, context: ConvertContext): void {
  let text = 'ENV';
  for (const { key, value, noDelimiter } of instruction.pairs) {
    if (noDelimiter) context.lint.run(legacyKeyValueFormat, instruction.location, instruction.name);
    checkNoSecret('ENV', key, instruction.location, context.lint);
    text += ` ${key}=${value}`;
    stage.state = { ...stage.state, env: stage.state.env.set(key, value) };
    const env = (stage.image.config.Env ??= []);
    const at = env.findIndex((assignment) => assignment.split('=', 1)[0] === key);
    if (at < 0) env.push(`${key}=${value}`);
    else env[at] = `${key}=${value}`;
  }
  stage.addHistory(text, false, context.epoch);
}

function dispatchLabel(stage: StageState, instruction: LabelInstruction, context: ConvertContext): void {
  const labels = (stage.image.config.Labels ??= {});
  let text = 'LABEL';
  for (const { key, value, noDelimiter } of instruction.pairs) {
    if (noDelimiter) context.lint.run(legacyKeyValueFormat, instruction.location, instruction.name);
    labels[key] = value;
    text += ` ${key}=${value}`;
  }
  stage.addHistory(text, false, context.epoch);
}

function commandArgs(stage: StageState, instruction: CmdInstruction | EntrypointInstruction, context: ConvertContext): string[] {
  const { args, prependShell } = instruction.commandLine;
  if (!prependShell) return args;
  if (!stage.image.config.Shell?.length) context.lint.run(jsonArgsRecommended, instruction.location, instruction.name);
  return withShell(stage, args);
}

function dispatchCmd(stage: StageState, instruction: CmdInstruction, context: ConvertContext): void {
  checkUsedOnce(instruction, stage.cmd, context.lint);
  const args = commandArgs(stage, instruction, context);
  stage.image.config.Cmd = args;
  stage.image.config.ArgsEscaped = true;
  stage.addHistory(`CMD ${quoteList(args)}`, false, context.epoch);
}

function dispatchEntrypoint(stage: StageState, instruction: EntrypointInstruction, context: ConvertContext): void {
  checkUsedOnce(instruction, stage.entrypoint, context.lint);
  const args = commandArgs(stage, instruction, context);
  stage.image.config.Entrypoint = args;
  if (!stage.cmd.location) delete stage.image.config.Cmd;
  stage.addHistory(`ENTRYPOINT ${quoteList(args)}`, false, context.epoch);
}

/** Go's `%+v` of the healthcheck. */
export function formatHealthcheck({ test, interval, timeout, startPeriod, startInterval, retries }: Healthcheck): string {
  const [i, t, p, s] = [interval, timeout, startPeriod, startInterval].map((value) => formatDurationNs(BigInt(value)));
  return `{Test:[${test.join(' ')}] Interval:${i} Timeout:${t} StartPeriod:${p} StartInterval:${s} Retries:${retries}}`;
}

function dispatchHealthcheck(stage: StageState, instruction: HealthcheckInstruction, context: ConvertContext): void {
  checkUsedOnce(instruction, stage.healthcheck, context.lint);
  const { health } = instruction;
  stage.image.config.Healthcheck = {
    Test: health.test, Interval: health.interval, Timeout: health.timeout, StartPeriod: health.startPeriod,
    StartInterval: health.startInterval, Retries: health.retries,
  };
  stage.addHistory(`HEALTHCHECK ${formatHealthcheck(health)}`, false, context.epoch);
}

function dispatchExpose(stage: StageState, instruction: ExposeInstruction, context: ConvertContext): void {
  const words = instruction.ports.flatMap((port) => context.shlex.words(port, stage.state.env));
  const ports = words.flatMap((port) => parseExposedPort(port, context.lint, instruction.location));
  const exposed = (stage.image.config.ExposedPorts ??= {});
  for (const port of ports) exposed[port] = {};
  stage.addHistory(`EXPOSE [${ports.join(' ')}]`, false, context.epoch);
}

function dispatchVolume(stage: StageState, instruction: VolumeInstruction, history: (text: string) => void): void {
  const volumes = (stage.image.config.Volumes ??= {});
  for (const volume of instruction.volumes) {
    if (volume === '') throw new DockerfileError('VOLUME specified can not be an empty string');
    volumes[volume] = {};
  }
  history(`VOLUME [${instruction.volumes.join(' ')}]`);
}

function dispatchWorkdir(stage: StageState, instruction: WorkdirInstruction, context: ConvertContext): void {
  if (!stage.workdirSet && !instruction.path.startsWith('/')) {
    context.lint.run(workdirRelativePath, instruction.location, instruction.path);
  }
  stage.workdirSet = true;
  const dir = setWorkdir(stage, instruction.path);
  if (dir !== '/') {
    const user = stage.image.config.User;
    const action = { type: 'mkdir' as const, path: dir, mode: 0o755, makeParents: true, ...(user && { user }), ...(context.epoch !== undefined && { timeMs: millisOf(parseNanos(context.epoch)) }) };
    stage.state = {
      ...stage.state,
      root: new Vertex({ type: 'file', actions: [action] }, [stage.state.root], {
        name: stage.prefix(displayName(context.shlex, instruction.code, stage.state.env)),
        location: instruction.location, ...stage.platformMeta(),
      }),
    };
  }
  stage.addHistory(`WORKDIR ${dir}`, dir !== '/', context.epoch);
}

/** The value of an ARG: a build argument, else the default, else the global argument of that name. */
function argValue(
  stage: StageState, instruction: ArgInstruction, key: string, fallback: string | undefined, context: ConvertContext,
): string | undefined {
  const { buildArgs } = context.options;
  if (Object.hasOwn(buildArgs, key)) return buildArgs[key];
  if (fallback === undefined) return context.globalArgs.get(key);
  const env: EnvGetter = stage.state.env;
  const report = (unmatched: ReadonlySet<string>) => reportUnmatched(instruction, stage.buildArgs, env, unmatched, context.lint);
  return context.shlex.expandTelling(fallback, env, report).result;
}

function dispatchArg(stage: StageState, instruction: ArgInstruction, context: ConvertContext): void {
  const texts: string[] = [];
  for (const { key, value: fallback } of instruction.args) {
    checkNoSecret('ARG', key, instruction.location, context.lint);
    const value = argValue(stage, instruction, key, fallback, context);
    if (value !== undefined && !NON_ENV_ARGS.has(key)) {
      stage.state = { ...stage.state, env: stage.state.env.set(key, value) };
    }
    stage.buildArgs.push({ key, value });
    texts.push(value === undefined ? key : `${key}=${value}`);
  }
  stage.addHistory('ARG ' + texts.join(' '), false, context.epoch);
}
