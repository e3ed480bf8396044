// mongosh's surface: what a script calls of `db` goes to the shell as a chain of names and arguments.
const { settings, host } = internal;
const { inspect } = internal.builtin('util');
const custom = Symbol.for('nodejs.util.inspect.custom');
const { collectionMethods, databaseMethods, legacy } = settings.mongosh;

class ObjectId {
  constructor(given) {
    const hex = given === undefined ? internal.call('mongoId') : String(given);
    if (!/^[0-9a-f]{24}$/i.test(hex)) throw Object.assign(new Error('input must be a 24 character hex string, 12 byte Uint8Array, or an integer'), { name: 'BSONError' });
    Object.defineProperty(this, 'hex', { value: hex.toLowerCase() });
  }
  toHexString() { return this.hex; }
  toString() { return this.hex; }
  valueOf() { return this.hex; }
  toJSON() { return this.hex; }
  equals(other) { return String(other) === this.hex; }
  getTimestamp() { return new Date(Number.parseInt(this.hex.slice(0, 8), 16) * 1000); }
  [custom]() { return `ObjectId('${this.hex}')`; }
}
class UUID {
  constructor(text) { Object.defineProperty(this, 'text', { value: text }); }
  toString() { return this.text; }
  [custom]() { return `UUID('${this.text}')`; }
}
Object.defineProperty(Date.prototype, custom, { configurable: true, value() { return `ISODate('${this.toISOString()}')`; } });

/** What the older shell's writes give. */
class Result {
  constructor({ $result, ...fields }) {
    Object.defineProperty(this, 'kind', { value: $result });
    Object.assign(this, fields);
  }
}

/** A value as extended JSON. */
function encode(value) {
  if (value === undefined || value === null || typeof value === 'function') return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value;
  if (value instanceof ObjectId) return { $oid: value.hex };
  if (value instanceof UUID) return { $uuid: value.text };
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof RegExp) return { $regex: value.source, $options: value.flags.replace(/[^imsx]/g, '') };
  if (value instanceof Cursor) return encode(value.toArray());
  if (value instanceof Result) return { $result: value.kind, ...encode({ ...value }) };
  if (Array.isArray(value)) return value.map(encode);
  return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one !== 'function').map(([key, one]) => [key, encode(one)]));
}
function decode(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value.$oid === 'string') return new ObjectId(value.$oid);
  if (typeof value.$uuid === 'string') return new UUID(value.$uuid);
  if (typeof value.$date === 'string') return new Date(value.$date);
  if (typeof value.$result === 'string') return new Result(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, decode(one)]));
}

/** Carries a chain out; gives what it comes to as the shell has it. */
function ask(database, steps) {
  const { out, failure } = internal.call('mongo', [database, [{ name: 'db' }, ...steps.map(({ name, args }) => ({ name, args: args?.map(encode) }))]]);
  if (!failure) return out;
  if (failure.kind === 'TypeError') throw new TypeError(failure.message);
  const error = new Error(failure.message);
  Object.defineProperty(error, 'name', { value: failure.kind || 'Error', configurable: true });
  Object.defineProperty(error, 'shown', { value: failure.shown });
  if (failure.code !== undefined) error.code = failure.code;
  throw error;
}
const valueOf = (out) => (out.k === 'text' ? out.text : decode(out.value));

