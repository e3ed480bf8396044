import { quoteIfNeeded, singleQuote } from '../expand/quote';
import { ShellError } from '../interp/errors';
import type { ReadyAssign, SimpleFrame, Variable } from '../interp/state';
import type { Shell } from '../interp/shell';
import { Parser } from '../syntax/parser';
import { printFunction } from '../syntax/printer';
import { arrayText, attributesOf } from '../interp/declaration';
import type { BuiltinTable } from './table';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** An argument name=value that was not an assignment in the syntax (from an expansion). */
function splitAssign(shell: Shell, word: string, frame: SimpleFrame, at: number): { name: string; assign?: ReadyAssign } {
  const declared = frame.declared[at];
  if (declared) return { name: declared.name, assign: declared };
  const match = /^([^=]*?)(\+?)=([\s\S]*)$/.exec(word);
  if (!match) return { name: word };
  const subscript = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(match[1]!);
  const name = subscript ? subscript[1]! : match[1]!;
  const value = match[3]!;
  if (shell.dialect.bash && /^\(.*\)$/s.test(value) && !subscript && frame.argv[0] !== 'export') return { name, assign: { name, append: match[2] === '+', items: parseItems(shell, value), trace: '' } };
  return { name, assign: { name, append: match[2] === '+', index: subscript?.[2], value, trace: '' } };
}

/** declare "a=(1 2)": the text is read as a compound assignment. */
function parseItems(shell: Shell, value: string): { index?: string; value: string }[] {
  const unit = new Parser(`x=${value}`, shell.parseOptions()).unit();
  const node = unit?.node?.items[0]?.node;
  if (node?.t !== 'simple' || !node.assigns[0]?.items) return [];
  const x = shell.expander;
  return node.assigns[0].items.flatMap((item) => (item.index ? [{ index: x.string(item.index), value: x.string(item.value) }] : x.fields(item.value).map((each) => ({ value: each }))));
}

function setFlag(variable: Variable, letter: string, on: boolean): void {
  switch (letter) {
    case 'x': variable.exported = on || undefined; break;
    case 'r': if (on) variable.readonly = true; break;
    case 'i': variable.integer = on || undefined; break;
    case 'l': variable.lower = on || undefined; if (on) variable.upper = undefined; break;
    case 'u': variable.upper = on || undefined; if (on) variable.lower = undefined; break;
    case 'n': variable.nameref = on || undefined; break;
    case 't': variable.traced = on || undefined; break;
    case 'a':
      if (on && !variable.array && !variable.assoc) {
        variable.array = new Map(variable.value === undefined ? [] : [[0, variable.value]]);
        delete variable.value;
      }
      break;
    case 'A':
      if (on && !variable.assoc) {
        variable.assoc = new Map(variable.value === undefined ? [] : [['0', variable.value]]);
        delete variable.value;
      }
      break;
    default:
  }
}

function declare(shell: Shell, argv: readonly string[], frame: SimpleFrame): number {
  const builtin = argv[0]!;
  const on = new Set<string>();
  const off = new Set<string>();
  let at = 1;
  for (; argv[at] !== undefined && /^[-+][A-Za-z]+$/.test(argv[at]!) || argv[at] === '--'; at++) {
    if (argv[at] === '--') {
      at++;
      break;
    }
    for (const letter of argv[at]!.slice(1)) {
      if (!'aAfFgiIlnprtux'.includes(letter)) {
        shell.complain(builtin, `${argv[at]![0]}${letter}: invalid option`);
        shell.emit(2, `${builtin}: usage: ${builtin} ${builtin === 'local' ? '[option] name[=value] ...' : `[-aAfFgiIlnrtux] [name[=value] ...] or ${builtin} -p [-aAfFilnrtux] [name ...]`}\n`);
        return 2;
      }
      (argv[at]![0] === '-' ? on : off).add(letter);
    }
  }
  const inFunction = shell.state.callers.length > 0 || shell.state.frames.some((f) => f.t === 'call');
  if (builtin === 'local' && !inFunction) {
    shell.complain('local', 'can only be used in a function');
    return 1;
  }
  if (on.has('f') || on.has('F')) return declareFunctions(shell, argv.slice(at), on);
  const words = argv.slice(at);
  if (on.has('p') || words.length === 0) return printDeclarations(shell, builtin, words, on);
  const local = inFunction && !on.has('g');
  let status = 0;
  words.forEach((word, i) => {
    const { name, assign } = splitAssign(shell, word, frame, at + i);
    if (name === '-' && builtin === 'local') {
      const call = shell.state.frames.findLast((f) => f.t === 'call');
      if (call?.t === 'call') call.localOptions = [...shell.state.options];
      return;
    }
    const bare = name.replace(/\[.*\]$/s, '');
    if (!NAME.test(bare)) {
      shell.complain(builtin, `\`${word}': not a valid identifier`);
      status = 1;
      return;
    }
    if (!declareOne(shell, builtin, bare, assign, on, off, local)) status = 1;
  });
  return status;
}

