import type { Sys } from '../../machine/sys';
import { evaluate, ArithError, type ArithScope } from '../expand/arith';
import { encode } from '../text';
import { ShellError } from './errors';
import type { ReadyAssign, ShellState, Variable } from './state';

const UNSETTABLE_ARRAYS = new Set(['FUNCNAME', 'BASH_SOURCE', 'BASH_LINENO', 'GROUPS', 'DIRSTACK', 'PIPESTATUS']);

/** The order in which bash walks an associative array: FNV-1 hash into 1024 buckets, newest first (hashlib.c). */
export function assocKeys(assoc: ReadonlyMap<string, string>): string[] {
  let buckets = 1024;
  while (assoc.size >= buckets * 2) buckets *= 4;
  const keyed = [...assoc.keys()].map((key, order) => {
    let hash = 2166136261;
    for (const byte of encode(key)) hash = (Math.imul(hash, 16777619) ^ byte) >>> 0;
    return { key, order, bucket: hash & (buckets - 1) };
  });
  return keyed.sort((a, b) => a.bucket - b.bucket || b.order - a.order).map((entry) => entry.key);
}

export function arrayKeys(array: ReadonlyMap<number, string>): number[] {
  return [...array.keys()].sort((a, b) => a - b);
}

/** References that lead further than this are taken for circular (bash: NAMEREF_MAX). */
const NAMEREF_DEPTH = 8;

/** Shell variables with dynamic scope, attributes, and those that the shell computes. */
export class Variables {
  constructor(private readonly state: ShellState, private readonly sys: Sys, private readonly bash: boolean) {}

