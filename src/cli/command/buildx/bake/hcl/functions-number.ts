import type { FunctionTable } from './call';
import type { Value } from './ast';
import { isEqual } from './values';

/** Functions on numbers and truth values (go-cty's stdlib). */
export const NUMBER_FUNCTIONS: FunctionTable = {
  absolute: ['n', Math.abs],
  add: ['nn', (a: number, b: number) => a + b],
  subtract: ['nn', (a: number, b: number) => a - b],
  multiply: ['nn', (a: number, b: number) => a * b],
  divide: ['nn', (a: number, b: number) => {
    if (b === 0) throw new Error('divide by zero');
    return a / b;
  }],
  modulo: ['nn', (a: number, b: number) => {
    if (b === 0) throw new Error('divide by zero');
    return a % b;
  }],
  negate: ['n', (a: number) => -a],
  ceil: ['n', Math.ceil],
  floor: ['n', Math.floor],
  int: ['n', Math.trunc],
  signum: ['n', Math.sign],
  pow: ['nn', (a: number, b: number) => a ** b],
  log: ['nn', (a: number, base: number) => Math.log(a) / Math.log(base)],
  max: ['n*', (...values: number[]) => Math.max(...values)],
  min: ['n*', (...values: number[]) => Math.min(...values)],
  parseint: ['sn', (text: string, base: number) => {
    const value = Number.parseInt(text, base);
    if (Number.isNaN(value)) throw new Error(`cannot parse "${text}" as a base ${base} integer`);
    return value;
  }],
  equal: ['aa', (a: Value, b: Value) => isEqual(a, b)],
  notequal: ['aa', (a: Value, b: Value) => !isEqual(a, b)],
  lessthan: ['nn', (a: number, b: number) => a < b],
  lessthanorequalto: ['nn', (a: number, b: number) => a <= b],
  greaterthan: ['nn', (a: number, b: number) => a > b],
  greaterthanorequalto: ['nn', (a: number, b: number) => a >= b],
  and: ['bb', (a: boolean, b: boolean) => a && b],
  or: ['bb', (a: boolean, b: boolean) => a || b],
  not: ['b', (a: boolean) => !a],
};
