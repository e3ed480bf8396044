import { isSysError } from '../../machine/errno';
import { assign, assignmentAt } from './assign';
import { conditional, type Condition } from './conditional';
import { MakeError } from './error';
import { expand, wildcard, type ExpandHost, type Scope } from './expand';
import { targetOf, type Makefile, type Rule } from './rules';
import { findOutside, stemOf, wordsOf } from './words';
import type { Variables } from './variables';

/** What reading makefiles works on. */
export interface ReadContext {
  host: ExpandHost;
  makefile: Makefile;
  variables: Variables;
  includeFolders: readonly string[];
}

const SPECIAL = new Set(['.PHONY', '.SILENT', '.IGNORE', '.PRECIOUS', '.SECONDARY', '.INTERMEDIATE', '.DELETE_ON_ERROR', '.SUFFIXES', '.ONESHELL', '.NOTPARALLEL', '.EXPORT_ALL_VARIABLES', '.POSIX', '.DEFAULT', '.LOW_RESOLUTION_TIME', '.SECONDEXPANSION']);

/** Reads a makefile's text. Throws MakeError where it can't be understood. */
export async function readMakefile(context: ReadContext, text: string, name: string, line0 = 1): Promise<void> {
  const { host, variables } = context;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const conditions: Condition[] = [];
  let rules: Rule[] | undefined;
  for (let i = 0; i < lines.length; i++) {
    const where = `${name}:${i + line0}`;
    const scope: Scope = { variables, where };
    const raw = lines[i]!;
    if (raw.startsWith('\t') && rules) {
      let recipe = raw.slice(1);
      const start = i;
      while (/(^|[^\\])(\\\\)*\\$/.test(recipe) && i + 1 < lines.length) recipe += `\n${lines[++i]!.replace(/^\t/, '')}`;
      if (active(conditions)) for (const rule of rules) rule.recipe.push({ text: recipe, where: `${name}:${start + line0}` });
      continue;
    }
    let logical = raw;
    while (/(^|[^\\])(\\\\)*\\$/.test(logical) && i + 1 < lines.length) logical = `${logical.slice(0, -1).trimEnd()} ${lines[++i]!.trimStart()}`;
    logical = withoutComment(logical);
    const trimmed = logical.trim();
    if (trimmed === '') continue;
    if (await conditional(host, trimmed, conditions, scope, active)) continue;
    const define = /^(override\s+|export\s+)?define\s+(.*?)\s*(=|:=|::=|\+=|\?=)?$/.exec(trimmed);
    if (define) {
      const body: string[] = [];
      let depth = 1;
      for (i++; i < lines.length; i++) {
        if (/^\s*define\b/.test(lines[i]!)) depth++;
        if (/^\s*endef\b/.test(lines[i]!) && --depth === 0) break;
        body.push(lines[i]!);
      }
      if (depth > 0) throw new MakeError("missing 'endef', unterminated 'define'", where);
      if (active(conditions)) await assign(host, { name: define[2]!, operator: define[3] ?? '=', value: body.join('\n'), origin: define[1]?.startsWith('override') ? 'override' : 'file', exported: define[1]?.startsWith('export') ?? false }, scope);
      continue;
    }
    if (!active(conditions)) continue;
    rules = (await directive(context, trimmed, scope)) ? undefined : await ruleOrAssignment(context, logical, scope);
  }
  if (conditions.length > 0) throw new MakeError("missing 'endif'", `${name}:${lines.length + line0}`);
}

const active = (conditions: readonly Condition[]): boolean => conditions.every((condition) => condition.active);

function withoutComment(line: string): string {
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '#' && line[i - 1] !== '\\') return line.slice(0, i).replaceAll('\\#', '#');
  }
  return line.replaceAll('\\#', '#');
}

