import { flagUsages } from '../../cli/help';
import type { CommandSpec } from '../../cli/tree';
import data from './commands.json';

const SPECS = data as unknown as (CommandSpec & { aliases?: string })[];

export const ROOT = SPECS.find(({ path }) => path === '')!;

export function specOf(name: string): CommandSpec | undefined {
  return name === '' ? undefined : SPECS.find(({ path }) => path === name);
}

export const commandNames = (): string[] => SPECS.filter(({ path, hidden }) => path !== '' && !hidden && !path.includes(' ')).map(({ path }) => path);

/** How many words a command takes, in cobra's words when it is the wrong number. */
const ARITY: Readonly<Record<string, readonly [min: number, max: number | undefined]>> = {
  exec: [2, undefined], run: [1, undefined], port: [2, undefined], cp: [2, 2], wait: [1, undefined], attach: [1, 1], commit: [1, 2], export: [1, 1], scale: [1, undefined],
  publish: [1, 1], ls: [0, 0], version: [0, 0],
};

export function arityError(name: string, count: number): string | undefined {
  const [min, max] = ARITY[name] ?? [0, undefined];
  if (min === max && count !== min) return min === 0 ? `unknown command` : `accepts ${min} arg(s), received ${count}`;
  if (count < min && max !== undefined) return `accepts between ${min} and ${max} arg(s), received ${count}`;
  if (count < min) return `requires at least ${min} arg(s), only received ${count}`;
  if (max !== undefined && count > max) return `accepts between ${min} and ${max} arg(s), received ${count}`;
  return undefined;
}

/** `--help` of compose, or of one of its commands. */
export function helpOf(spec: CommandSpec, columns: number): string {
  const flags = flagUsages(spec.flags ?? [], { home: '/', columns });
  if (spec === ROOT) {
    const shown = SPECS.filter(({ path, hidden }) => path !== '' && !hidden && !path.includes(' '));
    const rows = (groups: boolean): string => shown.filter(({ path }) => (path === 'bridge') === groups).map(({ path, h }) => `  ${path.padEnd(11)} ${h ?? ''}\n`).join('');
    return `Usage:  docker compose [OPTIONS] COMMAND\n\nDefine and run multi-container applications with Docker\n\nOptions:\n${flags}\nManagement Commands:\n${rows(true)}\nCommands:\n${rows(false)}\nRun 'docker compose COMMAND --help' for more information on a command.\n`;
  }
  const usage = `docker compose ${spec.path} ${(spec.args ?? '').replace('\n', `\n\tdocker compose ${spec.path} `)}`.trimEnd();
  const aliases = spec.aliases === undefined ? '' : `\nAliases:\n  ${spec.aliases}\n`;
  return `Usage:  ${usage}\n\n${spec.h ?? ''}\n${aliases}${flags === '' ? '' : `\nOptions:\n${flags}`}`;
}
