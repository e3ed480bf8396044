import type { ImageConfig, Platform } from '../../../oci/image';
import { HOST_PLATFORM } from '../../../oci/platform';
import { parseReference, type Reference } from '../../../oci/reference';
import { quote } from '../dockerfile/go-text';
import { emptyImage, imageFrom } from '../dockerfile/image';
import { DockerfileError, setLocation, withLocation } from '../dockerfile/location';
import { parseDockerfile } from '../dockerfile/parser';
import { formatPlatform } from '../dockerfile/platform';
import { parseInstruction } from '../dockerfile/parse-instruction';
import { suggest } from '../dockerfile/suggest';
import { SCRATCH } from '../graph/state';
import { Vertex } from '../graph/vertex';
import { checkBasePlatform } from './checks';
import { loadNamedContext, namedContext } from './named-context';
import type { ConvertContext } from './options';
import { toCommand } from './sources';
import { reachableFrom, type StageState } from './stage-state';

/**
 * Finds the base images of all stages that the target needs, again when ONBUILD triggers bring new sources
 * (BuildKit's resolveStages).
 */
export async function resolveStages(target: StageState, context: ConvertContext): Promise<Set<StageState>> {
  for (;;) {
    const reachable = reachableFrom(target);
    await resolveBases(reachable, context);
    let newSources = false;
    for (const state of reachable) {
      state.inherit();
      const triggers = [...(state.image.config.OnBuild ?? [])];
      if (state.base && !state.onbuildInit) {
        for (const { instruction } of state.base.commands) {
          if (instruction.kind === 'onbuild') triggers.push(instruction.expression);
        }
        state.onbuildInit = true;
      }
      if (triggers.length === 0) continue;
      try {
        if (addTriggers(state, triggers, context)) newSources = true;
      } catch (error) {
        throw setLocation(error, state.stage.location);
      }
      delete state.image.config.OnBuild;
    }
    if (!newSources) return reachable;
  }
}

/** Puts ONBUILD triggers before the stage's own instructions; true when they read from other stages. */
function addTriggers(state: StageState, triggers: readonly string[], { stages, shlex }: ConvertContext): boolean {
  const commands = triggers.map((trigger) => {
    const { ast } = parseDockerfile(trigger);
    if (ast.children.length !== 1) throw new DockerfileError('onbuild trigger should be a single expression');
    const node = ast.children[0]!;
    node.startLine = state.stage.location.start;
    node.endLine = state.stage.location.end;
    const instruction = parseInstruction(node);
    if (instruction.kind === 'from') throw new DockerfileError('*instructions.Stage is not a command type');
    return toCommand(instruction, state, stages, shlex, true);
  });
  state.commands = [...commands, ...state.commands];
  state.commandTotal += commands.length;
  return commands.some(({ sources }) => sources.length > 0);
}

async function resolveBases(reachable: ReadonlySet<StageState>, context: ConvertContext): Promise<void> {
  const pending: { state: StageState; needed: boolean }[] = [];
  for (const state of context.stages.all) {
    if (state.base || state.dispatched || state.resolved) continue;
    const needed = context.options.allStages === true || reachable.has(state);
    state.resolved = needed;
    if (state.baseName === 'scratch' && !state.namedContext) {
      state.state = SCRATCH;
      state.image = emptyImage(context.targetPlatform);
      state.platform = context.targetPlatform;
      if (state.unregistered) state.dispatched = true;
      continue;
    }
    pending.push({ state, needed });
  }
  checkNames(pending.map(({ state }) => state));
  const failure = new AbortController();
  await Promise.all(pending.map(({ state, needed }) => resolveBase(state, needed, context, failure.signal).catch((error: unknown) => {
    if (!failure.signal.aborted) failure.abort(withLocation(error, state.stage.location));
  })));
  if (failure.signal.aborted) throw failure.signal.reason;
}

/** All names are read before any image is asked for; of several goroutines, Go begins with the one started last. */
function checkNames(states: readonly StageState[]): void {
  for (const state of [...states.slice(-1), ...states]) {
    try {
      baseReference(state);
    } catch (error) {
      throw withLocation(error, state.stage.location);
    }
  }
}

function baseReference({ baseName }: StageState): Reference {
  try {
    return parseReference(baseName).tagNameOnly();
  } catch (error) {
    throw new DockerfileError(`failed to parse stage name ${quote(baseName)}: ${(error as Error).message}`);
  }
}

async function resolveBase(state: StageState, needed: boolean, context: ConvertContext, signal: AbortSignal): Promise<void> {
  const original = state.baseName;
  if (state.unregistered) state.dispatched = true;
  let name = baseReference(state);
  let platform = state.platform ?? context.targetPlatform;
  state.baseName = name.toString();
  const named = needed ? (state.namedContext ?? namedContext(state.baseName, context)) : undefined;
  if (named) {
    if (state.namedContext) state.dispatched = true;
    return loadNamedContext(state, named, platform, context, signal);
  }
  let base: ImageConfig | undefined;
  if (needed) {
    const found = await findImage(state, original, platform, context, signal);
    base = found.config;
    state.baseImage = base;
    state.image = imageFrom(base);
    if (!state.platform && !context.options.targetPlatform) platform = detectPlatform(base, platform);
    if (found.reference !== state.baseName) name = parseReference(found.reference);
    state.baseName = (found.digest ? name.withDigest(found.digest) : name).toString();
  }
  state.platform = platform;
  if (base && isEmpty(base)) {
    state.state = SCRATCH;
    return;
  }
  const root = new Vertex({ type: 'image', reference: state.baseName, platform }, [], {
    name: state.prefix('FROM ' + state.baseName), location: state.stage.location,
  });
  state.state = { ...SCRATCH, root };
  if (base) checkBasePlatform(original, platform, base, state.stage.location, context.lint);
}

async function findImage(
  state: StageState, original: string, platform: Platform, { options, stages }: ConvertContext, signal: AbortSignal,
) {
  try {
    return await options.resolveImage(state.baseName, `[${options.multiPlatform ? `${formatPlatform(platform)} ` : ''}internal] load metadata for ${state.baseName}`, platform, signal);
  } catch (error) {
    const common = ['alpine', 'busybox', 'centos', 'debian', 'golang', 'ubuntu', 'fedora'].flatMap((name) => [
      name, 'docker.io/library' + name, name + ':latest', `docker.io/library${name}:latest`,
    ]);
    const match = suggest(original, [...stages.names(), ...common], true);
    const message = `${original}: ${(error as Error).message}${match === undefined ? '' : ` (did you mean ${match}?)`}`;
    const wrapped = new DockerfileError(message);
    wrapped.cause = error;
    throw wrapped;
  }
}

/** An image of the machine's own platform counts as that, whatever was expected. */
function detectPlatform(image: ImageConfig, target: Platform): Platform {
  if (target.os === image.os && target.architecture === image.architecture) return target;
  return HOST_PLATFORM.os === image.os && HOST_PLATFORM.architecture === image.architecture ? HOST_PLATFORM : target;
}

/** An image without layers; old ones that don't name theirs have history instead. */
function isEmpty(image: ImageConfig): boolean {
  return !image.rootfs?.diff_ids?.length && (image.history ?? []).every(({ empty_layer }) => empty_layer);
}