  /** The variable in force, through name references. */
  find(name: string, follow = true, depth = 0): Variable | undefined {
    for (let i = this.state.scopes.length - 1; i >= 0; i--) {
      const variable = this.state.scopes[i]!.get(name);
      if (variable) return follow && variable.nameref && variable.value && variable.value !== name && depth < NAMEREF_DEPTH ? this.find(variable.value.replace(/\[.*/, ''), true, depth + 1) : variable;
    }
    return undefined;
  }

  /** Where a name reference leads. */
  resolve(name: string, depth = 0): { name: string; index?: string } {
    const variable = this.find(name, false);
    if (!variable?.nameref || !variable.value || depth > NAMEREF_DEPTH) return { name };
    const match = /^([A-Za-z_]\w*)(?:\[(.*)\])?$/.exec(variable.value);
    if (!match) return { name };
    if (match[2] !== undefined) return { name: match[1]!, index: match[2] };
    return this.resolve(match[1]!, depth + 1);
  }

  /** A scalar's value, an array's element 0. */
  get(name: string): string | undefined {
    const dynamic = this.dynamic(name);
    if (dynamic !== undefined) return dynamic;
    const target = this.resolve(name);
    if (target.index !== undefined) return this.element(target.name, target.index);
    const variable = this.find(target.name, false);
    // A reference is what is left of a circle of them.
    if (!variable || (variable.nameref && target.name !== variable.value && this.find(variable.value ?? '', false)?.nameref)) return undefined;
    if (variable.array) return variable.array.get(0);
    if (variable.assoc) return variable.assoc.get('0');
    return variable.value;
  }

  private dynamic(name: string): string | undefined {
    switch (name) {
      case 'LINENO':
        return this.state.dialect === 'dash' ? undefined : String(this.state.dialect === 'ash' && this.state.fromString ? this.state.line - 1 : this.state.line);
      default:
    }
    if (!this.bash || this.state.scopes[0]!.has(`!${name}`)) return undefined;
    switch (name) {
      case 'RANDOM':
        this.state.randomSeed = this.state.randomSeed === 0 ? this.sys.random.below(0x7fffffff) + 1 : this.state.randomSeed;
        this.state.randomSeed = minstd(this.state.randomSeed);
        return String(((this.state.randomSeed >>> 16) ^ (this.state.randomSeed & 65535)) & 32767);
      case 'SRANDOM':
        return String(this.sys.random.below(0x7fffffff));
      case 'SECONDS':
        return String(Math.floor((this.sys.now() - this.state.startMs) / 1000) + this.state.secondsBase);
      case 'EPOCHSECONDS':
        return String(Math.floor(this.sys.now() / 1000));
      case 'EPOCHREALTIME':
        return (this.sys.now() / 1000).toFixed(6);
      case 'BASHPID':
        return String(this.sys.pid);
      case 'BASH_SUBSHELL':
        return String(this.state.depth);
      case 'BASH_COMMAND':
        return this.state.command;
      case 'SHELLOPTS':
        return [...this.state.options].filter((o) => o !== 'stdin' && o !== 'command').sort().join(':');
      case 'BASHOPTS':
        return [...this.state.shopts].sort().join(':');
      case 'HISTCMD':
        return String(this.state.history.length + 1);
      case 'FUNCNAME': case 'BASH_SOURCE': case 'BASH_LINENO': case 'DIRSTACK': case 'GROUPS': case 'PIPESTATUS':
        return this.computedArray(name)![0];
      default:
        return undefined;
    }
  }

  /** Arrays that are views of the shell. */
  private computedArray(name: string): string[] | undefined {
    if (!this.bash || !UNSETTABLE_ARRAYS.has(name)) return undefined;
    if (name === 'GROUPS') return [...new Set([this.sys.credentials.gid, ...this.sys.credentials.groups])].map(String);
    if (name === 'PIPESTATUS') return this.state.pipeStatus.map(String);
    if (name === 'DIRSTACK') return [this.sys.cwd(), ...this.state.dirs];
    const frames = [...this.state.callers, ...this.state.frames];
    const calls = frames.filter((f) => f.t === 'call' || (f.t === 'source' && f.kind === 'dot')).reverse();
    const bottom = frames.find((f) => f.t === 'source' && f.kind === 'main');
    const main = bottom?.t === 'source' ? bottom.name : undefined;
    if (name === 'FUNCNAME') {
      const names = calls.map((f) => (f.t === 'call' ? f.name : 'source'));
      return calls.some((f) => f.t === 'call') ? (main ? [...names, 'main'] : names) : [];
    }
    if (name === 'BASH_SOURCE') return [...calls.map((f) => (f.t === 'call' ? f.source : f.t === 'source' ? f.name : '')), ...(main ? [main] : [])];
    return [...calls.map((f) => String(f.t === 'call' ? f.callLine : f.t === 'source' ? f.outerLine ?? 0 : 0)), ...(main ? ['0'] : [])];
  }

  /** Keys of an array, '0' of a set scalar. */
  keys(name: string): string[] {
    const computed = this.computedArray(name);
    if (computed) return computed.map((_, i) => String(i));
    const variable = this.find(name);
    if (!variable) return this.get(name) === undefined ? [] : ['0'];
    if (variable.array) return arrayKeys(variable.array).map(String);
    if (variable.assoc) return assocKeys(variable.assoc);
    return variable.value === undefined ? [] : ['0'];
  }

  values(name: string): string[] {
    const computed = this.computedArray(name);
    if (computed) return computed;
    const variable = this.find(name);
    if (!variable) return [this.get(name)].filter((v) => v !== undefined);
    if (variable.array) return arrayKeys(variable.array).map((key) => variable.array!.get(key)!);
    if (variable.assoc) return assocKeys(variable.assoc).map((key) => variable.assoc!.get(key)!);
    return variable.value === undefined ? [] : [variable.value];
  }

  /** An element; negative subscripts count from the end. */
  element(name: string, index: string): string | undefined {
    const computed = this.computedArray(name);
    if (computed) return computed.at(Number(this.number(index)));
    const variable = this.find(name);
    if (variable?.assoc) return variable.assoc.get(index);
    let key = Number(this.number(index));
    if (!variable?.array) return key === 0 || key === -1 ? this.get(name) : undefined;
    if (key < 0) key += Math.max(-1, ...variable.array.keys()) + 1;
    return variable.array.get(key);
  }

  isAssoc(name: string): boolean {
    return this.find(name)?.assoc !== undefined;
  }

  isArray(name: string): boolean {
    const variable = this.find(name);
    return variable?.array !== undefined || variable?.assoc !== undefined || this.computedArray(name) !== undefined;
  }

  /** Arithmetic on these variables. */
  number(source: string): bigint {
    try {
      return evaluate(source, this.arithScope());
    } catch (error) {
      if (error instanceof ArithError) throw new ShellError(this.arithMessage(source, error));
      throw error;
    }
  }

  arithMessage(source: string, error: ArithError): string {
    if (this.state.dialect === 'ash') return error.reason === 'division by 0' ? 'divide by zero' : 'arithmetic syntax error';
    if (!this.bash && error.reason === 'illegal number') return `Illegal number: ${error.token}`;
    if (!this.bash) return `arithmetic expression: ${error.reason === 'expecting EOF' ? error.reason : error.reason === 'division by 0' ? 'division by zero' : error.reason.startsWith("missing `)'") ? "expecting ')'" : 'expecting primary'}: "${source}"`;
    return `${source.replace(/^\s+/, '')}: ${error.reason} (error token is "${error.token}")`;
  }

  arithScope(): ArithScope {
    return {
      get: (name, index) => (index === undefined ? this.get(name) : this.element(name, index)),
      set: (name, index, value) => this.assign({ name, index, append: false, value, trace: '' }),
      nounset: this.bash && this.state.options.has('nounset'),
      unbound: (name) => {
        throw new ShellError(`${name}: ${this.bash ? 'unbound variable' : 'parameter not set'}`, !this.bash ? 2 : this.state.fromString ? 127 : 1, { exits: true });
      },
      isAssoc: (name) => this.isAssoc(name),
      extended: this.state.dialect !== 'dash',
    };
  }

  /** Assigns to the variable in force, else to a new global one. */
  set(name: string, value: string): void {
    this.assign({ name, append: false, value, trace: '' });
  }

  private ensure(name: string, scope?: Map<string, Variable>): Variable {
    let variable = scope ? scope.get(name) : this.find(name, false);
    if (!variable) {
      variable = {};
      (scope ?? this.state.scopes[0]!).set(name, variable);
    }
    return variable;
  }

  checkWritable(name: string, variable: Variable | undefined): void {
    if (variable?.readonly) throw new ShellError(this.bash ? `${name}: readonly variable` : `${name}: is read only`, this.bash ? 1 : 2);
  }

  assign(assign: ReadyAssign, scope?: Map<string, Variable>): void {
    const target = scope ? { name: assign.name } : this.resolve(assign.name);
    const name = target.name;
    const index = assign.index ?? ('index' in target ? target.index : undefined);
    if (this.bash && (name === 'SECONDS' || name === 'RANDOM') && !scope) {
      const n = Number.parseInt(assign.value ?? '0', 10) || 0;
      if (name === 'RANDOM') this.state.randomSeed = n;
      else {
        this.state.secondsBase = n;
        this.state.startMs = this.sys.now();
      }
      return;
    }
    const existing = scope ? scope.get(name) : this.find(name, false);
    this.checkWritable(name, existing);
    const variable = existing ?? this.ensure(name, scope);
    if (assign.items) this.assignItems(variable, assign);
    else this.assignValue(name, variable, index, assign.append, assign.value ?? '');
    if (this.state.options.has('allexport')) variable.exported = true;
    if (name === 'OPTIND') this.state.optChar = 0;
    if (name === 'PATH') this.state.hash.clear();
    // A pattern to ignore makes names with a dot ordinary ones, until it is unset.
    if (name === 'GLOBIGNORE' && this.bash && variable.value) this.state.shopts.add('dotglob');
  }

  private assignItems(variable: Variable, assign: ReadyAssign): void {
    if (!assign.append) {
      if (variable.assoc) variable.assoc = new Map();
      else {
        variable.array = new Map();
        delete variable.value;
      }
    } else if (!variable.array && !variable.assoc) {
      variable.array = new Map(variable.value === undefined ? [] : [[0, variable.value]]);
      delete variable.value;
    }
    if (variable.assoc) {
      const items = assign.items!;
      for (let i = 0; i < items.length; i++) {
        const item = items[i]!;
        if (item.index !== undefined) variable.assoc.set(item.index, this.cook(variable, item.append ? (variable.assoc.get(item.index) ?? '') + item.value : item.value));
        else {
          variable.assoc.set(item.value, this.cook(variable, items[i + 1]?.value ?? ''));
          i++;
        }
      }
      return;
    }
    const array = variable.array!;
    let next = array.size === 0 ? 0 : Math.max(...array.keys()) + 1;
    for (const item of assign.items!) {
      if (item.index !== undefined) next = Number(this.number(item.index));
      array.set(next, this.cook(variable, item.append ? (array.get(next) ?? '') + item.value : item.value));
      next++;
    }
  }

  private assignValue(name: string, variable: Variable, index: string | undefined, append: boolean, value: string): void {
    const join = (old: string | undefined): string => {
      if (!append) return this.cook(variable, value);
      if (variable.integer) return (this.number(old ?? '0') + this.number(value)).toString();
      return this.cook(variable, (old ?? '') + value);
    };
    if (index === undefined && !variable.array && !variable.assoc) {
      variable.value = join(variable.value);
      return;
    }
    if (variable.assoc) {
      const key = index ?? '0';
      variable.assoc.set(key, join(variable.assoc.get(key)));
      return;
    }
    if (!variable.array) {
      variable.array = new Map(variable.value === undefined ? [] : [[0, variable.value]]);
      delete variable.value;
    }
    let key = index === undefined ? 0 : Number(this.number(index));
    if (key < 0) key += Math.max(-1, ...variable.array.keys()) + 1;
    if (key < 0) throw new ShellError(`${name}[${index}]: bad array subscript`);
    variable.array.set(key, join(variable.array.get(key)));
  }

  /** Applies the attributes -i -l -u to a value. */
  private cook(variable: Variable, value: string): string {
    if (variable.integer) return this.number(value).toString();
    if (variable.lower) return value.toLowerCase();
    if (variable.upper) return value.toUpperCase();
    return value;
  }

  /** A local variable of the running function. */
  local(name: string): Variable {
    const scope = this.state.scopes[this.state.scopes.length - 1]!;
    let variable = scope.get(name);
    if (!variable) {
      variable = {};
      scope.set(name, variable);
    }
    return variable;
  }

  unset(name: string, index?: string): void {
    const target = this.resolve(name);
    if (name === 'GLOBIGNORE') this.state.shopts.delete('dotglob');
    if (index !== undefined) {
      const variable = this.find(target.name);
      this.checkWritable(name, variable);
      if (variable?.assoc) variable.assoc.delete(index);
      else if (variable?.array) {
        let key = Number(this.number(index));
        if (key < 0) key += Math.max(-1, ...variable.array.keys()) + 1;
        variable.array.delete(key);
      }
      return;
    }
    for (let i = this.state.scopes.length - 1; i >= 0; i--) {
      const scope = this.state.scopes[i]!;
      const variable = scope.get(target.name);
      if (!variable) continue;
      if (variable.readonly) throw new ShellError(this.bash ? `${name}: cannot unset: readonly variable` : `${name}: is read only`, this.bash ? 1 : 2);
      // In its own function a local stays local although it is unset; from below, what it hid is seen again.
      if (i > 0 && (!this.bash || i === this.state.scopes.length - 1)) scope.set(target.name, {});
      else scope.delete(target.name);
      return;
    }
  }

  /** Names of variables that are set, sorted. */
  names(): string[] {
    const names = new Set<string>();
    for (const scope of this.state.scopes) for (const name of scope.keys()) names.add(name);
    return [...names].filter((name) => !name.startsWith('!')).sort();
  }

  /** The environment of commands. */
  environment(): Record<string, string> {
    const env: Record<string, string> = {};
    const names = new Set<string>();
    for (const scope of this.state.scopes) for (const name of scope.keys()) names.add(name);
    for (const name of names) {
      const variable = this.find(name, false);
      if (variable?.exported && variable.value !== undefined) env[name] = variable.value;
    }
    return env;
  }
}

/** Bash's generator (lib/sh/random.c, intrand32). */
function minstd(last: number): number {
  const value = last === 0 ? 123459876 : last;
  const high = Math.floor(value / 127773);
  const low = value - 127773 * high;
  const next = 16807 * low - 2836 * high;
  return next < 0 ? next + 0x7fffffff : next;
}
