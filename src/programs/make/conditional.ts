import { MakeError } from './error';
import { expand, type ExpandHost, type Scope } from './expand';
import { findOutside } from './words';

/** An open ifeq, ifneq, ifdef or ifndef. */
export interface Condition {
  active: boolean;
  /** One of its branches has been taken. */
  taken: boolean;
  sawElse: boolean;
}

/** Handles a line that opens, turns or closes a conditional; false where it is none. */
export async function conditional(host: ExpandHost, line: string, open: Condition[], scope: Scope, active: (conditions: readonly Condition[]) => boolean): Promise<boolean> {
  const word = /^(ifeq|ifneq|ifdef|ifndef|else|endif)(?![\w.-])/.exec(line)?.[1];
  if (word === undefined || /^(else|endif|if\w+)\s*[:+?!]?=/.test(line)) return false;
  const rest = line.slice(word.length).trim();
  const last = open.at(-1);
  if (word === 'endif') {
    if (!last) throw new MakeError("extraneous 'endif'", scope.where);
    open.pop();
  } else if (word === 'else') {
    if (!last) throw new MakeError("extraneous 'else'", scope.where);
    if (last.sawElse) throw new MakeError("only one 'else' per conditional", scope.where);
    if (rest === '') {
      last.sawElse = true;
      last.active = !last.taken;
    } else last.active = !last.taken && active(open.slice(0, -1)) && (await holds(host, rest, scope));
    last.taken ||= last.active;
  } else {
    const now = active(open) && (await holds(host, line, scope));
    open.push({ active: now, taken: now, sawElse: false });
  }
  return true;
}

async function holds(host: ExpandHost, line: string, scope: Scope): Promise<boolean> {
  const [, word = '', rest = ''] = /^(\w+)\s*(.*)$/.exec(line) ?? [];
  if (word === 'ifdef' || word === 'ifndef') {
    const name = (await expand(host, rest, scope)).trim();
    return ((scope.variables.get(name)?.value ?? '') !== '') === (word === 'ifdef');
  }
  const [left, right] = pair(rest, scope);
  return ((await expand(host, left, scope)) === (await expand(host, right, scope))) === (word === 'ifeq');
}

/** `(a,b)`, `"a" "b"` or `'a' 'b'`. */
function pair(text: string, scope: Scope): [string, string] {
  if (text.startsWith('(')) {
    const comma = findOutside(text, (all, at) => all[at] === ',', 1);
    const end = text.lastIndexOf(')');
    if (comma !== -1 && end > comma) return [text.slice(1, comma).trimEnd(), text.slice(comma + 1, end).trimStart()];
  }
  const quoted = /^(["'])(.*?)\1\s*(["'])(.*?)\3$/.exec(text);
  if (quoted) return [quoted[2]!, quoted[4]!];
  throw new MakeError('invalid syntax in conditional', scope.where);
}