/** include, export, unexport, vpath, undefine. True where the line was one. */
async function directive(context: ReadContext, line: string, scope: Scope): Promise<boolean> {
  const { host, variables, makefile } = context;
  const found = /^(-?include|sinclude|export|unexport|vpath|undefine)(?:\s+(.*))?$/.exec(line);
  if (!found || /^\s*([:?+!]?=|:)/.test(found[2] ?? '')) return false;
  const [, word = '', rest = ''] = found;
  if (word.endsWith('include')) {
    for (const pattern of wordsOf(await expand(host, rest, scope))) {
      const paths = /[*?[]/.test(pattern) ? wildcard(host.io, pattern) : [pattern];
      for (const path of paths) await include(context, path, scope, word !== 'include');
    }
    return true;
  }
  if (word === 'vpath') throw new MakeError('dockyard: vpath is not simulated', scope.where);
  if (word === 'undefine') variables.remove(await expand(host, rest, scope));
  else if (rest === '') makefile.exportAll = word === 'export';
  else {
    const assignment = word === 'export' ? assignmentAt(rest) : undefined;
    if (assignment) await assign(host, { ...assignment, exported: true }, scope);
    else for (const name of wordsOf(await expand(host, rest, scope))) variables.setExported(name, word === 'export');
  }
  return true;
}

async function include(context: ReadContext, path: string, scope: Scope, optional: boolean): Promise<void> {
  const { host } = context;
  for (const folder of path.startsWith('/') ? [''] : ['', ...context.includeFolders.map((one) => `${one}/`)]) {
    try {
      const text = host.io.sys.readText(folder + path);
      noteMakefile(context.variables, folder + path);
      await readMakefile(context, text, folder + path);
      return;
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  if (optional) return;
  await host.io.err(`${scope.where}: ${path}: No such file or directory`);
  throw new MakeError(`No rule to make target '${path}'.`);
}

/** MAKEFILE_LIST grows with every file that is read. */
export function noteMakefile(variables: Variables, path: string): void {
  const before = variables.get('MAKEFILE_LIST')?.value ?? '';
  variables.set('MAKEFILE_LIST', { value: `${before} ${path}`, recursive: false, origin: 'file' });
}

async function ruleOrAssignment(context: ReadContext, line: string, scope: Scope): Promise<Rule[] | undefined> {
  const { host, makefile } = context;
  const assignment = assignmentAt(line.trim());
  if (assignment) {
    await assign(host, assignment, scope);
    return undefined;
  }
  const semicolon = findOutside(line, (text, at) => text[at] === ';');
  let head = semicolon === -1 ? line : line.slice(0, semicolon);
  const recipe = semicolon === -1 ? undefined : line.slice(semicolon + 1).trimStart();
  const rawColon = findOutside(head, (text, at) => text[at] === ':');
  if (rawColon !== -1) {
    const after = line.slice(rawColon + 1).replace(/^:/, '').trim();
    const own = assignmentAt(after);
    if (own) {
      for (const pattern of wordsOf(await expand(host, head.slice(0, rawColon), scope))) {
        makefile.targetVariables.push({ pattern, apply: (variables) => assign(host, own, { variables, where: scope.where }) });
      }
      return undefined;
    }
  }
  head = await expand(host, head, scope);
  if (rawColon === -1 && head.includes('\n')) {
    await readMakefile(context, head, scope.where!.replace(/:\d+$/, ''), Number(/\d+$/.exec(scope.where!)![0]));
    return undefined;
  }
  if (head.trim() === '' && recipe === undefined) return undefined;
  const colon = head.indexOf(':');
  if (colon === -1) {
    if (line.startsWith('\t')) throw new MakeError('recipe commences before first target', scope.where);
    if (/^ {8}/.test(line)) throw new MakeError('missing separator (did you mean TAB instead of 8 spaces?)', scope.where);
    throw new MakeError(/^(ifeq|ifneq)\S/.test(line.trim()) ? 'missing separator (ifeq/ifneq must be followed by whitespace)' : 'missing separator', scope.where);
  }
  const doubleColon = head[colon + 1] === ':';
  const targets = wordsOf(head.slice(0, colon).replace(/&$/, ''));
  let rest = head.slice(colon + (doubleColon ? 2 : 1));
  if (targets.length === 0) {
    if (recipe === undefined && rest.trim() === '') return [];
    throw new MakeError('missing target pattern', scope.where);
  }
  let targetPattern: string | undefined;
  const second = rest.indexOf(':');
  if (second !== -1) {
    targetPattern = rest.slice(0, second).trim();
    if (targetPattern === '' || !targetPattern.includes('%')) throw new MakeError(targetPattern === '' ? 'missing target pattern' : 'target pattern contains no \'%\'', scope.where);
    rest = rest.slice(second + 1);
  }
  const bar = wordsOf(rest).indexOf('|');
  const words = wordsOf(rest).flatMap((word) => (/[*?[]/.test(word) && !word.includes('%') ? orItself(wildcard(host.io, word), word) : [word]));
  const rule: Rule = {
    targets, prerequisites: bar === -1 ? words : words.slice(0, words.indexOf('|')), orderOnly: bar === -1 ? [] : words.slice(words.indexOf('|') + 1), targetPattern, doubleColon, recipe: [], where: scope.where!,
  };
  if (recipe !== undefined && recipe !== '') rule.recipe.push({ text: recipe, where: scope.where! });
  return enter(makefile, rule);
}

const orItself = (found: string[], word: string): string[] => (found.length > 0 ? found : [word]);

/** Notes a rule; gives what its recipe's lines are to be added to. */
function enter(makefile: Makefile, rule: Rule): Rule[] {
  for (const target of rule.targets) {
    if (!SPECIAL.has(target)) continue;
    makefile.special.set(target, new Set([...(makefile.special.get(target) ?? []), ...rule.prerequisites]));
    if (target === '.EXPORT_ALL_VARIABLES') makefile.exportAll = true;
    if (target === '.SECONDEXPANSION') throw new MakeError('dockyard: .SECONDEXPANSION is not simulated', rule.where);
  }
  if (rule.targets.some((target) => target.includes('%')) && rule.targetPattern === undefined) {
    makefile.patterns.unshift(rule);
    return [rule];
  }
  makefile.firstGoal ??= rule.targets.find((target) => !target.startsWith('.') || target.includes('/'));
  makefile.rules.push(rule);
  return [rule];
}

/** Joins the rules by target, once everything has been read; warns where a recipe replaces another. */
export async function settle(context: ReadContext): Promise<void> {
  const { makefile, host } = context;
  for (const rule of makefile.rules) {
    for (const name of rule.targets) {
      const target = targetOf(makefile, name);
      const stem = rule.targetPattern === undefined ? undefined : stemOf(rule.targetPattern, name);
      if (rule.targetPattern !== undefined && stem === undefined) {
        await host.io.err(`${rule.where}: target '${name}' doesn't match the target pattern`);
        continue;
      }
      const filled = (word: string): string => (stem === undefined ? word : word.replace('%', () => stem));
      if (rule.doubleColon) {
        target.doubles.push(rule);
        continue;
      }
      target.prerequisites = rule.recipe.length > 0 ? [...rule.prerequisites.map(filled), ...target.prerequisites] : [...target.prerequisites, ...rule.prerequisites.map(filled)];
      target.orderOnly.push(...rule.orderOnly.map(filled));
      if (rule.recipe.length === 0) continue;
      if (target.recipe.length > 0) {
        await host.io.err(`${rule.recipe[0]!.where}: warning: overriding recipe for target '${name}'`);
        await host.io.err(`${target.recipeWhere}: warning: ignoring old recipe for target '${name}'`);
      }
      target.recipe = rule.recipe;
      target.recipeWhere = rule.recipe[0]!.where;
      if (stem !== undefined) target.stem = stem;
    }
  }
  makefile.rules = [];
}
