import { NO_ENV } from '../dockerfile/env';
import type { Instruction, Stage } from '../dockerfile/instructions';
import type { Lex } from '../dockerfile/lex';
import { DockerfileError, type LineRange } from '../dockerfile/location';
import { StageState, type Command, type StageStates } from './stage-state';

/** A source that no FROM names: an image, or scratch. */
function unregistered(baseName: string, location: LineRange): StageState {
  const stage: Stage = {
    kind: 'from', name: '', code: '', location, comments: undefined, stageName: '', baseName, platform: '',
    description: '', instructions: [],
  };
  return new StageState(stage, true);
}

/** The instruction with the stages that it reads; they become dependencies of its stage (BuildKit's toCommand). */
export function toCommand(instruction: Instruction, state: StageState, stages: StageStates, shlex: Lex, isOnbuild = false): Command {
  const sources = sourcesOf(instruction, stages, shlex);
  for (const source of sources) {
    state.deps.set(source, instruction);
    if (source.unregistered) stages.add(source);
  }
  return { instruction, sources, isOnbuild };
}

function sourcesOf(instruction: Instruction, stages: StageStates, shlex: Lex): StageState[] {
  if (instruction.kind === 'run') {
    return instruction.mounts.map(({ from }) => {
      const name = from || 'scratch';
      return stages.named(name) ?? unregistered(name, instruction.location);
    });
  }
  if (instruction.kind !== 'copy' || instruction.from === '') return [];
  const { from } = instruction;
  if (shlex.word(from, NO_ENV) !== from) {
    throw new DockerfileError(
      'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround',
    );
  }
  if (/^[+-]?\d+$/.test(from)) return [stages.at(Number(from))];
  return [stages.named(from) ?? unregistered(from, instruction.location)];
}
