import data from './tree.json';

/** One flag as pflag knows it. Types are pflag's names (`string` where none is given). */
export interface FlagSpec {
  /** Name without the dashes. */
  n: string;
  /** Shorthand. */
  s?: string;
  /** Type; string if absent. */
  t?: string;
  /** Placeholder in help, where it differs from the type. */
  p?: string;
  /** Default, as its text. */
  d?: string;
  hidden?: number;
  deprecated?: number;
  os?: string;
  experimental?: number;
  swarm?: number;
  since?: string;
  /** Description. */
  h: string;
}

/** One command: the facts of the command tree of Docker CLI 29.7. */
export interface CommandSpec {
  /** Path below `docker`, '' for docker itself. */
  path: string;
  /** What follows the path in the usage line. */
  args?: string;
  /** The command that this one is another name of, and shares flags with. */
  same?: string;
  h?: string;
  flags?: FlagSpec[];
  aliases?: string;
  names?: string[];
  hidden?: number;
  /** Place among the common commands of `docker --help`. */
  top?: number;
  swarm?: string;
  experimental?: number;
  since?: string;
}

const COMMANDS = data as CommandSpec[];
const byPath = new Map<string, CommandSpec>();
const children = new Map<string, CommandSpec[]>();
for (const command of COMMANDS) {
  byPath.set(command.path, command);
  if (command.path === '') continue;
  const at = command.path.lastIndexOf(' ');
  const parent = at === -1 ? '' : command.path.slice(0, at);
  const list = children.get(parent);
  if (list) list.push(command);
  else children.set(parent, [command]);
}

/** The command at a path (`container ls`). */
export function commandAt(path: string): CommandSpec | undefined {
  return byPath.get(path);
}

/** The commands directly below one, by name. */
export function childrenOf(path: string): readonly CommandSpec[] {
  return children.get(path) ?? [];
}

/** Last word of a path. */
export function nameOf(spec: CommandSpec): string {
  return spec.path.slice(spec.path.lastIndexOf(' ') + 1);
}

/** The child that a word names, by name or alias (`list`, `remove`). */
export function childNamed(path: string, word: string): CommandSpec | undefined {
  return childrenOf(path).find((child) => nameOf(child) === word || child.names?.includes(word));
}

/** The command whose flags, description and action a command has: itself, or what it is another name of. */
export function canonical(spec: CommandSpec): CommandSpec {
  return spec.same === undefined ? spec : byPath.get(spec.same)!;
}

export function flagsOf(spec: CommandSpec): readonly FlagSpec[] {
  return canonical(spec).flags ?? [];
}

/** `docker container ls` of a spec. */
export function commandPath(spec: CommandSpec): string {
  return spec.path === '' ? 'docker' : `docker ${spec.path}`;
}

/** The usage line without its heading: `docker ps [OPTIONS]`. */
export function useLine(spec: CommandSpec): string {
  return spec.args === undefined ? commandPath(spec) : `${commandPath(spec)} ${spec.args}`;
}
