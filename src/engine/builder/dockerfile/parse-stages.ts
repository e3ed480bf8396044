import { locationOf, type Node } from './ast';
import type { ArgInstruction, Stage } from './instructions';
import type { Linter } from './linter';
import { DockerfileError, withLocation, wrapError } from './location';
import { parseInstruction } from './parse-instruction';

export interface Stages {
  stages: Stage[];
  /** The ARG instructions before the first FROM. */
  metaArgs: ArgInstruction[];
}

/** The stages of a Dockerfile with their instructions (BuildKit's instructions.Parse). */
export function parseStages(ast: Node, lint: Linter): Stages {
  const stages: Stage[] = [];
  const metaArgs: ArgInstruction[] = [];
  for (const node of ast.children) {
    let parsed;
    try {
      parsed = parseInstruction(node, lint);
    } catch (error) {
      throw wrapError(error, `dockerfile parse error on line ${node.startLine}`);
    }
    if (parsed.kind === 'from') {
      stages.push(parsed);
    } else if (stages.length > 0) {
      stages.at(-1)!.instructions.push(parsed);
    } else if (parsed.kind === 'arg') {
      metaArgs.push(parsed);
    } else {
      throw withLocation(new DockerfileError('no build stage in current context'), locationOf(node));
    }
  }
  return { stages, metaArgs };
}
