import { dump } from '../../../src/engine/builder/dockerfile/ast';
import { parseDockerfile } from '../../../src/engine/builder/dockerfile/parser';
import { cases } from './types';

export const adapter = cases((input: string) => {
  const { ast, escapeToken, warnings } = parseDockerfile(input);
  return {
    dump: dump(ast),
    escape: escapeToken,
    lines: ast.children.map(({ startLine, endLine }) => [startLine, endLine]),
    warnings: warnings.length === 0 ? null : warnings.map(({ short }) => short),
  };
});
