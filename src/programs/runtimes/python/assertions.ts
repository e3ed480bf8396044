import type { Edits } from './edits';
import type { Token } from './tokens';

/** An `assert` as it is taken apart: its sides, the sign between them, its message. */
interface Assertion {
  first: Token;
  last: Token;
  /** The sign's own tokens; none of a bare condition. */
  sign: Token[];
  negated: boolean;
  message: readonly [Token, Token] | undefined;
  text: readonly [string, string];
  names: string[];
}

const SIGNS = new Set(['==', '!=', '<', '>', '<=', '>=', 'in', 'is']);
const WORDS = new Set('and as assert async await class def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield'.split(' '));

function readAssertion(source: string, line: readonly Token[]): Assertion | undefined {
  const [word, ...rest] = line;
  if (word?.text !== 'assert' || rest.length === 0) return undefined;
  const depth = word.depth;
  const comma = rest.findIndex((token) => token.text === ',' && token.depth === depth);
  const all = comma === -1 ? rest : rest.slice(0, comma);
  const message = comma === -1 ? undefined : ([rest[comma + 1]!, rest.at(-1)!] as const);
  if (all.length === 0 || (comma !== -1 && comma === rest.length - 1)) return undefined;
  const onLevel = (token: Token): boolean => token.depth === depth;
  const negated = all[0]!.text === 'not';
  const condition = negated ? all.slice(1) : all;
  const isPlain = !condition.some((token) => onLevel(token) && ['and', 'or', 'if', 'lambda', ':='].includes(token.text));
  const at = isPlain && !negated ? condition.findIndex((token) => onLevel(token) && (SIGNS.has(token.text) || (token.text === 'not' && condition[condition.indexOf(token) + 1]?.text === 'in'))) : -1;
  const sign = at === -1 ? [] : [condition[at]!, ...(condition[at]!.text === 'not' || (condition[at]!.text === 'is' && condition[at + 1]?.text === 'not') ? [condition[at + 1]!] : [])];
  const chained = at !== -1 && condition.slice(at + sign.length).some((token) => onLevel(token) && (SIGNS.has(token.text) || token.text === 'not'));
  const taken = chained ? [] : sign;
  const slice = (tokens: readonly Token[]): string => (tokens.length === 0 ? '' : source.slice(tokens[0]!.start, tokens.at(-1)!.end));
  const sides = taken.length === 0 ? [condition, []] : [condition.slice(0, at), condition.slice(at + taken.length)];
  const isSimple = isPlain && !condition.some((token) => token.text === 'for' || token.text === 'lambda' || token.text === ':=');
  const names = isSimple ? condition.filter((token, i) => token.kind === 'name' && !WORDS.has(token.text) && condition[i - 1]?.text !== '.' && !['(', '='].includes(condition[i + 1]?.text ?? '')).map((token) => token.text) : [];
  return { first: all[0]!, last: all.at(-1)!, sign: taken, negated: negated && isPlain, message, text: [slice(sides[0]!), slice(sides[1]!)], names: [...new Set(names)] };
}

function assertions(source: string, tokens: readonly Token[]): Assertion[] {
  const found: Assertion[] = [];
  let line: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'newline') {
      line.push(token);
      continue;
    }
    // One may stand behind the colon of its block's head, too.
    const start = line.findIndex((one, i) => one.text === 'assert' && (i === 0 || (line[i - 1]!.text === ':' && one.depth === line[0]!.depth) || line[i - 1]!.text === ';'));
    const one = start === -1 ? undefined : readAssertion(source, line.slice(start));
    if (one) found.push(one);
    line = [];
  }
  return found;
}

/**
 * Has assertions keep what they compared, as pytest does of test files: `assert a == f(b)` →
 * `assert _dk_check('==', a, f(b), 'a', 'f(b)', {'b': b}), _dk_said()`. Gives what closes them, which has to stand behind
 * all other changes at these places.
 */
export function rewriteAssertions(source: string, tokens: readonly Token[], edits: Edits): () => void {
  const found = assertions(source, tokens);
  for (const { first, sign, negated, message } of found) {
    const how = negated ? 'not' : sign.map((token) => token.text).join(' ');
    if (negated) edits.replace(first.start, first.end, `_dk_check('not', `);
    else edits.insert(first.start, `_dk_check('${how}', `);
    if (sign.length > 0) edits.replace(sign[0]!.start, sign.at(-1)!.end, ', ');
    if (message) edits.insert(message[0].start, '_dk_said(');
  }
  return () => {
    for (const { last, sign, message, text, names } of found) {
      edits.insert(last.end, `${sign.length > 0 ? '' : ', None'}, ${JSON.stringify(text[0])}, ${JSON.stringify(text[1])}, {${names.map((name) => `'${name}': ${name}`).join(', ')}})${message ? '' : ', _dk_said()'}`);
      if (message) edits.insert(message[1].end, ')');
    }
  };
}
