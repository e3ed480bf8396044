import { evaluate, type Scope } from './hcl/evaluate';
import { HclError, type Attribute, type Block, type Value } from './hcl/ast';
import { typeOf } from './hcl/types';
import { convert, friendly, numberText, toBool, toText, typeName, valueJson, type Type } from './hcl/values';
import { parseCsv } from '../../../opts/csv';

/** A variable as `--list=variables` shows it. */
export interface Variable {
  name: string;
  description?: string;
  type?: string;
  value?: string;
}

export interface VariableOptions {
  /** What is set from outside: by --var, else in the environment. */
  lookup(name: string): string | undefined;
  /** BAKE_CMD_CONTEXT and BAKE_LOCAL_PLATFORM. */
  builtin: Readonly<Record<string, string>>;
}

/** Something that an expression needs can't be worked out. */
export class ResolveError extends Error {}

interface Resolver {
  value(name: string): Value | undefined;
  names(): string[];
  /** All variables, their rules checked. */
  all(): Variable[];
  /** Works out the attributes that stand outside of blocks. */
  checkGlobals(): void;
}

const RESERVED = ['group', 'target', 'function'];

function number(name: string, text: string): number {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) throw new ResolveError(`failed to parse ${name} as number: strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function bool(name: string, text: string): boolean {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(?:0|f|F|FALSE|false|False)$/.test(text)) return false;
  throw new ResolveError(`failed to parse ${name} as bool: strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function primitive(name: string, text: string, type: string): Value {
  if (type === 'number') return number(name, text);
  return type === 'bool' ? bool(name, text) : text;
}

/** A value from outside, as what the variable is: by its type, else by its default. */
function overridden(name: string, text: string, isJson: boolean, type: Type, byDefault: Value | undefined, typed: boolean): Value {
  if (typed && isJson) {
    try {
      return convert(JSON.parse(text) as Value, type);
    } catch (error) {
      throw new ResolveError(`failed to convert variable ${name} from JSON: ${(error as Error).message}`);
    }
  }
  if (typed && typeof type === 'object') {
    if (type.kind === 'object' || (type.kind !== 'tuple' && typeof type.of === 'object')) throw new ResolveError(`unsupported type ${typeName(type)} for variable ${name}`);
    const fields = text === '' ? [] : parseCsv(text);
    try {
      if (type.kind !== 'map') return convert(fields, type);
      return convert(Object.fromEntries(fields.map((field) => {
        const at = field.indexOf('=');
        if (at === -1) throw new Error(`expected key=value for ${name}: ${field}`);
        return [field.slice(0, at), field.slice(at + 1)];
      })), type);
    } catch (error) {
      throw new ResolveError(`failed to convert variable ${name} from CSV: ${(error as Error).message}`);
    }
  }
  if (typed && type !== 'any') return primitive(name, text, type as string);
  if (byDefault === undefined || byDefault === null) return text;
  if (typeof byDefault === 'object') throw new ResolveError(`unsupported type ${friendly(byDefault)} for variable ${name}`);
  return primitive(name, text, friendly(byDefault));
}

function shown(value: Value, type: Type | undefined): string {
  if (type !== undefined && type !== 'any') return type === 'string' ? toText(value) : valueJson(value);
  return typeof value === 'object' ? valueJson(value) : typeof value === 'number' ? numberText(value) : String(value);
}

/** The variables of all files, each worked out when it is first asked for (hclparser resolveValue). */
export function resolveVariables(blocks: readonly Block[], globals: ReadonlyMap<string, Attribute>, scope: Scope, options: VariableOptions): Resolver {
  const known = new Map<string, Value>();
  const running = new Set<string>();
  const declared = new Map(blocks.filter((block) => !RESERVED.includes(block.labels[0]!)).map((block) => [block.labels[0]!, block]));
  const part = (block: Block | undefined, name: string): Attribute | undefined => block?.body.attributes.find((attribute) => attribute.name === name);

  const resolve = (name: string): Value | undefined => {
    if (Object.hasOwn(options.builtin, name)) return options.builtin[name];
    const block = declared.get(name);
    const global = globals.get(name);
    if (!block && !global) return undefined;
    if (running.has(name)) throw new ResolveError(`variable cycle not allowed for ${name}`);
    running.add(name);
    const expr = (global ?? part(block, 'default'))?.expr;
    const typeExpr = global ? undefined : part(block, 'type')?.expr;
    const type = typeOf(typeExpr);
    const typed = typeExpr !== undefined;
    let value: Value | undefined;
    if (expr) {
      try {
        value = evaluate(expr, scope);
      } catch (error) {
        if (error instanceof ResolveError) throw new HclError('Invalid expression', error.message, expr.range);
        throw error;
      }
      try {
        value = convert(value, type);
      } catch (error) {
        throw new ResolveError(`invalid type ${typeName(type)} for variable ${name} default value: ${(error as Error).message}`);
      }
    }
    let text = options.lookup(name);
    let isJson = false;
    if ((text === undefined || typed) && !declared.has(`${name}_JSON`)) {
      const json = options.lookup(`${name}_JSON`);
      if (json !== undefined) [text, isJson] = [json, true];
    }
    if (text !== undefined && block) value = overridden(name, text, isJson, type, value, typed);
    return value ?? (expr || typed ? null : '');
  };

  const value = (name: string): Value | undefined => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const made = resolve(name);
    if (made !== undefined) known.set(name, made);
    return made;
  };

  const describe = ([name, block]: [string, Block]): Variable => {
    let result: Value;
    try {
      result = value(name)!;
    } catch (error) {
      if (error instanceof ResolveError) throw new HclError('Invalid value', error.message, block.body.missing);
      throw error;
    }
    const typeExpr = part(block, 'type')?.expr;
    const description = part(block, 'description');
    const type = typeExpr ? typeOf(typeExpr) : undefined;
    return {
      name,
      ...(description && { description: toText(evaluate(description.expr, scope)) }),
      ...(type !== undefined && { type: typeName(type) }),
      ...(result !== null && { value: shown(result, type) }),
    };
  };

  return {
    value,
    names: () => [...known.keys()],
    all: () => {
      const list = [...declared].map(describe);
      for (const block of declared.values()) checkRules(block, scope);
      return list;
    },
    checkGlobals: () => {
      for (const [name, attribute] of globals) {
        try {
          value(name);
        } catch (error) {
          if (error instanceof ResolveError) throw new HclError('Invalid attribute', error.message, attribute.range);
          throw error;
        }
      }
    },
  };
}

/** A variable's `validation` blocks. */
function checkRules(block: Block, scope: Scope): void {
  for (const { type, body } of block.body.blocks) {
    if (type !== 'validation') continue;
    const condition = body.attributes.find(({ name }) => name === 'condition');
    const message = body.attributes.find(({ name }) => name === 'error_message');
    if (!condition || !message) {
      throw new HclError('Missing required argument', `The argument "${condition ? 'error_message' : 'condition'}" is required, but no definition was found.`, body.missing);
    }
    const holds = evaluate(condition.expr, scope);
    if (holds === null) throw new HclError('Invalid condition result', 'Condition expression must return either true or false, not null.', condition.expr.range);
    let isTrue: boolean;
    try {
      isTrue = toBool(holds);
    } catch (error) {
      throw new HclError('Invalid condition result', `Invalid condition result value: ${(error as Error).message}`, condition.expr.range);
    }
    if (!isTrue) throw new HclError('Validation failed', String(evaluate(message.expr, scope)), condition.expr.range);
  }
}
