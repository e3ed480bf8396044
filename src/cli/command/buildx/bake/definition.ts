import { attributeOf, checkFunction, userFunction } from './functions';
import { child, evaluate, type Scope } from './hcl/evaluate';
import { functionNames, type FunctionHost } from './hcl/call';
import { HclError, startRange, throwAll, type Block, type Body, type Expr, type Range, type Value } from './hcl/ast';
import { convert, friendly, isObject, Unsuitable, type Type } from './hcl/values';
import { parseEntry } from './entries';
import { FIELDS, mergeTarget, type Config, type Entry, type Group, type Target } from './target';
import { resolveVariables, ResolveError, type Variable, type VariableOptions } from './variables';

const TARGET_NAME = /^[a-zA-Z0-9_-]+$/;

/** Throws unless a name can be a target's (bake validateTargetName). */
export function checkTargetName(name: string): void {
  if (!TARGET_NAME.test(name)) throw new Error('only "[a-zA-Z0-9_-]+" are allowed');
}

export interface Definition extends Config {
  variables: Variable[];
}

/** One target of a block: with a matrix there are several. */
interface Instance {
  block: Block;
  name: string;
  scope: Scope;
  values: Map<string, Value>;
  running: Set<string>;
}

/** Evaluates files in HCL and its JSON together (bake hclparser.Parse). Throws HclError. */
export function readDefinition(bodies: readonly Body[], options: VariableOptions & { host: FunctionHost }): Definition {
  const all = bodies.flatMap((body) => body.blocks);
  for (const block of all) checkLabels(block);
  const globals = new Map(bodies.flatMap((body) => body.attributes).map((attribute) => [attribute.name, attribute]));
  const functions = new Map(all.filter((block) => block.type === 'function').map((block) => [block.labels[0]!, block]));
  const instances: Instance[] = [];
  const lazy: Record<string, Value> = {};
  const scope: Scope = {
    variable: (name) => (name === 'target' ? lazy : variables.value(name)),
    names: () => variables.names(),
    userFunction: (name) => userFunction(functions.get(name), scope),
    functionNames: () => [...functions.keys(), ...functionNames()],
    host: options.host,
  };
  const variables = resolveVariables(all.filter((block) => block.type === 'variable'), globals, scope, options);
  const list = variables.all();
  for (const [name, block] of functions) checkFunction(name, block);
  const renamed = new Map<string, string[]>();
  const groups: Group[] = [];
  for (const block of all) {
    if (block.type !== 'target') continue;
    const made = instancesOf(block, scope);
    instances.push(...made);
    for (const instance of made) Object.defineProperty(lazy, instance.name, { enumerable: true, configurable: true, get: () => attributesOf(instance) });
    if (block.body.attributes.some(({ name }) => name === 'matrix')) renamed.set(block.labels[0]!, [...(renamed.get(block.labels[0]!) ?? []), ...made.map(({ name }) => name)]);
  }
  const errors: HclError[] = [];
  for (const block of all.filter(({ type }) => type === 'group')) {
    const group = groupOf(block, scope, errors);
    const at = groups.findIndex(({ name }) => name === group.name);
    if (at === -1) groups.push(group);
    else groups[at] = group;
  }
  const targets: Target[] = [];
  for (const instance of instances) {
    const target = targetOf(instance, errors);
    const before = targets.find(({ name }) => name === target.name);
    if (before) mergeTarget(before, target);
    else targets.push(target);
  }
  throwAll(errors);
  for (const [name, names] of renamed) groups.push({ name, targets: [...new Set(names)] });
  variables.checkGlobals();
  return { groups, targets, variables: list };
}

/** The brace that opens a block. */
function opening({ missing }: Body): Range {
  return { ...missing, end: { ...missing.start, column: missing.start.column + 1, byte: missing.start.byte + 1 } };
}

function checkLabels({ type, labels, labelRanges, body }: Block): void {
  if (!['target', 'group', 'variable', 'function'].includes(type)) return;
  if (labels.length === 0) throw new HclError(`Missing name for ${type}`, `All ${type} blocks must have 1 labels (name).`, opening(body));
  if (labels.length > 1) throw new HclError(`Extraneous label for ${type}`, `Only 1 labels (name) are expected for ${type} blocks.`, labelRanges[1]!);
}

/** The value of an attribute, what can't be resolved told at its place. */
export function valueOf(expr: Expr, scope: Scope): Value {
  try {
    return evaluate(expr, scope);
  } catch (error) {
    if (error instanceof ResolveError) throw new HclError('Invalid expression', error.message, expr.range);
    throw error;
  }
}