/** What find and aggregate give: asked for when it is first needed. */
class Cursor {
  constructor(database, steps) {
    Object.defineProperties(this, { database: { value: database }, steps: { value: steps }, at: { value: 0, writable: true }, docs: { value: undefined, writable: true }, mappers: { value: [] } });
  }
  load() {
    this.docs ??= valueOf(ask(this.database, [...this.steps, { name: 'toArray', args: [] }])).map((doc) => this.mappers.reduce((held, map) => map(held), doc));
    return this.docs;
  }
  shown() {
    if (this.docs || this.mappers.length > 0) {
      const rest = this.toArray();
      return rest.length === 0 ? '' : legacy ? rest.map((doc) => show(doc).replace(/\s+/g, ' ')).join('\n') : show(rest);
    }
    const out = ask(this.database, this.steps);
    return out.k === 'text' ? out.text : show(decode(out.value));
  }
  pretty() { this.steps.push({ name: 'pretty', args: [] }); return this; }
  batchSize() { return this; }
  count() { return valueOf(ask(this.database, [...this.steps, { name: 'count', args: [] }])); }
  size() { return this.load().length; }
  itcount() { return this.toArray().length; }
  toArray() { const rest = this.load().slice(this.at); this.at = this.docs.length; return rest; }
  hasNext() { return this.at < this.load().length; }
  next() { return this.hasNext() ? this.docs[this.at++] : null; }
  tryNext() { return this.next(); }
  map(fn) { this.mappers.push(fn); return this; }
  forEach(fn) { for (const doc of this) if (fn(doc) === false) break; }
  close() { this.at = this.load().length; }
  *[Symbol.iterator]() { while (this.hasNext()) yield this.next(); }
}
for (const name of ['sort', 'skip', 'limit', 'projection']) Cursor.prototype[name] = function (...args) { this.steps.push({ name, args }); return this; };
for (const name of ['explain', 'hint', 'collation', 'comment', 'max', 'min', 'maxTimeMS', 'readConcern', 'readPref', 'returnKey', 'showRecordId', 'tailable', 'allowDiskUse', 'noCursorTimeout', 'isClosed', 'isExhausted', 'objsLeftInBatch', 'addOption']) Cursor.prototype[name] = () => { throw simulatedNot(`cursor.${name}()`); };

const simulatedNot = (what) => Object.assign(new Error(`dockyard: ${what} is not simulated`), { shown: `dockyard: ${what} is not simulated` });
/** What prints as a text of its own. */
const labels = new WeakMap();
function labelled(label, read) {
  const made = new Proxy({}, {
    get(_target, key) {
      if (key === custom) return () => label;
      if (key === 'toString' || key === Symbol.toPrimitive) return () => label;
      return typeof key === 'symbol' || key === 'then' || key === 'constructor' ? undefined : read(key);
    },
  });
  labels.set(made, label);
  return made;
}
function collection(database, name) {
  return labelled(`${database}.${name}`, (key) => {
    if (!collectionMethods.includes(key)) return collection(database, `${name}.${key}`);
    return (...args) => {
      const steps = [{ name: 'getCollection', args: [name] }, { name: key, args }];
      return key === 'find' || key === 'aggregate' ? new Cursor(database, steps) : valueOf(ask(database, steps));
    };
  });
}
const databases = new WeakMap();
function database(name) {
  const made = labelled(name, (key) => {
    if (key === 'getSiblingDB') return (other) => database(other);
    if (key === 'getCollection') return (own) => collection(name, own);
    if (key === 'getMongo') return () => new Mongo();
    return databaseMethods.includes(key) ? (...args) => valueOf(ask(name, [{ name: key, args }])) : collection(name, key);
  });
  databases.set(made, name);
  return made;
}
class Mongo {
  constructor(address = 'localhost') { if (!/^(?:mongodb:\/\/)?(?:localhost|127\.0\.0\.1)(?::27017)?\/?$/.test(address)) throw simulatedNot('a second connection'); }
  getDB(name) { return database(name); }
  startSession() { throw simulatedNot('a session'); }
}

