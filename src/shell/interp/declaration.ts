import { doubleQuote, singleQuote, needsAnsi, ansiQuote } from '../expand/quote';
import type { Variable } from './state';
import { arrayKeys, assocKeys, type Variables } from './variables';

/** The attribute letters of a variable, as declare shows them. */
export function attributesOf(variable: Variable | undefined): string {
  if (!variable) return '';
  return (variable.array ? 'a' : '') + (variable.assoc ? 'A' : '') + (variable.integer ? 'i' : '') + (variable.lower ? 'l' : '') + (variable.nameref ? 'n' : '')
    + (variable.readonly ? 'r' : '') + (variable.traced ? 't' : '') + (variable.upper ? 'u' : '') + (variable.exported ? 'x' : '');
}

/** The value of an array as it can be read again: ([0]="a" [1]="b"). */
export function arrayText(variable: Variable): string {
  if (variable.array) return `(${arrayKeys(variable.array).map((key) => `[${key}]=${doubleQuote(variable.array!.get(key)!)}`).join(' ')})`;
  const { assoc } = variable;
  return assoc!.size === 0 ? '()' : `(${assocKeys(assoc!).map((key) => `[${/^[\w@%+=:,./-]+$/.test(key) ? key : doubleQuote(key)}]=${doubleQuote(assoc!.get(key)!)}`).join(' ')} )`;
}

/** `declare -x name="value"`; `short` (${x@A}) leaves out declare where there are no attributes. */
export function declarationOf(vars: Variables, name: string, short = false): string | undefined {
  const variable = vars.find(name, false);
  if (!variable) return undefined;
  const letters = attributesOf(variable);
  const head = `declare -${letters || '-'} ${name}`;
  if (variable.array || variable.assoc) return `${head}=${arrayText(variable)}`;
  if (variable.value === undefined) return head;
  if (short) {
    const value = needsAnsi(variable.value) ? ansiQuote(variable.value) : singleQuote(variable.value);
    return letters ? `${head}=${value}` : `${name}=${value}`;
  }
  return `${head}=${doubleQuote(variable.value)}`;
}
