import type { LintLocation } from '../../../api/build-extension';
import { toBase64 } from '../../../api/buildkit-trace';
import { utf8 } from '../../../lib/bytes';
import { HOST_PLATFORM } from '../../../oci/platform';
import { defaultArgs } from '../convert/meta-args';
import { EnvList } from '../dockerfile/env';
import { basePath } from '../dockerfile/go-text';
import type { ArgInstruction, RunInstruction, Stage } from '../dockerfile/instructions';
import { Lex } from '../dockerfile/lex';
import { Linter } from '../dockerfile/linter';
import { parseDockerfile } from '../dockerfile/parser';
import { parseStages } from '../dockerfile/parse-stages';
import { parseRunMount } from '../dockerfile/run-mount';
import { lines, lintLocation } from './requests';

interface ArgInfo {
  name: string;
  value?: string;
  description?: string;
  location: LintLocation;
  /** Arguments that the value is made from. */
  deps: Set<string>;
}

interface Mounted {
  name: string;
  required?: boolean;
  location: LintLocation;
}

/** What is known of a stage (BuildKit's outlineCapture). */
interface StageOutline {
  env: EnvList;
  all: Map<string, ArgInfo>;
  used: Set<string>;
  secrets: Map<string, Mounted>;
  ssh: Map<string, Mounted>;
}

function argInfo({ location, comments }: ArgInstruction, key: string, value: string | undefined, deps: Set<string>): ArgInfo {
  const description = comments?.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1);
  return { name: key, ...(value !== undefined && { value }), ...(description && { description }), location: lintLocation(lines(location)), deps };
}

/** The answer to `--call=outline` (subrequests/outline): what a target takes from outside. */
export function outlineOf(dockerfile: string, targetName: string, buildArgs: Readonly<Record<string, string>>): unknown {
  const { ast, escapeToken } = parseDockerfile(dockerfile);
  const { stages, metaArgs } = parseStages(ast, Linter.silent);
  const shlex = new Lex(escapeToken);
  const target = targetName === '' ? stages.at(-1)! : stages.find(({ stageName }) => stageName === targetName.toLowerCase())!;
  let globals = defaultArgs(HOST_PLATFORM, HOST_PLATFORM, buildArgs, target.stageName);
  const all = new Map<string, ArgInfo>();
  for (const instruction of metaArgs) {
    for (const { key, value: written } of instruction.args) {
      let value: string | undefined = buildArgs[key];
      let deps = new Set<string>();
      if (value === undefined && written !== undefined) {
        const { result, matched } = shlex.expand(written, globals);
        value = result;
        deps = new Set(matched);
        if (deps.delete(key)) for (const earlier of all.get(key)?.deps ?? []) deps.add(earlier);
      }
      if (value !== undefined) globals = globals.set(key, value);
      all.set(key, argInfo(instruction, key, value, deps));
    }
  }
  const known = new Map<Stage, StageOutline>();
  const find = (name: string): Stage | undefined => stages.find(({ stageName }) => stageName !== '' && stageName === name.toLowerCase()) ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined);

  function look(stage: Stage): StageOutline {
    const done = known.get(stage);
    if (done) return done;
    const base = shlex.expand(stage.baseName, globals);
    const parent = stages.slice(0, stages.indexOf(stage)).findLast(({ stageName }) => stageName !== '' && stageName === base.result.toLowerCase());
    const inherited = parent && look(parent);
    const outline: StageOutline = {
      env: inherited?.env ?? EnvList.empty, all: new Map(inherited?.all ?? all), used: new Set(inherited?.used), secrets: new Map(inherited?.secrets), ssh: new Map(inherited?.ssh),
    };
    known.set(stage, outline);
    for (const name of [...base.matched, ...shlex.expand(stage.platform, globals).matched]) outline.used.add(name);
    for (const instruction of stage.instructions) {
      if (instruction.kind === 'arg') lookAtArg(outline, instruction);
      else if (instruction.kind === 'env') for (const { key, value } of instruction.pairs) outline.env = outline.env.set(key, shlex.word(value, outline.env));
      else if (instruction.kind === 'run') lookAtRun(outline, instruction);
      for (const source of instruction.kind === 'copy' ? [instruction.from] : instruction.kind === 'run' ? instruction.mounts.map(({ from }) => from) : []) {
        const other = source === '' ? undefined : find(source);
        if (other && other !== stage) merge(outline, look(other));
      }
    }
    return outline;
  }

  function lookAtArg(outline: StageOutline, instruction: ArgInstruction): void {
    for (const { key, value: written } of instruction.args) {
      const isGlobal = written === undefined && buildArgs[key] === undefined && globals.get(key) !== undefined;
      const value = buildArgs[key] ?? (written === undefined ? globals.get(key) : shlex.word(written, outline.env));
      if (value !== undefined) outline.env = outline.env.set(key, value);
      if (!isGlobal) outline.all.set(key, argInfo(instruction, key, value, new Set()));
      outline.used.add(key);
    }
  }

  function lookAtRun(outline: StageOutline, { mountFlags, location }: RunInstruction): void {
    for (const flag of mountFlags) {
      const { type, source, target: file, cacheId, required } = parseRunMount(flag, (word) => shlex.word(word, outline.env));
      if (type !== 'secret' && type !== 'ssh') continue;
      const name = type === 'ssh' ? cacheId || 'default' : source || cacheId || basePath(file);
      const found = type === 'ssh' ? outline.ssh : outline.secrets;
      if (!found.has(name)) found.set(name, { name, ...(required && { required: true }), location: lintLocation(lines(location)) });
    }
  }

  const out = look(target);
  const sorted = <T extends { location: LintLocation }>(list: Iterable<T>): T[] => [...list].sort((a, b) => a.location.ranges![0]!.start.line - b.location.ranges![0]!.start.line);
  const args = sorted(usedArgs(out)).map(({ deps: _, ...arg }) => arg);
  const [secrets, ssh] = [sorted(out.secrets.values()), sorted(out.ssh.values())];
  return {
    ...(target.stageName !== '' && { name: target.stageName }), ...(target.description !== '' && { description: target.description }),
    ...(args.length > 0 && { args }), ...(secrets.length > 0 && { secrets }), ...(ssh.length > 0 && { ssh }), sources: [toBase64(utf8(dockerfile))],
  };
}

/** Takes over what another stage takes from outside; what is known already stays. */
function merge(into: StageOutline, other: StageOutline): void {
  for (const info of usedArgs(other)) {
    if (into.used.has(info.name) && into.all.has(info.name)) continue;
    into.all.set(info.name, info);
    into.used.add(info.name);
  }
  for (const key of ['secrets', 'ssh'] as const) for (const [name, mounted] of other[key]) if (!into[key].has(name)) into[key].set(name, mounted);
}

/** The arguments that a stage uses, those that others are made from included. */
function usedArgs({ all, used }: StageOutline): ArgInfo[] {
  const found = new Map<string, ArgInfo>();
  const mark = (name: string): void => {
    const info = all.get(name);
    if (!info || found.has(name)) return;
    found.set(name, info);
    for (const dep of info.deps) mark(dep);
  };
  for (const name of used) mark(name);
  return [...found.values()];
}
