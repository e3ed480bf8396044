import { invalid } from '../../api/errors';
import type { RunConfig } from '../../oci/image';
import { nextWorkdir, RunConfigState } from '../builder/classic/run-config';
import { expandFields } from '../builder/convert/expand';
import { EnvList } from '../builder/dockerfile/env';
import type { Instruction } from '../builder/dockerfile/instructions';
import { Lex } from '../builder/dockerfile/lex';
import { DockerfileError } from '../builder/dockerfile/location';
import { parseInstruction } from '../builder/dockerfile/parse-instruction';
import { parseDockerfile } from '../builder/dockerfile/parser';

const ALLOWED = ['cmd', 'entrypoint', 'healthcheck', 'env', 'expose', 'label', 'onbuild', 'stopsignal', 'user', 'volume', 'workdir'];

/**
 * The config that `docker commit --change` and `docker import --change` ask for (moby daemon/builder/dockerfile,
 * BuildFromConfig): the classic builder's own steps, variables expanded, without a container. Lines that are no such
 * change are refused (400) with moby's words, before any is applied.
 */
export function applyChanges(config: RunConfig, changes: readonly string[]): RunConfig {
  try {
    return apply(config, changes);
  } catch (error) {
    if (error instanceof DockerfileError) throw invalid(error.message);
    throw error;
  }
}

function apply(config: RunConfig, changes: readonly string[]): RunConfig {
  const { ast, escapeToken } = parseDockerfile(changes.join('\n'));
  const instructions = ast.children.map((node) => {
    if (!ALLOWED.includes(node.value.toLowerCase())) throw new DockerfileError(`${node.value} is not a valid change command`);
    return parseInstruction(node) as Instruction;
  });
  const state = new RunConfigState(structuredClone(config));
  const shlex = new Lex(escapeToken);
  for (const instruction of instructions) {
    const env = EnvList.from(state.config.Env ?? []);
    const expanded = expandFields(instruction, (word) => shlex.word(word, env), (word) => word);
    if (expanded.kind === 'workdir') state.config.WorkingDir = nextWorkdir(state.config.WorkingDir, expanded.path);
    else state.apply(expanded, (text) => shlex.words(text, env));
  }
  return state.config;
}
