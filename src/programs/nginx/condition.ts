import { isSysError } from '../../machine/errno';
import { failAt, type Directive } from './config';
import type { Exchange } from './exchange';
import { regexOf } from './regex';
import { expand } from './variables';

/** The words between the parentheses of an `if`; undefined when there are none. */
function inside(args: readonly string[]): string[] | undefined {
  const text = [...args];
  if (!text[0]?.startsWith('(') || !text.at(-1)?.endsWith(')')) return undefined;
  text[0] = text[0].slice(1);
  text[text.length - 1] = text.at(-1)!.slice(0, -1);
  return text.filter((word, i) => word !== '' || (i > 0 && i < text.length - 1) || (text.length === 3 && i === 2));
}

/** Checks an `if` when it begins. Throws ConfigError. */
export function checkCondition(directive: Directive): void {
  const words = inside(directive.args);
  const fail = (): never => failAt(directive, `invalid condition "${words ? words[0] : directive.args[0]}"`);
  if (!words || words.length === 0) fail();
  const [first = '', operator] = words!;
  if (/^!?-[fdex]$/.test(first)) {
    if (words!.length !== 2) fail();
    return;
  }
  if (!first.startsWith('$')) fail();
  if (operator !== undefined && !/^(!?=|!?~\*?)$/.test(operator)) failAt(directive, `unexpected "${operator}" in condition`);
  if (words!.length > 3) fail();
}

/** Whether an `if`'s condition holds; a match leaves its captures. */
export function holds(exchange: Exchange, directive: Directive): boolean {
  const [first = '', operator, right = ''] = inside(directive.args) ?? [];
  const test = /^(!?)-([fdex])$/.exec(first);
  if (test) return isKind(exchange, expand(exchange, operator ?? ''), test[2]!) !== (test[1] === '!');
  const left = expand(exchange, first);
  if (operator === undefined) return left !== '' && left !== '0';
  if (operator === '=' || operator === '!=') return (left === expand(exchange, right)) === (operator === '=');
  const match = regexOf(right, operator.endsWith('*')).exec(left);
  if (match) {
    exchange.captures = match;
    for (const [name, value] of Object.entries(match.groups ?? {})) exchange.values.set(name, value ?? '');
  }
  return (match !== null) !== operator.startsWith('!');
}

function isKind({ sys }: Exchange, path: string, kind: string): boolean {
  try {
    const stat = sys.stat(path);
    if (kind === 'f') return stat.type === 'file';
    if (kind === 'd') return stat.type === 'dir';
    return kind === 'e' || sys.access(path, 'x');
  } catch (error) {
    if (!isSysError(error)) throw error;
    return false;
  }
}
