import { indirectInterface, isNil, length } from '../govalue/reflect';
import type { Value } from '../govalue/types';

/** Whether a value counts as true: not zero, not empty, not nil. */
export function truth(arg: Value | undefined): boolean {
  const value = indirectInterface(arg);
  if (!value) return false;
  switch (value.type.kind) {
    case 'array':
    case 'map':
    case 'slice':
    case 'string':
      return length(value) > 0;
    case 'bool':
      return value.raw === true;
    case 'int':
    case 'uint':
    case 'float':
      return value.raw != 0;
    case 'complex': {
      const { re, im } = value.raw as { re: number; im: number };
      return re !== 0 || im !== 0;
    }
    case 'struct':
      return true;
    default:
      return !isNil(value);
  }
}
