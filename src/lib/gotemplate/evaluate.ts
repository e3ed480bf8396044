import { byteLength } from '../govalue/bytes';
import { quote } from '../govalue/quote';
import { fieldNamed, fieldValue, indirect, isExported, mapIndex, zeroRaw } from '../govalue/reflect';
import { ANY, BOOL, COMPLEX128, elem, FLOAT64, GoError, INT, STRING, type GoFunc, type GoType, type Value } from '../govalue/types';
import { TemplateError } from './error';
import { BUILTINS, call, REFLECT } from './functions';
import { show, type CommandNode, type Node, type NumberNode, type Operand, type PipeNode, type Tree, type VariableNode } from './nodes';
import { truth } from './truth';

/** In place of a pipeline's previous value when there is none. */
const MISSING = Symbol('missing');
type Final = Value | undefined | typeof MISSING;

export interface ExecOptions {
  functions: Readonly<Record<string, GoFunc>>;
  missingKey: 'default' | 'zero' | 'error';
  trees: ReadonlyMap<string, Tree>;
}

/** Evaluates a template's pipelines, commands, fields and calls (text/template/exec.go, evalPipeline and below). */
export class Evaluator {
  out = '';
  /** What is being evaluated: where a complaint points. */
  protected node: Node | undefined;
  protected variables: { name: string; value: Value | undefined }[] = [];

  constructor(
    private readonly name: string,
    protected tree: Tree,
    protected readonly options: ExecOptions,
  ) {}

  protected fail(message: string): never {
    const before = this.tree.text.slice(0, this.node?.pos ?? 0);
    const newline = before.lastIndexOf('\n');
    const line = before.split('\n').length;
    const column = byteLength(before.slice(newline + 1));
    const context = this.node ? show(this.node, quote) : '';
    throw new TemplateError(
      `template: ${this.name}:${line}:${column}: executing ${quote(this.tree.name)} at <${context}>: ${message}`,
      'exec',
      this.out,
    );
  }

  protected setVariable(name: string, value: Value | undefined): void {
    const variable = this.variables.findLast((entry) => entry.name === name);
    if (!variable) this.fail(`undefined variable: ${name}`);
    variable.value = value;
  }

  protected pipeline(dot: Value | undefined, pipe: PipeNode): Value | undefined {
    this.node = pipe;
    let value: Final = MISSING;
    for (const command of pipe.commands) {
      value = this.command(dot, command, value);
      if (value?.type.kind === 'interface' && !value.type.hasMethods) value = elem(value);
    }
    const result = value === MISSING ? undefined : value;
    for (const variable of pipe.declared) {
      if (pipe.isAssign) this.setVariable(variable.idents[0]!, result);
      else this.variables.push({ name: variable.idents[0]!, value: result });
    }
    return result;
  }

  private notAFunction(args: readonly Operand[], final: Final): void {
    if (args.length > 1 || final !== MISSING) this.fail(`can't give argument to non-function ${show(args[0]!, quote)}`);
  }

  private command(dot: Value | undefined, command: CommandNode, final: Final): Value | undefined {
    const first = command.args[0]!;
    switch (first.type) {
      case 'field':
        this.node = first;
        return this.fieldChain(dot, dot, first, first.idents, command.args, final);
      case 'chain':
        return this.chain(dot, first, command.args, final);
      case 'identifier':
        return this.callFunction(dot, first.name, first, command, command.args, final);
      case 'pipe':
        this.notAFunction(command.args, final);
        return this.pipeline(dot, first);
      case 'variable':
        return this.variable(dot, first, command.args, final);
    }
    this.node = first;
    this.notAFunction(command.args, final);
    if (first.type === 'nil') this.fail('nil is not a command');
    return this.literal(dot, first);
  }

  private literal(dot: Value | undefined, node: Operand): Value | undefined {
    switch (node.type) {
      case 'bool':
        return { type: BOOL, raw: node.value };
      case 'dot':
        return dot;
      case 'number':
        return this.constant(node);
      case 'string':
        return { type: STRING, raw: node.text };
      default:
        return this.fail(`can't evaluate command ${quote(show(node, quote))}`);
    }
  }

  private constant(node: NumberNode): Value | undefined {
    this.node = node;
    if (node.complex) return { type: COMPLEX128, raw: node.complex };
    const isHexInteger = /^0[xX]/.test(node.text) && !/[pP]/.test(node.text);
    if (node.float !== undefined && !isHexInteger && !node.text.startsWith("'") && /[.eEpP]/.test(node.text)) return { type: FLOAT64, raw: node.float };
    if (node.int !== undefined) return { type: INT, raw: toRaw(node.int) };
    return this.fail(`${node.text} overflows int`);
  }

