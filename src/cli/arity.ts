import { StatusError } from './errors';
import { commandPath, useLine, type CommandSpec } from './tree';

/** How many words a command takes; `max` undefined: any number. */
export interface Arity {
  min: number;
  max: number | undefined;
}

/** Commands whose usage line doesn't tell. */
const EXCEPTIONS: Record<string, Arity> = {
  'image import': { min: 1, max: undefined },
  'image build': { min: 1, max: 1 },
  'buildx build': { min: 1, max: 1 },
  'container top': { min: 1, max: undefined },
  'plugin create': { min: 2, max: undefined },
  'volume update': { min: 1, max: 1 },
  'context inspect': { min: 0, max: undefined },
};

/** The number of words that a command's usage line asks for: capitals, `[optional]`, `...` for any number. */
export function arityOf(spec: CommandSpec): Arity {
  const exception = EXCEPTIONS[spec.same ?? spec.path];
  if (exception) return exception;
  let min = 0;
  let max: number | undefined = 0;
  const first = (spec.args ?? '').split('\n')[0]!;
  for (const word of first.replace(/\[OPTIONS\] ?/, '').split(' ').filter(Boolean)) {
    if (word.startsWith('[')) {
      if (word.endsWith('...]')) max = undefined;
      else if (max !== undefined) max++;
    } else {
      min++;
      if (max !== undefined) max++;
    }
  }
  return { min, max };
}

/** cli.NoArgs, RequiresMinArgs, RequiresRangeArgs and their kin of docker/cli: throws their message. */
export function checkArity(spec: CommandSpec, count: number): void {
  if (spec.path === 'context use') {
    if (count !== 1) throw new StatusError(1, `accepts 1 arg(s), received ${count}`);
    return;
  }
  const { min, max } = arityOf(spec);
  if (count >= min && (max === undefined || count <= max)) return;
  const plural = (n: number): string => (n === 1 ? 'argument' : 'arguments');
  const path = commandPath(spec);
  let what: string;
  if (max === undefined) what = `requires at least ${min} ${plural(min)}`;
  else if (max === 0) what = 'accepts no arguments';
  else if (min === max) what = `requires ${min} ${plural(min)}`;
  else if (min === 0) what = `requires at most ${max} ${plural(max)}`;
  else what = `requires at least ${min} and at most ${max} ${plural(max)}`;
  const verb = max === undefined ? 'See' : 'Run';
  throw new StatusError(1, `docker: '${path}' ${what}\n\nUsage:  ${useLine(spec)}\n\n${verb} '${path} --help' for more information`);
}
