import type { Placed } from './marks';

/** The lines of the block that a line opens: those behind it that stand further in. */
function block(lines: readonly string[], head: number): string[] {
  const indent = (line: string): number => /^\s*/.exec(line)![0].length;
  const own = indent(lines[head]!);
  let end = head + 1;
  while (end < lines.length && (lines[end]!.trim() === '' || indent(lines[end]!) > own)) end++;
  return lines.slice(head, end);
}

/** The names that a function binds around a place, in the order in which it does; none outside of functions. */
export function localsAt({ source, starts }: Placed, line: number): string[] {
  const lines = source.split('\n');
  const at = source.slice(0, starts[line - 1] ?? 0).split('\n').length - 1;
  for (let head = at; head >= 0; head--) {
    const opening = /^(\s*)(?:async\s+)?def\s+\w+\s*\((.*)\)/.exec(lines[head]!);
    if (!opening || head + block(lines, head).length <= at) continue;
    const parameters = opening[2]!.split(',').map((one) => /^\s*\**(\w+)/.exec(one)?.[1] ?? '');
    const bound = block(lines, head).slice(1).flatMap((text) => [...text.matchAll(/^\s*(\w+)\s*(?::[^=]+)?[-+*/]?=(?!=)|\bfor\s+(\w+)|\bas\s+(\w+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? ''));
    return [...new Set([...parameters, ...bound])].filter(Boolean);
  }
  return [];
}

/** The attributes that a class's methods give to `self`. */
export function membersOf({ source }: Placed, name: string): string[] {
  const lines = source.split('\n');
  const head = lines.findIndex((line) => new RegExp(`^\\s*class\\s+${name}\\b`).test(line));
  return head === -1 ? [] : block(lines, head).flatMap((line) => [...line.matchAll(/\bself\.(\w+)\s*(?::[^=]+)?[-+*/]?=(?!=)/g)].map((match) => match[1]!));
}

/** Whether a function of a source gives its values one by one. */
export function isGenerator(source: string, name: string): boolean {
  const lines = source.split('\n');
  const head = lines.findIndex((line) => new RegExp(`^\\s*def\\s+${name.replace(/\W/g, '')}\\b`).test(line));
  return head !== -1 && block(lines, head).some((line) => /\byield\b/.test(line));
}