/** The targets of a block: one, or as many as its matrix has combinations. */
function instancesOf(block: Block, scope: Scope): Instance[] {
  const invalid = (message: string): HclError => new HclError('Invalid name', message, block.labelRanges[0]!);
  const matrix = attributeOf(block.body, 'matrix');
  const nameAttribute = attributeOf(block.body, 'name');
  const make = (name: string, inner: Scope): Instance => {
    try {
      checkTargetName(name);
    } catch (error) {
      throw invalid((error as Error).message);
    }
    return { block, name, scope: inner, values: new Map(), running: new Set() };
  };
  make(block.labels[0]!, scope);
  if (!matrix) {
    if (nameAttribute) throw invalid('name requires matrix');
    return [make(block.labels[0]!, scope)];
  }
  const values = valueOf(matrix.expr, scope);
  if (values === null || !isObject(values)) throw invalid('matrix must be a map');
  let rows: Record<string, Value>[] = [{}];
  for (const key of Object.keys(values)) {
    const list = values[key]!;
    if (!Array.isArray(list)) throw invalid('matrix values must be a list');
    rows = list.flatMap((item) => rows.map((row) => ({ ...row, [key]: item })));
  }
  const made = rows.map((row) => {
    const inner = child(scope, row);
    return make(nameAttribute ? String(convert(valueOf(nameAttribute.expr, inner), 'string')) : block.labels[0]!, inner);
  });
  const twice = made.find(({ name }, i) => made.findIndex((other) => other.name === name) !== i);
  if (twice) throw invalid(`duplicate name "${twice.name}"`);
  return made;
}

/** A target's attributes for others to refer to, worked out when they are read. */
function attributesOf(instance: Instance): Record<string, Value> {
  const out: Record<string, Value> = {};
  for (const field of ['name', ...Object.keys(FIELDS)]) {
    Object.defineProperty(out, field, { enumerable: true, get: () => (field === 'name' ? instance.name : attributeValue(instance, field)) });
  }
  return out;
}

function attributeValue(instance: Instance, field: string): Value {
  const attribute = attributeOf(instance.block.body, field);
  if (!attribute) return null;
  const known = instance.values.get(field);
  if (known !== undefined) return known;
  if (instance.running.has(field)) throw new ResolveError(`reference cycle not allowed for target.${instance.name}.${field}`);
  instance.running.add(field);
  try {
    const value = suited(valueOf(attribute.expr, instance.scope), attribute.expr, (FIELDS as Record<string, Type | 'entries'>)[field]!);
    instance.values.set(field, value);
    return value;
  } finally {
    instance.running.delete(field);
  }
}

/** A value as an attribute's type wants it (gohcl's decoding). */
function suited(value: Value, expr: Expr, type: Type | 'entries'): Value {
  if (type === 'entries') return value;
  try {
    return withNulls(value, type);
  } catch (error) {
    if (!(error instanceof Unsuitable)) throw error;
    throw new HclError('Unsuitable value type', `Unsuitable value: ${requirement(error.message, value, type)}`, startRange(expr));
  }
}

function requirement(message: string, value: Value, type: Type): string {
  return typeof type === 'string' && value !== null && typeof value === 'object' ? `${type} required, but have ${friendly(value)}` : message;
}

/** Maps may hold nulls, which stand for nothing. */
function withNulls(value: Value, type: Type): Value {
  if (typeof type === 'object' && type.kind === 'map' && value !== null && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item === null ? null : convert({ [key]: item }, { kind: 'map', of: 'string' })]).map(([key, item]) => [key, item === null ? null : (item as Record<string, Value>)[key as string]!]));
  }
  return convert(value, type);
}

function groupOf(block: Block, scope: Scope, errors: HclError[]): Group {
  for (const part of ['name', 'matrix']) if (attributeOf(block.body, part)) throw new HclError('Invalid name', `${part} is not supported for groups`, block.labelRanges[0]!);
  try {
    checkTargetName(block.labels[0]!);
  } catch (error) {
    throw new HclError('Invalid name', (error as Error).message, block.labelRanges[0]!);
  }
  const targets = attributeOf(block.body, 'targets');
  const group: Group = { name: block.labels[0]!, targets: [] };
  if (!targets) errors.push(new HclError('Missing required argument', 'The argument "targets" is required, but no definition was found.', block.body.missing));
  else collect(errors, () => (group.targets = [...new Set((suited(valueOf(targets.expr, scope), targets.expr, FIELDS.tags as Type) ?? []) as string[])]));
  const description = attributeOf(block.body, 'description');
  if (description) collect(errors, () => (group.description = String(valueOf(description.expr, scope))));
  return group;
}

/** What goes wrong in an attribute is told twice: by its expression, and by what should have come of it. */
function collect(errors: HclError[], work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof HclError)) throw error;
    errors.push(error);
    if (error.summary !== 'Unsuitable value type' && error.summary !== 'Invalid expression') errors.push(error);
  }
}

function targetOf(instance: Instance, errors: HclError[]): Target {
  const target: Target = { name: instance.name };
  const into = target as unknown as Record<string, unknown>;
  for (const { name, expr } of instance.block.body.attributes) {
    if (!Object.hasOwn(FIELDS, name)) continue;
    collect(errors, () => {
      const value = attributeValue(instance, name);
      if (value === null) return;
      into[name] = FIELDS[name as keyof typeof FIELDS] === 'entries' ? entriesOf(name, value, expr) : value;
    });
  }
  return target;
}

function entriesOf(field: string, value: Value, expr: Expr): Entry[] {
  if (!Array.isArray(value)) throw new HclError('Unsuitable value type', `Unsuitable value: list required, but have ${friendly(value)}`, expr.range);
  return value.flatMap((item): Entry[] => {
    if (item === null || item === '') return [];
    if (typeof item === 'object' && !Array.isArray(item)) return [item as Entry];
    try {
      return [parseEntry(field, String(item))];
    } catch (error) {
      throw new HclError('Unsuitable value type', `Unsuitable value: ${(error as Error).message}`, expr.range);
    }
  });
}

