import type { Instruction, KeyValue, SourceContent } from '../dockerfile/instructions';
import { Lex } from '../dockerfile/lex';
import { parseRunMount } from '../dockerfile/run-mount';
import { reportUnmatched } from './checks';
import type { ConvertContext } from './options';
import type { StageState } from './stage-state';

/** The instruction with its variables expanded for a conversion, the ones that aren't there reported. */
export function expandInstruction(instruction: Instruction, stage: StageState, context: ConvertContext): Instruction {
  const { env } = stage.state;
  const report = (unmatched: ReadonlySet<string>) => reportUnmatched(instruction, stage.buildArgs, env, unmatched, context.lint);
  const expandWith = (lex: Lex) => (word: string) => lex.expandTelling(word, env, report).result;
  return expandFields(instruction, expandWith(context.shlex), expandWith(new Lex('\\', { skipProcessQuotes: true })));
}

/**
 * Expands variables where BuildKit does: not in CMD, ENTRYPOINT, HEALTHCHECK, ONBUILD, SHELL, the command of RUN; ARG
 * and EXPOSE do it themselves. `raw` is for the content of here-documents.
 */
export function expandFields(instruction: Instruction, expand: (word: string) => string, raw: (word: string) => string): Instruction {
  const pairs = (list: KeyValue[]) =>
    list.map(({ key, value, noDelimiter }) => ({ key: expand(key), value: expand(value), noDelimiter }));
  const contents = (list: SourceContent[]) =>
    list.map((content) => (content.expand ? { ...content, data: raw(content.data) } : content));

  switch (instruction.kind) {
    case 'add': {
      const [chown, chmod, checksum] = [expand(instruction.chown), expand(instruction.chmod), expand(instruction.checksum)];
      const sourcePaths = instruction.sourcePaths.map(expand);
      const destination = expand(instruction.destination);
      return { ...instruction, chown, chmod, checksum, sourcePaths, destination, sourceContents: contents(instruction.sourceContents) };
    }
    case 'copy': {
      const [chown, chmod] = [expand(instruction.chown), expand(instruction.chmod)];
      const sourcePaths = instruction.sourcePaths.map(expand);
      const destination = expand(instruction.destination);
      return { ...instruction, chown, chmod, sourcePaths, destination, sourceContents: contents(instruction.sourceContents) };
    }
    case 'env':
    case 'label':
      return { ...instruction, pairs: pairs(instruction.pairs) };
    case 'run':
      return { ...instruction, mounts: instruction.mountFlags.map((flag) => parseRunMount(flag, expand)) };
    case 'stopsignal':
      return { ...instruction, signal: expand(instruction.signal) };
    case 'user':
      return { ...instruction, user: expand(instruction.user) };
    case 'volume':
      return { ...instruction, volumes: instruction.volumes.map(expand) };
    case 'workdir':
      return { ...instruction, path: expand(instruction.path) };
    default:
      return instruction;
  }
}
