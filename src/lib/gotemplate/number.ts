import { parseFloat64, parseInteger } from '../govalue/parse-number';
import { quote, unquoteChar } from '../govalue/quote';
import type { NumberNode } from './nodes';

const MAX_INT = (1n << 63n) - 1n;
const MAX_UINT = (1n << 64n) - 1n;

function readFloat(text: string): number | undefined {
  const value = parseFloat64(text);
  return typeof value === 'number' ? value : undefined;
}

/** A number token's value in every kind that it fits, or the complaint about it (text/template/parse, newNumber). */
export function parseNumber(pos: number, text: string, kind: 'charConstant' | 'complex' | 'number'): NumberNode | string {
  const node: NumberNode = { type: 'number', pos, text, int: undefined, uint: undefined, float: undefined, complex: undefined };
  if (kind === 'charConstant') {
    const char = unquoteChar(text.slice(1), "'");
    if (!char) return 'invalid syntax';
    if (char.rest !== "'") return `malformed character constant: ${text}`;
    const code = char.char.codePointAt(0)!;
    node.int = node.uint = BigInt(code >= 0xdc80 && code <= 0xdcff ? code - 0xdc00 : code);
    node.float = Number(node.int);
    return node;
  }
  if (kind === 'complex' || text.endsWith('i')) {
    const split = kind === 'complex' ? /^(.*?[^eEpP])([+-].*)i$/.exec(text) : /^()(.*)i$/.exec(text);
    const re = kind === 'complex' ? readFloat(split?.[1] ?? '') : 0;
    const im = readFloat(split?.[2] ?? '');
    if (re !== undefined && im !== undefined) {
      node.complex = { re, im };
      if (im === 0) fillFromFloat(node, re);
      return node;
    }
    if (kind === 'complex') return 'syntax error scanning complex number';
  }
  const integer = parseInteger(text);
  if (integer !== undefined && integer >= -MAX_INT - 1n && integer <= MAX_INT) node.int = integer;
  if (integer !== undefined && integer <= MAX_UINT && !/^[+-]/.test(text)) node.uint = integer;
  if (node.int === 0n) node.uint = 0n;
  if (node.int !== undefined) node.float = Number(node.int);
  else if (node.uint !== undefined) node.float = Number(node.uint);
  else {
    const float = readFloat(text);
    if (float !== undefined) {
      if (!/[.eEpP]/.test(text)) return `integer overflow: ${quote(text)}`;
      fillFromFloat(node, float);
    }
  }
  if (node.int === undefined && node.uint === undefined && node.float === undefined) return `illegal number syntax: ${quote(text)}`;
  return node;
}

function fillFromFloat(node: NumberNode, float: number): void {
  node.float = float;
  if (!Number.isInteger(float)) return;
  const integer = BigInt(float);
  if (integer >= -MAX_INT - 1n && integer <= MAX_INT) node.int = integer;
  if (integer >= 0n && integer <= MAX_UINT) node.uint = integer;
}
