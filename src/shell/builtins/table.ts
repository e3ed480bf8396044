import type { Dialect } from '../dialect';
import type { SimpleFrame } from '../interp/state';
import type { Shell } from '../interp/shell';
import { ALIAS_BUILTINS } from './aliases';
import { FLOW_BUILTINS } from './flow';
import { SET_BUILTINS } from './set';
import { TEST_BUILTINS } from './test';
import { VARIABLE_BUILTINS } from './variables';

/**
 * A builtin gives its status at once or later; undefined when it has pushed frames (or unwound some) whose status
 * is the command's.
 */
export interface Builtin {
  run: (shell: Shell, argv: readonly string[], frame: SimpleFrame) => number | undefined | Promise<number | undefined>;
  /** Dialects that have it; all unless said. */
  only?: readonly Dialect['name'][];
}

export type BuiltinTable = Readonly<Record<string, Builtin>>;

/** Builtins that no login needs: their module is loaded when one of them is first run, and stays. */
function later(load: () => Promise<BuiltinTable>, names: string, only?: readonly Dialect['name'][]): BuiltinTable {
  let loaded: BuiltinTable | undefined;
  const run = (name: string): Builtin['run'] => (shell, argv, frame) =>
    loaded ? loaded[name]!.run(shell, argv, frame) : shell.sys.external(load()).then((table) => (loaded = table)[name]!.run(shell, argv, frame));
  return Object.fromEntries(names.split(' ').map((name) => [name, { run: run(name), ...(only ? { only } : {}) }]));
}

const past = async (): Promise<BuiltinTable> => (await import('./history')).HISTORY_BUILTINS;
const folders = async (): Promise<BuiltinTable> => (await import('./directories')).DIRECTORY_BUILTINS;
const jobs = async (): Promise<BuiltinTable> => (await import('./jobs')).JOB_BUILTINS;
const names = async (): Promise<BuiltinTable> => (await import('./names')).NAME_BUILTINS;
const input = async (): Promise<BuiltinTable> => (await import('./input')).INPUT_BUILTINS;
const output = async (): Promise<BuiltinTable> => (await import('./output')).OUTPUT_BUILTINS;
const ownProcess = async (): Promise<BuiltinTable> => (await import('./process')).PROCESS_BUILTINS;

const LATER: BuiltinTable = {
  ...later(past, 'history', ['bash', 'ash']),
  ...later(past, 'fc', ['bash']),
  ...later(folders, 'cd pwd'),
  ...later(folders, 'chdir', ['dash', 'ash']),
  ...later(folders, 'pushd popd dirs', ['bash']),
  ...later(jobs, 'jobs fg bg wait kill'),
  ...later(jobs, 'disown suspend', ['bash']),
  ...later(names, 'type hash'),
  ...later(names, 'enable compgen complete compopt bind', ['bash']),
  ...later(names, 'help', ['bash', 'ash']),
  ...later(input, 'read'),
  ...later(output, 'echo printf'),
  ...later(input, 'mapfile readarray', ['bash']),
  ...later(ownProcess, 'umask ulimit times getopts'),
  ...later(ownProcess, 'caller', ['bash']),
};

let joined: Record<string, Builtin> | undefined;

/** All tables joined at the first look-up: some builtins look others up, so their modules and this one know each other. */
function all(): Record<string, Builtin> {
  return (joined ??= Object.assign(Object.create(null) as Record<string, Builtin>, FLOW_BUILTINS, VARIABLE_BUILTINS, SET_BUILTINS, TEST_BUILTINS, ALIAS_BUILTINS, LATER));
}

/** A builtin by name, whatever dialects have it. */
export function builtinNamed(name: string): Builtin | undefined {
  return all()[name];
}

const SPECIAL = new Set(['.', ':', 'break', 'continue', 'eval', 'exec', 'exit', 'export', 'readonly', 'return', 'set', 'shift', 'source', 'times', 'trap', 'unset']);

/** POSIX special builtins (XCU 2.14). */
export function isSpecial(name: string): boolean {
  return SPECIAL.has(name);
}

/** Names of a dialect's builtins, sorted. */
export function builtinNames(dialect: Dialect): string[] {
  return Object.entries(all()).flatMap(([name, { only }]) => (!only || only.includes(dialect.name) ? [name] : [])).sort();
}
