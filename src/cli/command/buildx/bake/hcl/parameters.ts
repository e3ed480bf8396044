/** What the parameters of functions are called in errors (go-cty's stdlib, go-cty-funcs, buildx's own). */
const NAMES: Readonly<Record<string, string>> = {
  add: 'a b', subtract: 'a b', multiply: 'a b', divide: 'a b', modulo: 'a b', equal: 'a b', notequal: 'a b', lessthan: 'a b', lessthanorequalto: 'a b',
  greaterthan: 'a b', greaterthanorequalto: 'a b', and: 'a b', or: 'a b', not: 'val', absolute: 'num', ceil: 'num', floor: 'num', int: 'num', negate: 'num',
  signum: 'num', pow: 'num power', log: 'num base', max: 'numbers', min: 'numbers', parseint: 'number base', replace: 'str substr replace',
  regex_replace: 'str pattern replace', regex: 'pattern string', regexall: 'pattern string', substr: 'str offset length', indent: 'spaces str',
  join: 'separator lists', split: 'separator str', format: 'format args', formatlist: 'format args', trim: 'str cutset', trimprefix: 'str prefix',
  trimsuffix: 'str suffix', sanitize: 'name', basename: 'path', dirname: 'path', jsonencode: 'val', length: 'collection', concat: 'seqs', contains: 'list value',
  compact: 'list', distinct: 'list', flatten: 'list', chunklist: 'list size', element: 'list index', slice: 'list start_index end_index', sort: 'list',
  reverselist: 'list', indexof: 'list value', range: 'params', coalesce: 'vals', coalescelist: 'vals', keys: 'inputMap', values: 'mapping',
  lookup: 'inputMap key default', merge: 'maps', zipmap: 'keys values', hasindex: 'collection key', index: 'collection key', sethaselement: 'set elem',
  setunion: 'first_set other_sets', setintersection: 'first_set other_sets', setsubtract: 'a b', setproduct: 'sets', formatdate: 'format time',
  formattimestamp: 'format time', timeadd: 'timestamp duration', semvercmp: 'version contraint',
};

/** The name of a function's parameter; the last stands for all that follow. */
export function parameterName(name: string, index: number): string {
  const names = (NAMES[name] ?? 'str').split(' ');
  return names[index] ?? names.at(-1)!;
}
