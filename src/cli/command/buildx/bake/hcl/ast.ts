/** A place in a file: lines and columns from 1, `byte` an index into the text. */
export interface Place {
  line: number;
  column: number;
  byte: number;
}

export interface Range {
  file: string;
  start: Place;
  end: Place;
}

/** A value of the language: sets and tuples are lists, maps and objects are plain objects whose keys are walked in order. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** An expression, each with where it stands. */
export type Expr = { range: Range; /** Of a text in quotes: what stands between them. */ inner?: Range } & (
  | { kind: 'literal'; value: Value }
  | { kind: 'template'; parts: Expr[] }
  | { kind: 'join'; of: Expr }
  | { kind: 'tuple'; items: Expr[] }
  | { kind: 'object'; items: { key: Expr; value: Expr }[] }
  | { kind: 'name'; name: string }
  | { kind: 'attr'; of: Expr; name: string }
  | { kind: 'index'; of: Expr; key: Expr }
  | { kind: 'splat'; of: Expr; each: Expr }
  | { kind: 'splat item' }
  | { kind: 'call'; name: string; nameRange: Range; args: Expr[]; expand: boolean }
  | { kind: 'binary'; op: string; left: Expr; right: Expr }
  | { kind: 'unary'; op: string; of: Expr }
  | { kind: 'if'; test: Expr; yes: Expr; no: Expr }
  | { kind: 'for'; keyName?: string; valueName: string; over: Expr; key?: Expr; value: Expr; test?: Expr; group: boolean }
);

export interface Attribute {
  name: string;
  nameRange: Range;
  /** From the name to the end of the expression. */
  range: Range;
  expr: Expr;
}

export interface Block {
  type: string;
  labels: string[];
  labelRanges: Range[];
  /** The head: type and labels. */
  defRange: Range;
  body: Body;
}

export interface Body {
  attributes: Attribute[];
  blocks: Block[];
  /** Where errors about what is missing point. */
  missing: Range;
}

/** `docker-bake.hcl:3,5-12` (hcl.Range.String). */
export function rangeText({ file, start, end }: Range): string {
  const to = start.line === end.line ? String(end.column) : `${end.line},${end.column}`;
  return `${file}:${start.line},${start.column}-${to}`;
}

/** An error with its place, in the words of hcl.Diagnostic. */
export class HclError extends Error {
  constructor(
    readonly summary: string,
    readonly detail: string,
    readonly subject: Range,
  ) {
    super(`${rangeText(subject)}: ${summary}; ${detail}`);
  }
}

/** Several errors: the first, and how many more (hcl.Diagnostics.Error). */
export function throwAll(errors: readonly HclError[]): void {
  const [first] = errors;
  if (!first) return;
  if (errors.length > 1) first.message += `, and ${errors.length - 1} other diagnostic(s)`;
  throw first;
}

/** The range by which an expression is pointed at (hclsyntax StartRange). */
export function startRange(expr: Expr): Range {
  const { start } = expr.range;
  switch (expr.kind) {
    case 'tuple': case 'object':
      return { ...expr.range, end: { ...start, column: start.column + 1, byte: start.byte + 1 } };
    case 'attr': case 'index': case 'splat':
      return startRange(expr.of);
    case 'binary':
      return startRange(expr.left);
    case 'if':
      return startRange(expr.test);
    case 'call':
      return expr.nameRange;
    default:
      return expr.inner ?? expr.range;
  }
}

/** From the beginning of one range to the end of another. */
export function span(from: Range, to: Range): Range {
  return { file: from.file, start: from.start, end: to.end };
}
