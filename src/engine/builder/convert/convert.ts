import type { ImageConfig, Platform } from '../../../oci/image';
import { HOST_PLATFORM } from '../../../oci/platform';
import { findDirective } from '../dockerfile/directives';
import { quote } from '../dockerfile/go-text';
import { DEFAULT_PATH } from '../dockerfile/image';
import type { Stage } from '../dockerfile/instructions';
import { Lex, type Expansion } from '../dockerfile/lex';
import { noEmptyContinuation } from '../dockerfile/lint-rules';
import { CHECK_ARGUMENT, Linter } from '../dockerfile/linter';
import { DockerfileError, withLocation, wrapError } from '../dockerfile/location';
import { parseDockerfile } from '../dockerfile/parser';
import { parseStages } from '../dockerfile/parse-stages';
import { normalizePlatform, parsePlatform } from '../dockerfile/platform';
import { suggest, withSuggestion } from '../dockerfile/suggest';
import { SCRATCH, type State } from '../graph/state';
import { Vertex } from '../graph/vertex';
import * as checks from './checks';
import { dispatch, setUser, setWorkdir } from './dispatch';
import { formatNanos } from '../../go-time';
import { defaultArgs, metaArgs, proxyEnv, type MetaArgs } from './meta-args';
import { namedContext } from './named-context';
import type { ConvertContext, ConvertOptions } from './options';
import { resolveStages } from './resolve-stages';
import { toCommand } from './sources';
import { StageState, StageStates } from './stage-state';

/** What a Dockerfile comes to: the graph that makes the target's files, and the config of its image. */
export interface Converted {
  state: State;
  /** Without the layers that are still to be made. */
  image: ImageConfig;
  baseImage: ImageConfig | undefined;
  /** RFC 3339, when SOURCE_DATE_EPOCH is set. */
  epoch: string | undefined;
}

/** Converts a Dockerfile (BuildKit's dockerfile2llb.Dockerfile2LLB). Throws DockerfileError with the places. */
export async function convertDockerfile(source: string, options: ConvertOptions): Promise<Converted> {
  if (source === '') throw new DockerfileError('the Dockerfile cannot be empty');
  const lint = Linter.forOptions(findDirective('check', source)?.value.split(' ')[0] ?? '', options.buildArgs[CHECK_ARGUMENT], options.warn);
  const parsed = parseDockerfile(source);
  for (const warning of parsed.warnings) lint.run(noEmptyContinuation, warning.location);
  const { stages, metaArgs: metaInstructions } = parseStages(parsed.ast, lint);
  if (stages.length === 0) throw new DockerfileError('dockerfile contains no stages to build');
  checks.checkStageNames(stages, lint);
  checks.checkCasing(stages, lint);

  const targetPlatform = options.targetPlatform ?? HOST_PLATFORM;
  const shlex = new Lex(parsed.escapeToken);
  const defaults = defaultArgs(HOST_PLATFORM, targetPlatform, options.buildArgs, options.target || stages.at(-1)!.stageName);
  checkDefaults();
  const meta = metaArgs(defaults, shlex, metaInstructions, options.buildArgs);

  const context: ConvertContext = {
    options, targetPlatform, globalArgs: meta.values, shlex, lint, stages: new StageStates(),
    contextVertex: new Vertex({ type: 'local', name: 'context', followPaths: [] }, [], { name: '' }),
    epoch: sourceDateEpoch(options, meta), proxyEnv: proxyEnv(options.buildArgs), ignorePatterns: [],
  };
  for (const [index, stage] of stages.entries()) addStage(stage, index, meta.declared, context);
  const target = findTarget(context);
  linkStages(context);
  const reachable = await resolveStages(target, context);
  context.ignorePatterns = options.ignorePatterns?.() ?? [];
  dispatchStages(reachable, context);
  return finish(target, context);

  function checkDefaults(): void {
    let values: MetaArgs;
    try {
      values = metaArgs(defaults, shlex, metaInstructions, {});
    } catch {
      return;
    }
    checks.checkDefaultBaseNames(stages, shlex, values.values, lint);
  }
}

function sourceDateEpoch(options: ConvertOptions, { values }: MetaArgs): string | undefined {
  const text = options.buildArgs.SOURCE_DATE_EPOCH ?? values.get('SOURCE_DATE_EPOCH') ?? '';
  if (text === '') return undefined;
  if (!/^[+-]?\d+$/.test(text)) throw new DockerfileError(`invalid SOURCE_DATE_EPOCH: ${text}`);
  return formatNanos(BigInt(text) * 1_000_000_000n);
}

/** Registers a stage with its base name and platform expanded (BuildKit's buildDispatchStates). */
function addStage(stage: Stage, index: number, declared: readonly string[], context: ConvertContext): void {
  const { globalArgs, shlex, stages, options } = context;
  const lint = context.lint.withComments(stage.comments);
  const known = [...declared, ...globalArgs.keys()];
  try {
    const base = shlex.expandTelling(stage.baseName, globalArgs, (unmatched) =>
      checks.reportUndeclaredInFrom(known, unmatched, stage.location, lint));
    if (base.result === '') throw new DockerfileError(`base name (${stage.baseName}) should not be blank`);
    const state = new StageState({ ...stage, baseName: base.result });
    state.showsPlatform = options.multiPlatform ?? false;
    if (stage.platform !== '') state.platform = stagePlatform(stage, known, context, lint);
    state.namedContext = stage.stageName === '' ? undefined : namedContext(stage.stageName, context);
    if (stage.stageName === '') state.stageName = `stage-${index}`;
    stages.add(state);
    if (state.namedContext) {
      state.base = undefined;
      return;
    }
    const counted = stage.instructions.filter(({ kind }) => ['add', 'copy', 'run', 'workdir'].includes(kind)).length;
    state.commandTotal = counted + (base.result !== 'scratch' && !state.base ? 1 : 0);
    state.ignoreCache = options.ignoreCache?.(stage.stageName) ?? false;
  } catch (error) {
    throw withLocation(error, stage.location);
  }
}

