import { mapOf, STRING, Typed, valueOf, valueToJson, type GoFunc, type GoType } from '../../lib/govalue';

/** What a template can ask of an object: methods that give text, or take a name (`.Label "tier"`). */
export type Methods = Record<string, (...args: string[]) => unknown>;

/**
 * An object as docker's templates see it: a pointer to a Go struct that has only methods. `typeName` stands in
 * messages; as JSON it is an object of what the methods without parameters give, sorted (formatter.MarshalJSON), unless it
 * writes its own.
 */
export function goContext(typeName: string, methods: Methods, ownJson?: () => string): Typed {
  const functions: Record<string, GoFunc> = {};
  for (const [name, method] of Object.entries(methods)) {
    functions[name] = { in: Array.from({ length: method.length }, () => STRING), call: (args) => valueOf(method(...args.map((arg) => arg!.raw as string))) };
  }
  const json = (): string => {
    const names = Object.keys(methods)
      .filter((name) => methods[name]!.length === 0)
      .sort();
    return '{' + names.map((name) => `${JSON.stringify(name)}:${valueToJson(valueOf(methods[name]!()), true)}`).join(',') + '}';
  };
  const struct: GoType = { kind: 'struct', name: typeName, fields: [], methods: functions, json: ownJson ?? json };
  return new Typed({ kind: 'pointer', name: '*' + typeName, elem: struct }, methods);
}

const HEADER_TYPE: GoType = {
  ...mapOf(STRING),
  name: 'formatter.SubHeaderContext',
  methods: {
    Label: { in: [STRING], call: ([name]) => ({ type: STRING, raw: (name!.raw as string).split('.').at(-1)!.replace(/[-_]/g, ' ') }) },
  },
};

/** A table's headers by column, as its header line is executed on them. */
export function headerContext(headers: Readonly<Record<string, string>>): Typed {
  return new Typed(HEADER_TYPE, headers);
}