/** A value as the shell shows it; texts stand without quotes. */
function show(value, depth = 6) {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Cursor) return value.shown();
  if (legacy) return labels.get(value) ?? (typeof value === 'object' ? internal.call('mongoShow', [encode(value)]) : String(value));
  return labels.get(value) ?? inspect(value, { depth });
}
const print = (...args) => void internal.order('write', [1], host.encode(`${args.map((arg) => (arg === undefined ? 'undefined' : show(arg, Infinity))).join(' ')}\n`));
/** The older shell's print() makes texts of objects as JavaScript does. */
const printText = (...args) => void internal.order('write', [1], host.encode(`${args.map((arg) => labels.get(arg) ?? (arg instanceof ObjectId ? `ObjectId("${arg.hex}")` : String(arg))).join(' ')}\n`));
const number = (value = 0) => Number(value);
const later = (name) => () => { throw simulatedNot(name); };
const date = (given) => {
  if (given === undefined) return new Date();
  const made = new Date(/^\d{8}$/.test(given) ? String(given).replace(/(....)(..)(..)/, '$1-$2-$3') : given);
  if (Number.isNaN(made.getTime())) throw Object.assign(new Error(`${JSON.stringify(given)} is not a valid ISODate`), { name: 'MongoshInvalidInputError' });
  return made;
};
const callable = (Class) => new Proxy(Class, { apply: (target, _self, args) => new target(...args) });
const leave = (code = 0) => process.exit(code);
Object.assign(globalThis, {
  ObjectId: callable(ObjectId), Mongo: callable(Mongo), ISODate: date, print: legacy ? printText : print, printjson: print, exit: leave, quit: leave,
  NumberInt: number, NumberLong: number, NumberDecimal: number, Int32: number, Long: number, Double: number, Decimal128: number,
  UUID: later('UUID()'), BinData: later('BinData()'), Timestamp: later('Timestamp()'), HexData: later('HexData()'), MinKey: later('MinKey()'), MaxKey: later('MaxKey()'), connect: later('connect()'), passwordPrompt: later('passwordPrompt()'),
  sleep: (ms) => void internal.call('mongoSleep', [ms]),
  cat: (file) => internal.builtin('fs').readFileSync(file, 'utf8'),
  load: (file) => { internal.evaluate(internal.builtin('fs').readFileSync(file, 'utf8'), file); return true; },
  tojson: (value) => legacy ? show(value) : JSON.stringify(encode(value), null, 2),
});
Object.assign(console, { log: print, info: print, debug: print, warn: print, error: print });
for (const name of ['rs', 'sh', 'sp', 'config']) Object.defineProperty(globalThis, name, { configurable: true, get() { throw simulatedNot(`${name} of mongosh`); } });
Object.defineProperty(globalThis, 'db', {
  configurable: true,
  get: () => database(internal.call('mongoDatabase')),
  set: (given) => {
    if (!databases.has(given)) throw Object.assign(new Error("[COMMON-10002] Cannot reassign 'db' to non-Database type"), { name: 'MongoshInvalidInputError' });
    internal.call('mongoUse', [databases.get(given)]);
  },
});

/** What the shell says of an error: a syntax error with its place, as Babel marks it. */
function complaint(error, file) {
  if (legacy && !error?.message?.startsWith('dockyard:')) {
    const place = internal.mistakes.get(error);
    return `uncaught exception: ${error instanceof Error ? `${error.name}: ${error.message}` : show(error)}${error instanceof Error ? ` :\n${file}:${place ? `${place.line}:${place.column}` : '1:1'}` : ''}`;
  }
  if (!(error instanceof Error)) return `Error: ${show(error)}`;
  const place = internal.mistakes.get(error);
  if (place) return `SyntaxError: ${/^Unexpected (?:token|end|identifier)/.test(error.message) ? 'Unexpected token' : error.message} (${place.line}:${place.column - 1})\n\n> ${place.line} | ${place.text}\n${' '.repeat(2 + String(place.line).length)} | ${' '.repeat(place.column - 1)}^\n`;
  return error.shown ?? (error.message.startsWith('dockyard:') ? error.message : `${error.name}: ${error.message}`);
}
/** Runs a text; `shows` says whether its value is to be shown. */
exports.run = (source, file, shows) => {
  try {
    let value = internal.evaluate(/^\s*await\s/.test(source) ? `(async () => (${source.replace(/;\s*$/, '')}))()` : source, file);
    if (value instanceof Promise) {
      host.runJobs();
      const { type, value: settled } = host.promiseState(value);
      if (type === 'rejected') {
        value.catch(() => undefined);
        throw settled;
      }
      value = type === 'fulfilled' ? settled : value;
    }
    internal.order('shown', [shows ? show(value) : '']);
  } catch (error) {
    if (internal.isEnd(error)) throw error;
    internal.order('failed', [complaint(error, file)]);
  }
};
