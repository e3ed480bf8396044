import type { LintLocation, LintResults } from '../../../api/build-extension';
import { toBase64 } from '../../../api/buildkit-trace';
import { utf8 } from '../../../lib/bytes';
import type { Stage } from '../dockerfile/instructions';
import { Linter, type LintWarning } from '../dockerfile/linter';
import { DockerfileError, mergeLocations, type LineRange } from '../dockerfile/location';
import { parseDockerfile } from '../dockerfile/parser';
import { parseStages } from '../dockerfile/parse-stages';

function sourceOf(filename: string, dockerfile: string) {
  return { filename, language: 'Dockerfile', data: toBase64(utf8(dockerfile)) };
}

/** Lines as a location. */
export function lintLocation(ranges: readonly LineRange[]): LintLocation {
  return { ranges: ranges.map(({ start, end }) => ({ start: { line: start }, end: { line: end } })) };
}

/** Every line of a range on its own. */
export function lines({ start, end }: LineRange): LineRange[] {
  return Array.from({ length: end - start + 1 }, (_, i) => ({ start: start + i, end: start + i }));
}

/** The answer to `--check` (BuildKit's subrequests/lint). */
export function lintResults(filename: string, dockerfile: string, warnings: readonly LintWarning[], error: unknown): LintResults {
  return {
    warnings: warnings.map(({ rule, description, url, detail, location }) => ({
      ruleName: rule, description, ...(url !== '' && { url }), detail, location: lintLocation(location ? lines(location) : []),
    })),
    sources: [sourceOf(filename, dockerfile)],
    ...(error !== undefined && {
      buildError: {
        message: (error as Error).message,
        location: lintLocation(error instanceof DockerfileError ? mergeLocations(error.locations) : []),
      },
    }),
  };
}

function stagesOf(dockerfile: string): { stages: Stage[]; metaArgs: ReturnType<typeof parseStages>['metaArgs'] } {
  return parseStages(parseDockerfile(dockerfile).ast, Linter.silent);
}

/** The answer to `--call=targets` (subrequests/targets). */
export function targetList(dockerfile: string): unknown {
  const { stages } = stagesOf(dockerfile);
  return {
    targets: stages.map(({ stageName, description, baseName, platform, location }, i) => ({
      ...(stageName !== '' && { name: stageName }), ...(i === stages.length - 1 && { default: true }),
      ...(description !== '' && { description }), base: baseName, ...(platform !== '' && { platform }), location: lintLocation(lines(location)),
    })),
    sources: [toBase64(utf8(dockerfile))],
  };
}
