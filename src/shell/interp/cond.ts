import type { Expander } from '../expand/expander';
import { pattern } from '../expand/pattern';
import { quoteIfNeeded } from '../expand/quote';
import { ereToRegExp } from '../expand/ere';
import type { CondExpr, Word } from '../syntax/ast';
import { unaryTest, binaryTest } from '../builtins/test-ops';
import type { Shell } from './shell';
import { traceLine } from './trace';

/** [[ … ]]: 0 true, 1 false, 2 in error. */
export function condition(shell: Shell, x: Expander, expr: CondExpr): number {
  switch (expr.t) {
    case 'paren':
      return condition(shell, x, expr.expr);
    case 'not': {
      const status = condition(shell, x, expr.expr);
      return status === 2 ? 2 : status === 0 ? 1 : 0;
    }
    case 'and': {
      const status = condition(shell, x, expr.left);
      return status === 0 ? condition(shell, x, expr.right) : status;
    }
    case 'or': {
      const status = condition(shell, x, expr.left);
      return status === 0 ? 0 : condition(shell, x, expr.right);
    }
    case 'unary': {
      const arg = x.string(expr.arg);
      if (shell.state.options.has('xtrace')) traceLine(shell, `[[ ${expr.op} ${quoteIfNeeded(arg)} ]]`);
      return unaryTest(shell, expr.op, arg) ? 0 : 1;
    }
    case 'binary':
      return binary(shell, x, expr.op, expr.left, expr.right);
  }
}

function binary(shell: Shell, x: Expander, op: string, leftWord: Word, rightWord: Word): number {
  const left = x.string(leftWord);
  const xtrace = shell.state.options.has('xtrace');
  const noCase = shell.state.shopts.has('nocasematch');
  if (op === '=' || op === '==' || op === '!=') {
    const text = x.pattern(rightWord);
    if (xtrace) traceLine(shell, `[[ ${quoteIfNeeded(left)} ${op} ${text === '' ? "''" : text} ]]`);
    return pattern(text, { extglob: true, noCase }).matches(left) === (op !== '!=') ? 0 : 1;
  }
  if (op === '=~') {
    const text = x.regex(rightWord);
    if (xtrace) traceLine(shell, `[[ ${quoteIfNeeded(left)} =~ ${text} ]]`);
    const regex = ereToRegExp(text, noCase);
    if (!regex) return 2;
    const match = regex.exec(left);
    shell.vars.assign({ name: 'BASH_REMATCH', append: false, items: match ? [...match].map((value) => ({ value: value ?? '' })) : [], trace: '' });
    return match ? 0 : 1;
  }
  const right = x.string(rightWord);
  if (xtrace) traceLine(shell, `[[ ${quoteIfNeeded(left)} ${op} ${quoteIfNeeded(right)} ]]`);
  if (/^-(?:eq|ne|lt|le|gt|ge)$/.test(op)) {
    const a = shell.vars.number(left);
    const b = shell.vars.number(right);
    const result = { '-eq': a === b, '-ne': a !== b, '-lt': a < b, '-le': a <= b, '-gt': a > b, '-ge': a >= b }[op]!;
    return result ? 0 : 1;
  }
  return binaryTest(shell, op, left, right) ? 0 : 1;
}
