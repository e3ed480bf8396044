import { ANY, arrayOf, BOOL, FLOAT64, INT, INT64, mapOf, pointerTo, sliceOf, STRING, UINT16, UINT32, UINT64, UINT8, type GoField, type GoType } from './types';

const BASIC: Record<string, GoType> = {
  bool: BOOL,
  string: STRING,
  int: INT,
  int64: INT64,
  uint: { kind: 'uint', name: 'uint' },
  uint8: UINT8,
  uint16: UINT16,
  uint32: UINT32,
  uint64: UINT64,
  float64: FLOAT64,
  any: ANY,
  /** struct{}. */
  void: { kind: 'struct', name: 'struct {}', fields: [] },
};

/**
 * Go types from their declarations: `container.State { Status string; Health? *container.Health }`, or
 * `container.PidMode = string`. A field is `Name:jsonKey? Type`; `?` is omitempty, `@` embeds, the key `-` keeps it out of JSON; `void` is struct{}.
 * What has methods of its own (`time.Time`) is given in `known`. Gives a function that reads a type's name.
 */
export function declareTypes(source: string, known: Readonly<Record<string, GoType>> = {}): (name: string) => GoType {
  const declarations = new Map<string, string>();
  for (const [, name, alias, fields] of source.matchAll(/([\w.]+)\s*(?:=\s*(\S+)|\{([^}]*)\})/g)) {
    declarations.set(name!, alias === undefined ? fields! : '=' + alias);
  }
  const made = new Map<string, GoType>(Object.entries(known));

  const named = (name: string): GoType => {
    const ready = BASIC[name] ?? made.get(name);
    if (ready) return ready;
    const declaration = declarations.get(name);
    if (declaration === undefined) throw new Error(`no Go type ${name}`);
    if (declaration.startsWith('=')) {
      const type = { ...parse(declaration.slice(1)), name };
      made.set(name, type);
      return type;
    }
    const fields: GoField[] = [];
    const type: GoType = { kind: 'struct', name, fields };
    made.set(name, type);
    for (const part of declaration.split(';')) {
      const match = /^(@?)(\w+)(?::([\w.-]+))?(\??)\s+(\S.*)$/.exec(part.trim());
      if (!match) continue;
      fields.push({
        name: match[2]!,
        type: parse(match[5]!.trim()),
        ...(match[3] ? { json: match[3] } : {}),
        ...(match[4] ? { omitEmpty: true } : {}),
        ...(match[1] ? { embedded: true } : {}),
      });
    }
    return type;
  };

  const parse = (text: string): GoType => {
    if (text.startsWith('*')) return pointerTo(parse(text.slice(1)));
    if (text.startsWith('[]')) return sliceOf(parse(text.slice(2)));
    const array = /^\[(\d+)\](.*)$/.exec(text);
    if (array) return arrayOf(parse(array[2]!), Number(array[1]));
    const map = /^map\[([^\]]+)\](.*)$/.exec(text);
    if (map) return mapOf(parse(map[2]!), parse(map[1]!));
    return named(text);
  };
  return parse;
}
