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

function lintLocation(ranges: readonly LineRange[]): LintLocation {
  return { ranges: ranges.map(({ start, end }) => ({ start: { line: start }, end: { line: end } })) };
}

function lines({ start, end }: LineRange): LineRange[] {
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

/** The stage and those that it is made from. */
function needed(stages: readonly Stage[], target: Stage, found = new Set<Stage>()): Set<Stage> {
  if (found.has(target)) return found;
  found.add(target);
  const add = (name: string) => {
    const stage = stages.find(({ stageName }) => stageName !== '' && stageName === name.toLowerCase()) ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined);
    if (stage) needed(stages, stage, found);
  };
  add(target.baseName);
  for (const instruction of target.instructions) {
    if (instruction.kind === 'copy' && instruction.from !== '') add(instruction.from);
    if (instruction.kind === 'run') for (const { from } of instruction.mounts) if (from !== '') add(from);
  }
  return found;
}

/** The answer to `--call=outline` (subrequests/outline): what a target takes from outside. */
export function outlineOf(dockerfile: string, targetName: string, buildArgs: Readonly<Record<string, string>>): unknown {
  const { stages, metaArgs } = stagesOf(dockerfile);
  const target = targetName === '' ? stages.at(-1)! : stages.find(({ stageName }) => stageName === targetName.toLowerCase())!;
  const args = new Map<string, { name: string; value?: string; location: LintLocation }>();
  const secrets = new Map<string, { name: string; required?: boolean; location: LintLocation }>();
  const ssh = new Map<string, { name: string; required?: boolean; location: LintLocation }>();
  const used = needed(stages, target);
  const addArgs = (instruction: (typeof metaArgs)[number]) => {
    for (const { key, value } of instruction.args) {
      const shown = buildArgs[key] ?? value;
      args.set(key, { name: key, ...(shown !== undefined && { value: shown }), location: lintLocation(lines(instruction.location)) });
    }
  };
  for (const instruction of metaArgs) {
    if ([...used].some(({ baseName, platform }) => instruction.args.some(({ key }) => (baseName + platform).includes(key)))) addArgs(instruction);
  }
  for (const { instructions } of used) {
    for (const instruction of instructions) {
      if (instruction.kind === 'arg') addArgs(instruction);
      if (instruction.kind !== 'run') continue;
      for (const flag of instruction.mountFlags) {
        const type = /(?:^|,)type=(secret|ssh)(?:,|$)/.exec(flag)?.[1];
        const id = /(?:^|,)(?:id|source|src)=([^,]*)/.exec(flag)?.[1] ?? (type === 'ssh' ? 'default' : undefined);
        const found = type === 'ssh' ? ssh : secrets;
        if (type === undefined || id === undefined || found.has(id)) continue;
        const isRequired = /(?:^|,)required(?:=true)?(?:,|$)/.test(flag);
        found.set(id, { name: id, ...(isRequired && { required: true }), location: lintLocation(lines(instruction.location)) });
      }
    }
  }
  return {
    ...(target.stageName !== '' && { name: target.stageName }), ...(target.description !== '' && { description: target.description }),
    ...(args.size > 0 && { args: [...args.values()] }), ...(secrets.size > 0 && { secrets: [...secrets.values()] }),
    ...(ssh.size > 0 && { ssh: [...ssh.values()] }),
    sources: [toBase64(utf8(dockerfile))],
  };
}