  private variable(dot: Value | undefined, node: VariableNode, args: readonly Operand[] | undefined, final: Final): Value | undefined {
    this.node = node;
    const entry = this.variables.findLast((candidate) => candidate.name === node.idents[0]);
    if (!entry) this.fail(`undefined variable: ${node.idents[0]}`);
    if (node.idents.length > 1) return this.fieldChain(dot, entry.value, node, node.idents.slice(1), args, final);
    this.notAFunction(args ?? [node], final);
    return entry.value;
  }

  private chain(dot: Value | undefined, node: Extract<Operand, { type: 'chain' }>, args: readonly Operand[] | undefined, final: Final): Value | undefined {
    this.node = node;
    if (node.node.type === 'nil') this.fail(`indirection through explicit nil in ${show(node, quote)}`);
    return this.fieldChain(dot, this.argument(dot, undefined, node.node), node, node.fields, args, final);
  }

  private fieldChain(
    dot: Value | undefined,
    receiver: Value | undefined,
    node: Node,
    idents: readonly string[],
    args: readonly Operand[] | undefined,
    final: Final,
  ): Value | undefined {
    const last = idents.length - 1;
    for (const ident of idents.slice(0, last)) receiver = this.field(dot, ident, node, undefined, MISSING, receiver);
    return this.field(dot, idents[last]!, node, args, final, receiver);
  }

  private field(
    dot: Value | undefined,
    name: string,
    node: Node,
    args: readonly Operand[] | undefined,
    final: Final,
    original: Value | undefined,
  ): Value | undefined {
    if (!original) {
      if (this.options.missingKey === 'error') this.fail(`nil data; no entry for key ${quote(name)}`);
      return undefined;
    }
    const typeName = original.type.name;
    const { value: receiver, isNil } = indirect(original);
    if (!receiver || (receiver.type.kind === 'interface' && isNil)) this.fail(`nil pointer evaluating ${typeName}.${name}`);
    const target = receiver.type.kind === 'pointer' ? receiver.type.elem! : receiver.type;
    const method = target.methods && Object.hasOwn(target.methods, name) ? target.methods[name] : undefined;
    if (method) return this.invoke(dot, method, undefined, node, name, args, final, receiver);
    const hasArgs = (args?.length ?? 0) > 1 || final !== MISSING;
    switch (receiver.type.kind) {
      case 'struct': {
        const field = fieldNamed(receiver.type, name);
        if (!field) break;
        if (!isExported(name)) this.fail(`${name} is an unexported field of struct type ${typeName}`);
        if (hasArgs) this.fail(`${name} has arguments but cannot be invoked as function`);
        return fieldValue(receiver, field);
      }
      case 'map': {
        if (receiver.type.key!.kind !== 'string' || receiver.type.key!.name !== 'string') break;
        if (hasArgs) this.fail(`${name} is not a method but has arguments`);
        const found = mapIndex(receiver, name);
        if (found || this.options.missingKey === 'default') return found;
        if (this.options.missingKey === 'error') this.fail(`map has no entry for key ${quote(name)}`);
        return { type: receiver.type.elem!, raw: zeroRaw(receiver.type.elem!) };
      }
      case 'pointer':
        if (target.kind === 'struct' && !fieldNamed(target, name)) break;
        this.fail(`nil pointer evaluating ${typeName}.${name}`);
    }
    return this.fail(`can't evaluate field ${name} in type ${typeName}`);
  }

  private callFunction(
    dot: Value | undefined,
    name: string,
    node: Node,
    command: Node,
    args: readonly Operand[] | undefined,
    final: Final,
  ): Value | undefined {
    this.node = node;
    const own = this.options.functions[name];
    const fn = own ?? BUILTINS[name];
    if (!fn) this.fail(`${quote(name)} is not a defined function`);
    return this.invoke(dot, fn, own ? undefined : name, command, name, args, final);
  }

  /** evalCall: checks the number of arguments, evaluates each for its parameter's type, and calls. */
  private invoke(
    dot: Value | undefined,
    fn: GoFunc,
    builtin: string | undefined,
    node: Node,
    name: string,
    operands: readonly Operand[] | undefined,
    final: Final,
    receiver?: Value,
  ): Value | undefined {
    const args = operands?.slice(1) ?? [];
    const given = args.length + (final === MISSING ? 0 : 1);
    const fixed = fn.variadic ? fn.in.length - 1 : args.length;
    if (fn.variadic) {
      if (given < fixed) this.fail(`wrong number of args for ${name}: want at least ${fixed} got ${args.length}`);
    } else if (given !== fn.in.length) this.fail(`wrong number of args for ${name}: want ${fn.in.length} got ${given}`);

    if (builtin === 'and' || builtin === 'or') {
      let value: Value | undefined;
      for (const arg of args) {
        value = this.argument(dot, REFLECT, arg);
        if (truth(value) === (builtin === 'or')) return value;
      }
      return final === MISSING ? value : final;
    }

    const typeOf = (i: number): GoType => fn.in[Math.min(i, fn.in.length - 1)]!;
    const values = args.map((arg, i) => this.argument(dot, typeOf(i), arg));
    if (final !== MISSING) values.push(this.validate(final, fn.variadic ? typeOf(given - 1) : fn.in[fn.in.length - 1]!));
    const passed = values.map((value, i) => (typeOf(i).kind === 'interface' && value?.type.kind === 'interface' ? elem(value) : value));
    try {
      if (builtin === 'call') return call(args.length === 0 ? describeFinal(final) : show(args[0]!, quote), passed);
      return fn.call(passed, receiver);
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      this.node = node;
      return this.fail(`error calling ${name}: ${error.message}`);
    }
  }