function declareOne(shell: Shell, builtin: string, name: string, assign: ReadyAssign | undefined, on: Set<string>, off: Set<string>, local: boolean): boolean {
  const { vars, state } = shell;
  // The scope of the innermost function lies under the temporary scope of this very command.
  const scope = local ? functionScope(shell) : on.has('g') ? state.scopes[0]! : undefined;
  const outer = vars.find(name, false);
  if (local && outer?.readonly && !scope!.has(name) && state.scopes[0]!.get(name) === outer) {
    shell.complain(builtin, `${name}: readonly variable`);
    return false;
  }
  const inherit = local && !scope!.has(name) && (on.has('I') || state.shopts.has('localvar_inherit')) ? outer : undefined;
  const target = scope ?? owner(shell, name) ?? state.scopes[0]!;
  let variable = target.get(name);
  if (!variable) {
    const temporary = local && state.scopes[state.scopes.length - 1] !== scope ? state.scopes[state.scopes.length - 1]!.get(name) : undefined;
    variable = inherit ? { ...inherit } : temporary ? { ...temporary } : {};
    target.set(name, variable);
  }
  if (variable.readonly && (assign || off.has('r') || on.has('a') || on.has('A') || on.has('i'))) {
    shell.complain(builtin, `${name}: readonly variable`);
    return false;
  }
  for (const letter of off) {
    if (letter === 'n') delete variable.nameref;
    else setFlag(variable, letter, false);
  }
  for (const letter of 'aAilunxt') if (on.has(letter)) setFlag(variable, letter, true);
  if (assign) {
    if (on.has('n')) variable.value = assign.value;
    else vars.assign(assign, target);
  }
  if (on.has('r')) variable.readonly = true;
  if (state.options.has('allexport')) variable.exported = true;
  return true;
}

function functionScope(shell: Shell): Map<string, Variable> {
  const { scopes, frames } = shell.state;
  const temporary = frames[frames.length - 1]?.t === 'simple' && (frames[frames.length - 1] as SimpleFrame).scoped ? 1 : 0;
  return scopes[scopes.length - 1 - temporary]!;
}

function owner(shell: Shell, name: string): Map<string, Variable> | undefined {
  return shell.state.scopes.findLast((scope) => scope.has(name));
}

function declareFunctions(shell: Shell, names: readonly string[], on: Set<string>): number {
  const { functions } = shell.state;
  let status = 0;
  for (const name of names.length > 0 ? names : [...functions.keys()].sort()) {
    const definition = functions.get(name);
    if (!definition) status = 1;
    else if (on.has('x')) functions.set(name, { ...definition, exported: true });
    else if (on.has('F')) shell.out(`${names.length > 0 ? name : `declare -f${definition.exported ? 'x' : ''} ${name}`}\n`);
    else shell.out(`${printFunction(name, definition.body)}\n`);
  }
  return status;
}

function printDeclarations(shell: Shell, builtin: string, names: readonly string[], on: Set<string>): number {
  const { vars } = shell;
  let status = 0;
  if (names.length > 0) {
    for (const name of names) {
      const text = shell.declaration(name);
      if (text === undefined) {
        shell.complain(builtin, `${name}: not found`);
        status = 1;
      } else shell.out(`${text}\n`);
    }
    return status;
  }
  const wanted = [...on].filter((letter) => letter !== 'p' && letter !== 'g');
  const scope = builtin === 'local' ? functionScope(shell) : undefined;
  for (const name of scope ? [...scope.keys()].sort() : vars.names()) {
    const variable = vars.find(name, false);
    const letters = attributesOf(variable);
    if (!variable || wanted.some((letter) => !letters.includes(letter))) continue;
    if (wanted.length === 0 && !on.has('p')) {
      if (variable.array || variable.assoc) shell.out(`${name}=${arrayText(variable)}\n`);
      else if (variable.value !== undefined) shell.out(`${name}=${quoteIfNeeded(variable.value)}\n`);
    } else shell.out(`${shell.declaration(name)}\n`);
  }
  return 0;
}

function localSimple(shell: Shell, argv: readonly string[]): number | undefined {
  if (shell.state.callers.length === 0 && !shell.state.frames.some((f) => f.t === 'call')) {
    shell.complain('local', shell.dialect.name === 'dash' ? 'not in a function' : 'not in a function');
    if (!shell.state.interactive) {
      shell.exit(2);
      return undefined;
    }
    return 2;
  }
  for (const word of argv.slice(1)) {
    const at = word.indexOf('=');
    const name = at === -1 ? word : word.slice(0, at);
    if (!NAME.test(name)) throw new ShellError(`local: ${word}: bad variable name`, 2);
    const scope = shell.state.scopes[shell.state.scopes.length - 1]!;
    const outer = shell.vars.find(name);
    // dash and ash: a local keeps the value that it had until it is set.
    if (!scope.has(name)) scope.set(name, { value: outer?.value, exported: outer?.exported });
    if (at !== -1) shell.vars.assign({ name, append: false, value: word.slice(at + 1), trace: '' }, scope);
  }
  return 0;
}

