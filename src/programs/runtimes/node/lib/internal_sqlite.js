// SQLite as the addon of the package sqlite3 has it: the database itself is the machine's, called statement by statement.
/** Result codes by name (sqlite.org/rescode.html). */
const CODES = ['OK', 'ERROR', 'INTERNAL', 'PERM', 'ABORT', 'BUSY', 'LOCKED', 'NOMEM', 'READONLY', 'INTERRUPT', 'IOERR', 'CORRUPT', 'NOTFOUND', 'FULL', 'CANTOPEN', 'PROTOCOL', 'EMPTY', 'SCHEMA', 'TOOBIG', 'CONSTRAINT', 'MISMATCH', 'MISUSE', 'NOLFS', 'AUTH', 'FORMAT', 'RANGE', 'NOTADB'];

/** An error as the addon makes it, outside of any script: it has no frames. */
function failure(name, message) {
  const code = CODES.indexOf(name.split('_')[1]);
  const text = `SQLITE_${CODES[code]}: ${message}`;
  const error = internal.withStack(new Error(text), `Error: ${text}`, []);
  internal.placeless.add(error);
  return Object.assign(error, { errno: code, code: `SQLITE_${CODES[code]}` });
}

/** What sqlite3_bind_* gets for a value; a value of another kind is bound by its text. */
function given(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return ['f', String(value.getTime())];
  if (typeof value === 'number') return Number.isInteger(value) && (value | 0) === value ? value : ['f', String(value)];
  if (Buffer.isBuffer(value)) return ['b', value.toString('hex')];
  return String(value);
}

const taken = (value) => (!Array.isArray(value) ? value : value[0] === 'b' ? Buffer.from(value[1], 'hex') : Number(value[1]));

function call(name, ...args) {
  const answer = internal.call(name, args);
  if (answer.message !== undefined) throw failure(answer.code, answer.message);
  return answer;
}

exports.failure = failure;
/** Fetches SQLite, which comes with the first database. */
exports.load = (done) => internal.request('sqliteLoad', [], undefined, done);
/** Opens a file: its number. Throws what SQLite refuses. */
exports.open = (path) => call('sqliteOpen', path).id;
/** Runs the first statement of `sql`; `values` by position, or by name with its prefix. Gives the rows as objects, the rows that it changed (-1: it is none that changes any) and the last row's id. */
exports.run = (id, sql, values) => {
  const bound = Array.isArray(values) ? values.map(given) : Object.fromEntries(Object.entries(values).map(([name, value]) => [name, given(value)]));
  const { columns, rows, changes, last } = call('sqliteRun', id, sql, bound, 'loose');
  return { rows: rows.map((row) => Object.fromEntries(row.map((value, i) => [columns[i], taken(value)]))), changes, last };
};
exports.script = (id, sql) => void call('sqliteScript', id, sql);
exports.close = (id) => void call('sqliteClose', id);
