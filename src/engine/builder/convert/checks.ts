import { PatternMatcher } from '../../../lib/ignore';
import { cleanPath } from '../dockerfile/go-text';
import type { EnvGetter } from '../dockerfile/env';
import type { Expansion, Lex } from '../dockerfile/lex';
import type { ArgDefinition, Instruction, Stage } from '../dockerfile/instructions';
import * as rules from '../dockerfile/lint-rules';
import type { Linter } from '../dockerfile/linter';
import { DockerfileError, withLocation, type LineRange } from '../dockerfile/location';
import { formatPlatform, normalizePlatform, parsePlatform } from '../dockerfile/platform';
import { suggest } from '../dockerfile/suggest';
import type { Platform } from '../../../oci/image';
import { parseReference } from '../../../oci/reference';
import type { StageState, UsedOnce } from './stage-state';

/** Variables that say something to BuildKit and are not in the environment. */
export const NON_ENV_ARGS: ReadonlySet<string> = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

export function checkStageNames(stages: readonly Stage[], lint: Linter): void {
  const seen = new Set<string>();
  for (const { stageName, location } of stages) {
    if (stageName === '') continue;
    if (stageName === 'context' || stageName === 'scratch') lint.run(rules.reservedStageName, location, stageName);
    if (seen.has(stageName)) lint.run(rules.duplicateStageName, location, stageName);
    seen.add(stageName);
  }
}

/** All instructions should be written in the case that most of them have; upper case wins a tie. */
export function checkCasing(stages: readonly Stage[], lint: Linter): void {
  const named = stages.flatMap((stage) => [stage, ...stage.instructions]);
  const lower = named.filter(({ name }) => name === name.toLowerCase()).length;
  const upper = named.filter(({ name }) => name !== name.toLowerCase() && name === name.toUpperCase()).length;
  const [wanted, casing] = lower > upper ? ['toLowerCase' as const, 'lowercase'] : ['toUpperCase' as const, 'uppercase'];
  for (const { name, location } of named) {
    if (name[wanted]() !== name) lint.run(rules.consistentInstructionCasing, location, name, casing);
  }
}

/** Base names must be valid with the defaults of the global arguments, too. */
export function checkDefaultBaseNames(stages: readonly Stage[], shlex: Lex, defaults: EnvGetter, lint: Linter): void {
  for (const { baseName, location } of stages) {
    let name: string;
    try {
      name = shlex.word(baseName, defaults);
    } catch {
      return;
    }
    try {
      parseReference(name);
    } catch {
      lint.run(rules.invalidDefaultArgInFrom, location, baseName);
    }
  }
}

export function reportUnmatched(
  instruction: Instruction, buildArgs: readonly ArgDefinition[], env: EnvGetter, unmatched: ReadonlySet<string>, lint: Linter,
): void {
  for (const name of unmatched) {
    if (buildArgs.some(({ key }) => key === name) || NON_ENV_ARGS.has(name)) continue;
    lint.run(rules.undefinedVar, instruction.location, name, suggest(name, env.keys(), true) ?? '');
  }
}

export function reportUndeclaredInFrom(
  declared: readonly string[], unmatched: ReadonlySet<string>, location: LineRange, lint: Linter,
): void {
  for (const name of unmatched) {
    if (declared.includes(name)) continue;
    lint.run(rules.undefinedArgInFrom, location, name, suggest(name, declared, true) ?? '');
  }
}

/** `FROM --platform` should neither repeat the default nor be a constant. */
export function checkFromPlatform(stage: Stage, expansion: Expansion, globals: EnvGetter, lint: Linter): void {
  const { matched, unmatched, result } = expansion;
  if (matched.size === 1 && unmatched.size === 0 && matched.has('TARGETPLATFORM') && result === globals.get('TARGETPLATFORM')) {
    lint.run(rules.redundantTargetPlatform, stage.location, stage.platform);
  }
  if (matched.size > 0 || unmatched.size > 0) return;
  let platform: Platform;
  try {
    platform = parsePlatform(result);
  } catch {
    return;
  }
  if (stage.stageName.includes(platform.os) || stage.stageName.includes(platform.architecture)) return;
  lint.run(rules.fromPlatformFlagConstDisallowed, stage.location, result);
}

export function checkBasePlatform(
  name: string, expected: Platform, actual: Platform, location: LineRange, lint: Linter,
): void {
  if (expected.os === actual.os && expected.architecture === actual.architecture) return;
  const format = (platform: Platform) => formatPlatform(normalizePlatform(platform));
  lint.run(rules.invalidBaseImagePlatform, location, name, format(expected), format(actual));
}

/** The place that is reported is the earlier one, since that one will be ignored. */
export function checkUsedOnce(instruction: Instruction, used: UsedOnce, lint: Linter): void {
  if (used.location) lint.run(rules.multipleInstructionsDisallowed, used.location, instruction.name);
  used.location = instruction.location;
}

const secret = /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const harmless = /(?:_|^)(?:public|file|version)(?:_|$)/i;

export function checkNoSecret(instruction: string, key: string, location: LineRange, lint: Linter): void {
  if (secret.test(key) && !harmless.test(key)) lint.run(rules.secretsUsedInArgOrEnv, location, instruction, key);
}

/** Warns of a source that .dockerignore keeps out, unless `!` patterns make that hard to tell. */
export function checkIgnoredSource(
  source: string, command: 'Copy' | 'Add', patterns: readonly string[], location: LineRange, lint: Linter,
): void {
  if (patterns.length === 0) return;
  const matcher = new PatternMatcher(patterns);
  if (matcher.exclusions) return;
  const path = cleanPath(source);
  if ((path === '.' || path === '/') && !patterns.some((pattern) => ['*', '**', '**/*'].includes(pattern))) return;
  if (matcher.matchesOrParentMatches(path)) lint.run(rules.copyIgnoredFile, location, command, path);
}

/** Throws when a stage needs itself. */
export function checkCircular(states: readonly StageState[]): void {
  const visited = new Set<StageState>();
  const path = new Set<StageState>();
  const visit = (state: StageState, current: Instruction[]): Instruction[] | undefined => {
    if (visited.has(state)) return undefined;
    visited.add(state);
    path.add(state);
    for (const [dependency, instruction] of state.deps) {
      const next = [...current, instruction];
      const found = path.has(dependency) ? next : visit(dependency, next);
      if (found) return found;
    }
    path.delete(state);
    return undefined;
  };
  for (const state of states) {
    const instructions = visit(state, []);
    if (!instructions) continue;
    const error = new DockerfileError(`circular dependency detected on stage: ${state.stageName}`);
    for (const { location } of instructions) withLocation(error, location);
    throw error;
  }
}
