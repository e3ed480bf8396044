import { compareStrings } from '../govalue/bytes';
import { equals, indirectInterface, isComparable, isNil } from '../govalue/reflect';
import { sprintf } from '../govalue/print';
import { GoError, type Kind, type Value } from '../govalue/types';

const BASIC = new Set<Kind>(['bool', 'complex', 'int', 'float', 'string', 'uint']);

function basicKind(value: Value | undefined): Kind | undefined {
  return value && BASIC.has(value.type.kind) ? value.type.kind : undefined;
}

function isIntegerPair(a: Kind | undefined, b: Kind | undefined): boolean {
  return (a === 'int' && b === 'uint') || (a === 'uint' && b === 'int');
}

function incompatible(a: Value, b: Value): GoError {
  return new GoError(`incompatible types for comparison: ${a.type.name} and ${b.type.name}`);
}

/** eq: whether the first equals any of the others. */
export function equal(first: Value | undefined, others: readonly (Value | undefined)[]): boolean {
  const a = indirectInterface(first);
  if (others.length === 0) throw new GoError('missing argument for comparison');
  const kindA = basicKind(a);
  for (const other of others) {
    const b = indirectInterface(other);
    const kindB = basicKind(b);
    if (kindA !== kindB) {
      if (isIntegerPair(kindA, kindB)) {
        if (BigInt(a!.raw as number) === BigInt(b!.raw as number)) return true;
      } else if (a && b) throw incompatible(a, b);
      continue;
    }
    if (same(a, b, kindA)) return true;
  }
  return false;
}

function same(a: Value | undefined, b: Value | undefined, kind: Kind | undefined): boolean {
  if (kind === 'complex') {
    const [x, y] = [a!.raw as { re: number; im: number }, b!.raw as { re: number; im: number }];
    return x.re === y.re && x.im === y.im;
  }
  if (kind !== undefined) return a!.raw == b!.raw;
  if (a && b && a.type.kind !== b.type.kind) {
    throw new GoError(`non-comparable types ${sprintf('%s', [a])}: ${a.type.name}, ${b.type.name}: ${sprintf('%v', [b])}`);
  }
  if (isNil(a) || isNil(b)) return isNil(a) === isNil(b);
  if (!isComparable(b!.type)) throw new GoError(`non-comparable type ${sprintf('%s', [b])}: ${b!.type.name}`);
  return equals(a, b);
}

/** lt. */
export function less(first: Value | undefined, second: Value | undefined): boolean {
  const [a, b] = [indirectInterface(first), indirectInterface(second)];
  const [kindA, kindB] = [basicKind(a), basicKind(b)];
  if (!a || !b || kindA === undefined || kindB === undefined) throw new GoError('invalid type for comparison');
  if (kindA !== kindB) {
    if (!isIntegerPair(kindA, kindB)) throw incompatible(a, b);
  } else if (kindA === 'bool' || kindA === 'complex') throw new GoError('invalid type for comparison');
  if (kindA === 'string') return compareStrings(a.raw as string, b.raw as string) < 0;
  return (a.raw as number) < (b.raw as number);
}