function stagePlatform(stage: Stage, known: readonly string[], context: ConvertContext, lint: Linter): Platform {
  const { globalArgs, shlex } = context;
  const report = (unmatched: ReadonlySet<string>) => checks.reportUndeclaredInFrom(known, unmatched, stage.location, lint);
  let expansion: Expansion;
  try {
    expansion = shlex.expandTelling(stage.platform, globalArgs, report);
  } catch (error) {
    throw wrapError(error, 'failed to process arguments for platform ');
  }
  checks.checkFromPlatform(stage, expansion, globalArgs, lint);
  const suggested = (message: string) => {
    for (const name of expansion.unmatched) {
      const match = suggest(name, globalArgs.keys(), true);
      if (match !== undefined) return `${message} (did you mean ${match}?)`;
    }
    return message;
  };
  if (expansion.result === '') throw new DockerfileError(suggested(`empty platform value from expression ${stage.platform}`));
  try {
    return parsePlatform(expansion.result);
  } catch (error) {
    throw new DockerfileError(`failed to parse platform ${stage.platform}: ${suggested((error as Error).message)}`);
  }
}

function findTarget({ options: { target }, stages }: ConvertContext): StageState {
  if (target === '') return stages.all.at(-1)!;
  const found = stages.named(target);
  if (found) return found;
  throw new DockerfileError(withSuggestion(`target stage ${quote(target)} could not be found`, target, stages.names()));
}

/** Finds out which stage takes files from which (BuildKit's buildStageDependencyGraph). */
function linkStages({ stages, shlex }: ConvertContext): void {
  // Sources that are no stages are added while this goes on, and have no instructions.
  for (let i = 0; i < stages.all.length; i++) {
    const state = stages.all[i]!;
    if (!state.namedContext) state.commands = state.stage.instructions.map((instruction) => toCommand(instruction, state, stages, shlex));
  }
  checks.checkCircular(stages.all);
  if (stages.all.length === 1) stages.all[0]!.stageName = '';
}

function dispatchStages(reachable: ReadonlySet<StageState>, context: ConvertContext): void {
  for (const state of context.stages.all) {
    if (!context.options.allStages && (!reachable.has(state) || state.dispatched)) continue;
    state.inherit();
    state.dispatched = true;
    state.platform ??= context.targetPlatform;
    beginStage(state);
    for (const command of state.commands) {
      try {
        dispatch(state, command, context);
      } catch (error) {
        throw withLocation(error, command.instruction.location);
      }
    }
  }
}

/** Takes environment, directory and user over from the image that the stage begins with. */
function beginStage(state: StageState): void {
  const { config } = state.image;
  const env = (config.Env ??= []);
  if (!env.some((assignment) => assignment.startsWith('PATH='))) env.push('PATH=' + DEFAULT_PATH);
  let values = state.state.env;
  for (const assignment of env) {
    const [key, ...value] = assignment.split('=');
    values = values.set(key!, value.join('='));
  }
  state.state = { ...state.state, env: values };
  if (config.WorkingDir) setWorkdir(state, config.WorkingDir);
  if (config.User) setUser(state, config.User);
}

function finish(target: StageState, context: ConvertContext): Converted {
  const { options, lint, stages, contextVertex, epoch } = context;
  const { image } = target;
  if (Object.keys(options.labels).length > 0) Object.assign((image.config.Labels ??= {}), options.labels);
  lint.throwViolations();
  const paths = new Set(stages.all.flatMap((state) => [...state.contextPaths]));
  const follow = paths.has('/') ? [] : [...paths].map((path) => path.replace(/^\//, '')).sort();
  const root = target.state.root && substitute(target.state.root, contextVertex, options.mainContext(follow), new Map());
  if (options.targetPlatform) Object.assign(image, withoutVersion(options.targetPlatform));
  Object.assign(image, normalizePlatform(image));
  return { state: { ...SCRATCH, ...target.state, root }, image, baseImage: target.baseImage, epoch };
}

function withoutVersion({ os, architecture, variant }: Platform): Partial<Platform> {
  return { os, architecture, ...(variant && { variant }) };
}

/** The graph with the real build context where its stand-in was. */
function substitute(vertex: Vertex, standIn: Vertex, real: Vertex, made: Map<Vertex, Vertex>): Vertex {
  if (vertex === standIn) return real;
  const known = made.get(vertex);
  if (known) return known;
  const inputs = vertex.inputs.map((input) => input && substitute(input, standIn, real, made));
  const copy = inputs.every((input, i) => input === vertex.inputs[i]) ? vertex : new Vertex(vertex.op, inputs, vertex.meta);
  made.set(vertex, copy);
  return copy;
}