/** export and readonly. */
function marker(letter: 'x' | 'r', builtin: string) {
  return (shell: Shell, argv: readonly string[], frame: SimpleFrame): number | undefined => {
    const { vars } = shell;
    let at = 1;
    let remove = false;
    const flags = new Set<string>();
    for (; argv[at]?.startsWith('-') && argv[at]!.length > 1; at++) {
      if (argv[at] === '--') {
        at++;
        break;
      }
      for (const flag of argv[at]!.slice(1)) {
        if (!(shell.dialect.bash ? 'fnpaA' : 'pn').includes(flag)) {
          shell.complain(builtin, shell.dialect.bash ? `-${flag}: invalid option` : `Illegal option -${flag}`);
          if (shell.dialect.bash) shell.emit(2, builtin === 'export' ? 'export: usage: export [-fn] [name[=value] ...] or export -p\n' : 'readonly: usage: readonly [-aAf] [name[=value] ...] or readonly -p\n');
          return 2;
        }
        flags.add(flag);
      }
    }
    remove = flags.has('n');
    const words = argv.slice(at);
    if (words.length === 0 || flags.has('p')) {
      for (const name of vars.names()) {
        const variable = vars.find(name, false);
        if (!(letter === 'x' ? variable?.exported : variable?.readonly)) continue;
        if (shell.dialect.bash) shell.out(`${shell.declaration(name)}\n`);
        else shell.out(`${builtin} ${name}${variable!.value === undefined ? '' : `=${singleQuote(variable!.value)}`}\n`);
      }
      return 0;
    }
    if (flags.has('f')) {
      for (const name of words) {
        const definition = shell.state.functions.get(name);
        if (!definition) {
          shell.complain(builtin, `${name}: not a function`);
          return 1;
        }
        shell.state.functions.set(name, { ...definition, exported: !remove });
      }
      return 0;
    }
    let status = 0;
    for (let i = 0; i < words.length; i++) {
      const { name, assign } = splitAssign(shell, words[i]!, frame, at + i);
      if (!NAME.test(name)) {
        if (!shell.dialect.bash) throw new ShellError(`${builtin}: ${name}: bad variable name`, 2);
        shell.complain(builtin, `\`${words[i]}': not a valid identifier`);
        status = 1;
        continue;
      }
      const scope = owner(shell, name) ?? shell.state.scopes[0]!;
      if (!scope.has(name)) scope.set(name, {});
      const variable = scope.get(name)!;
      if (flags.has('a')) setFlag(variable, 'a', true);
      if (flags.has('A')) setFlag(variable, 'A', true);
      if (assign) {
        if (variable.readonly && shell.dialect.bash) {
          shell.warn(`${name}: readonly variable`);
          status = 1;
          continue;
        }
        vars.assign(assign);
      }
      setFlag(variable, letter, !remove);
    }
    return status;
  };
}

function unset(shell: Shell, argv: readonly string[]): number | undefined {
  let at = 1;
  let mode = '';
  for (; /^-[fvn]+$/.test(argv[at] ?? ''); at++) mode = argv[at]!.slice(1);
  let status = 0;
  for (const word of argv.slice(at)) {
    if (mode === 'f') {
      shell.state.functions.delete(word);
      continue;
    }
    const element = shell.dialect.bash ? /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(word) : null;
    const name = element ? element[1]! : word;
    if (!NAME.test(name)) {
      if (!shell.dialect.bash) throw new ShellError(`unset: ${word}: bad variable name`, 2);
      shell.complain('unset', `\`${word}': not a valid identifier`);
      status = 1;
      continue;
    }
    if (mode === 'n') {
      owner(shell, name)?.delete(name);
      continue;
    }
    if (!element && mode === '' && !shell.vars.find(name, false) && shell.dialect.bash) {
      shell.state.functions.delete(name);
      continue;
    }
    try {
      if (element && (element[2] === '@' || element[2] === '*') && !shell.vars.isAssoc(name)) shell.vars.unset(name);
      else shell.vars.unset(name, element?.[2]);
    } catch (error) {
      if (error instanceof ShellError && shell.dialect.name === 'dash') throw new ShellError(`unset: ${error.message}`);
      if (!(error instanceof ShellError) || !shell.dialect.bash) throw error;
      shell.complain('unset', error.message);
      status = 1;
    }
  }
  return status;
}

function evaluateLet(shell: Shell, argv: readonly string[]): number {
  if (argv.length < 2) {
    shell.complain('let', 'expression expected');
    return 1;
  }
  let value = 0n;
  for (const text of argv.slice(1)) {
    try {
      value = shell.vars.number(text);
    } catch (error) {
      if (!(error instanceof ShellError)) throw error;
      shell.complain('let', error.message);
      return 1;
    }
  }
  return value === 0n ? 1 : 0;
}

export const VARIABLE_BUILTINS: BuiltinTable = {
  declare: { run: declare, only: ['bash'] },
  typeset: { run: declare, only: ['bash'] },
  local: { run: (shell, argv, frame) => (shell.dialect.bash ? declare(shell, argv, frame) : localSimple(shell, argv)) },
  export: { run: marker('x', 'export') },
  readonly: { run: marker('r', 'readonly') },
  unset: { run: unset },
  let: { run: evaluateLet, only: ['bash', 'ash'] },
};
