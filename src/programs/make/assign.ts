import { MakeError } from './error';
import { expand, shell, type ExpandHost, type Scope } from './expand';
import { findOutside } from './words';
import type { Origin } from './variables';

export interface Assignment {
  name: string;
  /** `=`, `:=`, `::=`, `+=`, `?=` or `!=`. */
  operator: string;
  value: string;
  origin: Origin;
  exported: boolean;
}

/** The assignment that a line is, or undefined: `[override|export|private] name op value`. */
export function assignmentAt(line: string): Assignment | undefined {
  let origin: Origin = 'file';
  let exported = false;
  let rest = line;
  for (let found = /^(override|export|private)\s+(?=[^\s:+?!=])/.exec(rest); found; found = /^(override|export|private)\s+(?=[^\s:+?!=])/.exec(rest)) {
    if (found[1] === 'override') origin = 'override';
    if (found[1] === 'export') exported = true;
    rest = rest.slice(found[0].length);
  }
  const at = findOutside(rest, (text, i) => text[i] === '=' || text[i] === ':' || ((text[i] === '+' || text[i] === '?' || text[i] === '!') && text[i + 1] === '='));
  if (at === -1) return undefined;
  const operator = /^(::=|:=|\+=|\?=|!=|=)/.exec(rest.slice(at))?.[1];
  if (operator === undefined) return undefined;
  const name = rest.slice(0, at).trim();
  // `a b: c` was a rule; more than one word before the sign is a rule's business too.
  if (/\s/.test(name) && !name.includes('$')) return undefined;
  return { name, operator, value: rest.slice(at + operator.length).trimStart(), origin, exported };
}

/** Sets a variable as its operator says (GNU make manual, "How to Use Variables"). */
export async function assign(host: ExpandHost, assignment: Assignment, scope: Scope): Promise<void> {
  const { variables } = scope;
  const name = (await expand(host, assignment.name, scope)).trim();
  if (name === '') throw new MakeError('empty variable name', scope.where);
  const { operator, value, origin } = assignment;
  const there = variables.get(name);
  if (operator === '?=') {
    if (!there) variables.set(name, { value, recursive: true, origin });
  } else if (operator === '+=') {
    const added = there && !there.recursive ? await expand(host, value, scope) : value;
    variables.set(name, { value: there && there.value !== '' ? `${there.value} ${added}` : added, recursive: there?.recursive ?? true, origin: there?.origin === 'default' || !there ? origin : there.origin === 'environment' ? 'file' : origin });
  } else if (operator === '!=') variables.set(name, { value: await shell(host, await expand(host, value, scope), scope), recursive: true, origin });
  else if (operator === '=') variables.set(name, { value, recursive: true, origin });
  else variables.set(name, { value: await expand(host, value, scope), recursive: false, origin });
  if (assignment.exported) variables.setExported(name, true);
}
