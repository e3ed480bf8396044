import names from './parameters.json';

const SWITCHES = new Set(names.switches.split(' '));
const INTEGERS = new Set(names.integers.split(' '));
const OTHERS = new Set(names.others.split(' '));
const SWITCH_WORD = /^(o(n|ff?)|t(r(ue?)?)?|f(a(l(se?)?)?)?|y(es?)?|no?|1|0)$/i;
const NUMBER = /^\s*[-+]?(0x[\da-f]+|\d+(\.\d*)?(e[-+]?\d+)?|\.\d+)\s*([a-z]*)\s*$/i;

/** Whether a server has a parameter (guc_tables.c); a name with a dot is an extension's, whoever it is. */
export const isParameter = (name: string): boolean => name.includes('.') || SWITCHES.has(name) || INTEGERS.has(name) || OTHERS.has(name);

/** Why a parameter can't have a value, as parse_and_validate_value of guc.c tells it; undefined when it can. */
export function valueRefusal(name: string, value: string): string | undefined {
  if (SWITCHES.has(name)) return SWITCH_WORD.test(value) ? undefined : `parameter "${name}" requires a Boolean value`;
  return INTEGERS.has(name) && !NUMBER.test(value) ? `invalid value for parameter "${name}": "${value}"` : undefined;
}