  /** Checks that a value can be given for a type, taking it out of interfaces and pointers where that helps. */
  private validate(value: Value | undefined, type: GoType | undefined): Value | undefined {
    if (!value) {
      if (!type || type === REFLECT) return undefined;
      if (canBeNil(type)) return type.kind === 'interface' ? undefined : { type, raw: null };
      this.fail(`invalid value; expected ${type.name}`);
    }
    if (!type || type === REFLECT || assignable(value.type, type)) return value;
    let candidate = value;
    if (value.type.kind === 'interface') {
      const inner = elem(value);
      if (inner) {
        if (assignable(inner.type, type)) return inner;
        candidate = inner;
      }
    }
    if (candidate.type.kind === 'pointer' && assignable(candidate.type.elem!, type)) {
      const target = elem(candidate);
      if (!target) this.fail(`dereference of nil pointer of type ${type.name}`);
      return target;
    }
    return this.fail(`wrong type for value; expected ${type.name}; got ${candidate.type.name}`);
  }

  /** evalArg: an operand as an argument of a type; no type takes anything. */
  private argument(dot: Value | undefined, type: GoType | undefined, node: Operand): Value | undefined {
    this.node = node;
    switch (node.type) {
      case 'dot':
        return this.validate(dot, type);
      case 'nil':
        if (type && (type === REFLECT || canBeNil(type))) return type === REFLECT || type.kind === 'interface' ? undefined : { type, raw: null };
        return this.fail(`cannot assign nil to ${type?.name}`);
      case 'field':
        return this.validate(this.fieldChain(dot, dot, node, node.idents, [node], MISSING), type);
      case 'variable':
        return this.validate(this.variable(dot, node, undefined, MISSING), type);
      case 'pipe':
        return this.validate(this.pipeline(dot, node), type);
      case 'identifier':
        return this.validate(this.callFunction(dot, node.name, node, node, undefined, MISSING), type);
      case 'chain':
        return this.validate(this.chain(dot, node, undefined, MISSING), type);
    }
    const target = type ?? ANY;
    if (target === REFLECT || (target.kind === 'interface' && !target.hasMethods)) return this.literal(dot, node);
    switch (target.kind) {
      case 'bool':
        if (node.type === 'bool') return { type: target, raw: node.value };
        return this.fail(`expected bool; found ${show(node, quote)}`);
      case 'string':
        if (node.type === 'string') return { type: target, raw: node.text };
        return this.fail(`expected string; found ${show(node, quote)}`);
      case 'int':
        if (node.type === 'number' && node.int !== undefined) return { type: target, raw: toRaw(node.int) };
        return this.fail(`expected integer; found ${show(node, quote)}`);
      case 'uint':
        if (node.type === 'number' && node.uint !== undefined) return { type: target, raw: toRaw(node.uint) };
        return this.fail(`expected unsigned integer; found ${show(node, quote)}`);
      case 'float':
        if (node.type === 'number' && node.float !== undefined) return { type: target, raw: node.float };
        return this.fail(`expected float; found ${show(node, quote)}`);
      default:
        return this.fail(`can't handle ${show(node, quote)} for arg of type ${target.name}`);
    }
  }
}

function toRaw(integer: bigint): number | bigint {
  return integer >= BigInt(Number.MIN_SAFE_INTEGER) && integer <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(integer) : integer;
}

function canBeNil(type: GoType): boolean {
  return ['interface', 'map', 'pointer', 'slice', 'func'].includes(type.kind);
}

function assignable(from: GoType, to: GoType): boolean {
  return (to.kind === 'interface' && !to.hasMethods) || from.name === to.name;
}

/** reflect.Value.String() of call's callee when it came by the pipeline. */
function describeFinal(final: Final): string {
  if (final === MISSING || !final) return '<invalid Value>';
  return final.type.kind === 'string' ? (final.raw as string) : `<${final.type.name} Value>`;
}
