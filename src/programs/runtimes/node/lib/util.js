// util: inspect and format as node prints values.
const STYLES = { special: [36, 39], number: [33, 39], bigint: [33, 39], boolean: [33, 39], undefined: [90, 39], null: [1, 22], string: [32, 39], symbol: [32, 39], date: [35, 39], regexp: [31, 39], module: [4, 24], name: [] };
const custom = Symbol.for('nodejs.util.inspect.custom');
const LINE = 80;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

const plain = (text) => text.replace(/\u001b\[[\d;]*m/g, '');
function quote(text) {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('`') && !text.includes('${') ? '`' : "'";
  const escaped = text.replace(/[\u0000-\u001f\u007f-\u009f\\]/g, (c) => ({ '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v', '\\': '\\\\' })[c] ?? `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return mark + (mark === "'" ? escaped.replace(/'/g, "\\'") : escaped) + mark;
}
const keyText = (key, ctx) => (typeof key === 'symbol' ? `[${paint(ctx, key.toString(), 'symbol')}]` : IDENTIFIER.test(key) ? key : paint(ctx, quote(key), 'string'));
const paint = (ctx, text, style) => {
  const code = ctx.colors ? STYLES[style] : undefined;
  return code?.length ? `\u001b[${code[0]}m${text}\u001b[${code[1]}m` : text;
};

function constructorName(value) {
  for (let at = value; at !== null; at = Object.getPrototypeOf(at)) {
    const own = Object.getOwnPropertyDescriptor(at, 'constructor');
    if (own && typeof own.value === 'function' && own.value.name !== '' && value instanceof own.value) return own.value.name;
  }
  return null;
}
const prefix = (name, tag, fallback, size) => {
  const sized = size === undefined ? '' : `(${size})`;
  if (name === null) return `[${fallback}${sized}: null prototype] ${tag && tag !== fallback ? `[${tag}] ` : ''}`;
  return `${name}${sized} ${tag && tag !== name ? `[${tag}] ` : ''}`;
};

const separated = (text) => {
  const [whole, fraction] = text.split('.');
  if (/e/.test(text)) return text;
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '_')}${fraction === undefined ? '' : `.${fraction.replace(/(\d{3})(?=\d)/g, '$1_')}`}`;
};
function primitive(ctx, value) {
  switch (typeof value) {
    case 'string': {
      if (ctx.seen.length > 0 && value.length > 16 && value.length > LINE - ctx.indent - 4 && value.includes('\n')) {
        return value.split(/(?<=\n)/).map((line) => paint(ctx, quote(line), 'string')).join(` +\n${' '.repeat(ctx.indent + 2)}`);
      }
      const most = ctx.maxStringLength ?? 10000;
      return value.length > most ? `${paint(ctx, quote(value.slice(0, most)), 'string')}... ${value.length - most} more character${value.length - most > 1 ? 's' : ''}` : paint(ctx, quote(value), 'string');
    }
    case 'number': return paint(ctx, Object.is(value, -0) ? '-0' : ctx.numericSeparator ? separated(String(value)) : String(value), 'number');
    case 'bigint': return paint(ctx, `${value}n`, 'bigint');
    case 'boolean': return paint(ctx, String(value), 'boolean');
    case 'undefined': return paint(ctx, 'undefined', 'undefined');
    case 'symbol': return paint(ctx, value.toString(), 'symbol');
    default: return paint(ctx, 'null', 'null');
  }
}

function functionBase(value, name, tag) {
  const source = Function.prototype.toString.call(value);
  if (source.startsWith('class') && source.endsWith('}')) {
    const parent = Object.getPrototypeOf(value)?.name;
    return `[class ${value.name || '(anonymous)'}${name !== 'Function' && name !== null ? ` [${name}]` : ''}${parent ? ` extends ${parent}` : ''}]`;
  }
  const kind = `${/^async\s*\*|^async function\*/.test(source) ? 'AsyncGenerator' : /^async\b/.test(source) ? 'Async' : /^function\s*\*|^\*/.test(source) ? 'Generator' : ''}Function`;
  return `[${kind}${value.name ? `: ${value.name}` : ' (anonymous)'}]${name === null ? ' (null prototype)' : ''}${tag && tag !== kind ? ` [${tag}]` : ''}`;
}

/** Lines of a stack that its cause's stack has as well are told by their number. */
function withoutCommonFrames(ctx, stack, cause) {
  internal.adopt(cause);
  const frames = stack.split('\n');
  const theirs = String(cause.stack).split('\n').filter((line) => line.startsWith('    at'));
  for (let at = 0; at < frames.length - 3; at++) {
    const start = theirs.indexOf(frames[at]);
    if (start === -1 || theirs.length - start <= 3) continue;
    let same = 1;
    while (at + same < frames.length && start + same < theirs.length && frames[at + same] === theirs[start + same]) same++;
    if (same <= 3) continue;
    frames.splice(at + 1, same - 2, paint(ctx, `    ... ${same - 2} lines matching cause stack trace ...`, 'undefined'));
    return frames.join('\n');
  }
  return stack;
}

function errorBase(ctx, error, keys) {
  internal.adopt(error);
  const name = error.name ?? 'Error';
  let stack = typeof error.stack === 'string' && error.stack !== '' ? error.stack : Error.prototype.toString.call(error);
  const made = constructorName(error);
  if (made && made !== name && stack.startsWith(name) && !stack.startsWith(made) && name === 'Error') stack = `${made}${stack.slice(name.length)}`;
  else if (Object.hasOwn(error, 'name') && typeof error.name === 'string' && !stack.split('\n')[0].includes(error.name)) {
    const head = /^([A-Z][\w$]*(?: \[[A-Z_]+\])?)(?=:|\n|$)/.exec(stack);
    if (head) stack = `${made && made !== error.name ? error.name : error.name}${stack.slice(head[1].length)}`;
  }
  if (error.cause instanceof Error) stack = withoutCommonFrames(ctx, stack, error.cause);
  if (!stack.includes('\n    at')) stack = stack && `[${stack}]`;
  for (const hidden of ['name', 'message', 'stack']) {
    const at = keys.indexOf(hidden);
    if (at !== -1 && (hidden === 'stack' || stack.includes(String(error[hidden])))) keys.splice(at, 1);
  }
  if (error.cause !== undefined && !keys.includes('cause') && Object.hasOwn(error, 'cause')) keys.push('cause');
  if (Array.isArray(error.errors) && !keys.includes('errors') && Object.hasOwn(error, 'errors')) keys.push('errors');
  if (ctx.indent > 0) stack = stack.replace(/\n/g, `\n${' '.repeat(ctx.indent)}`);
  return stack;
}

const TYPED = /^(?:Uint8|Int8|Uint16|Int16|Uint32|Int32|Float32|Float64|BigInt64|BigUint64|Uint8Clamped)Array$/;
const isPromise = (value) => Object.prototype.toString.call(value) === '[object Promise]' && value instanceof Promise;

function formatValue(ctx, value, depth, typed) {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return primitive(ctx, value);
  const through = internal.proxied(value);
  if (through) {
    if (ctx.showProxy) return `Proxy [ ${nested(ctx, through[0], depth)}, ${nested(ctx, through[1], depth)} ]`;
    value = through[0];
  }
  const special = value[custom];
  if (ctx.customInspect !== false && typeof special === 'function' && special !== inspect && !(value.constructor && value.constructor.prototype === value)) {
    const left = ctx.depth === null || ctx.depth === undefined ? Infinity : ctx.depth - depth;
    const shown = special.call(value, left, { ...ctx, stylize: (text, style) => paint(ctx, text, style) }, inspect);
    if (shown !== value) return typeof shown === 'object' ? formatValue(ctx, shown, depth) : String(shown).replace(/\n/g, `\n${' '.repeat(ctx.indent)}`);
  }
  if (ctx.seen.includes(value)) {
    ctx.circular ??= new Map();
    if (!ctx.circular.has(value)) ctx.circular.set(value, ctx.circular.size + 1);
    return paint(ctx, `[Circular *${ctx.circular.get(value)}]`, 'special');
  }
  return formatRaw(ctx, value, depth, typed);
}

function formatRaw(ctx, value, depth) {
  const name = constructorName(value);
  let tag = value[Symbol.toStringTag];
  if (typeof tag !== 'string' || tag === '' || (ctx.showHidden ? Object.hasOwn(value, Symbol.toStringTag) : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag)) || (tag !== '' && name === tag)) tag = '';
  let keys = ctx.showHidden ? Reflect.ownKeys(value) : [...Object.keys(value), ...Object.getOwnPropertySymbols(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))];
  let base = '';
  let braces = ['{', '}'];
  let list = () => [];
  let isList = false;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (Array.isArray(value)) {
    isList = true;
    keys = keys.filter((key) => typeof key === 'symbol' || !/^(?:0|[1-9]\d*)$/.test(key)).filter((key) => key !== 'length' || ctx.showHidden);
    braces = [`${name === 'Array' && !tag ? '' : prefix(name, tag, 'Array', value.length)}[`, ']'];
    if (value.length === 0 && keys.length === 0) return `${braces[0]}]`;
    list = () => arrayItems(ctx, value, depth);
  } else if (value instanceof Set) {
    braces = [`${prefix(name, tag === 'Set' ? '' : tag, 'Set', value.size)}{`, '}'];
    if (value.size === 0 && keys.length === 0) return `${braces[0]}}`;
    list = () => [...value].map((one) => nested(ctx, one, depth));
  } else if (value instanceof Map) {
    braces = [`${prefix(name, tag === 'Map' ? '' : tag, 'Map', value.size)}{`, '}'];
    if (value.size === 0 && keys.length === 0) return `${braces[0]}}`;
    list = () => [...value].map(([k, one]) => `${nested(ctx, k, depth)} => ${nested(ctx, one, depth)}`);
  } else if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    isList = true;
    const type = Object.getPrototypeOf(Uint8Array.prototype) && kind;
    keys = keys.filter((key) => typeof key === 'symbol' || !/^\d+$/.test(key));
    braces = [`${prefix(name, TYPED.test(tag) ? '' : tag, type, value.length)}[`, ']'];
    if (value.length === 0) return `${braces[0]}]`;
    list = () => arrayItems(ctx, [...value], depth);
  } else if (kind === 'Map Iterator' || kind === 'Set Iterator' || kind === 'Array Iterator') {
    return `Object [${kind}] {}`;
  } else if (typeof value === 'function') {
    base = functionBase(value, name, tag);
    if (ctx.colors) base = paint(ctx, base, 'special');
    keys = keys.filter((key) => key !== 'prototype' || ctx.showHidden);
    if (keys.length === 0) return base;
  } else if (kind === 'Arguments') {
    braces = ['[Arguments] {', '}'];
    if (keys.length === 0) return '[Arguments] {}';
  } else if (value instanceof RegExp) {
    base = paint(ctx, RegExp.prototype.toString.call(value), 'regexp');
    if (name !== 'RegExp') base = `${prefix(name, tag, 'RegExp')}${base}`;
    if (keys.length === 0) return base;
  } else if (value instanceof Date) {
    base = paint(ctx, Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString(), 'date');
    if (name !== 'Date') base = `${prefix(name, tag, 'Date')}${base}`;
    if (keys.length === 0) return base;
  } else if (value instanceof Error) {
    base = errorBase(ctx, value, keys);
    if (keys.length === 0) return base;
  } else if (value instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer)) {
    const bytes = [...new Uint8Array(value).slice(0, 50)].map((b) => b.toString(16).padStart(2, '0')).join(' ');
    return `${name ?? kind} { [Uint8Contents]: <${bytes}${value.byteLength > 50 ? ` ... ${value.byteLength - 50} more bytes` : ''}>, ${hiddenName('byteLength')}: ${paint(ctx, String(value.byteLength), 'number')} }`;
  } else if (value instanceof DataView) {
    braces = [`${prefix(name, tag === 'DataView' ? '' : tag, 'DataView')}{`, '}'];
    list = () => ['byteLength', 'byteOffset', 'buffer'].map((key) => `${hiddenName(key)}: ${nested(ctx, value[key], depth)}`);
  } else if (isPromise(value)) {
    braces = [`${name === 'Promise' ? 'Promise' : `${name} [Promise]`} {`, '}'];
    const state = internal.host.promiseState(value);
    list = () => {
      if (state.type === 'pending') return [paint(ctx, '<pending>', 'special')];
      const inner = nested(ctx, state.value, depth);
      return [state.type === 'rejected' ? `${paint(ctx, '<rejected>', 'special')} ${inner}` : inner];
    };
  } else if (value instanceof WeakMap || value instanceof WeakSet) {
    return `${name} { ${paint(ctx, '<items unknown>', 'special')} }`;
  } else if (value instanceof Number || value instanceof String || value instanceof Boolean || value instanceof Symbol || value instanceof BigInt) {
    const inner = value.valueOf();
    base = paint(ctx, `[${kind}${name !== kind ? ` (${name})` : ''}: ${primitive({ ...ctx, colors: false }, inner)}]`, kind.toLowerCase());
    if (typeof inner === 'string') keys = keys.filter((key) => !/^\d+$/.test(String(key)));
    if (keys.length === 0) return base;
  } else if (kind === 'Generator' || kind === 'AsyncGenerator') {
    braces = [`Object [${kind}] {`, '}'];
    if (keys.length === 0) return `${braces[0]}}`;
  } else if (typeof WeakRef === 'function' && value instanceof WeakRef) {
    return `WeakRef { ${formatValue(ctx, value.deref(), depth + 1)} }`;
  } else {
    const isModule = tag === 'Module' && name === null;
    if (isModule) braces = ['[Module: null prototype] {', '}'];
    else if (name !== 'Object' || tag) braces = [`${prefix(name, tag, 'Object')}{`, '}'];
    if (keys.length === 0) return `${braces[0]}}`;
  }
  if (ctx.depth !== null && ctx.depth !== undefined && depth > ctx.depth) {
    const shown = Array.isArray(value) ? '[Array]' : `[${name ?? 'Object: null prototype'}${tag ? ` [${tag}]` : ''}]`;
    return paint(ctx, shown, 'special');
  }
  ctx.seen.push(value);
  ctx.current = depth;
  let output = list();
  for (const key of keys) output.push(property(ctx, value, key, depth, isList));
  ctx.seen.pop();
  if (ctx.circular?.has(value)) {
    const mark = paint(ctx, `<ref *${ctx.circular.get(value)}>`, 'special');
    if (base === '') braces[0] = `${mark} ${braces[0]}`;
    else base = `${mark} ${base}`;
  }
  if (ctx.sorted) output = output.sort();
  return reduce(ctx, output, base, braces, isList, depth, value);
}

/** From Node 22 on buffers' own sizes are shown as hidden. */
const hiddenName = (key) => (Number(process.version.slice(1).split('.')[0]) >= 22 ? `[${key}]` : key);

function nested(ctx, value, depth) {
  ctx.indent += 2;
  const out = formatValue(ctx, value, depth + 1);
  ctx.indent -= 2;
  return out;
}

function arrayItems(ctx, value, depth) {
  const most = ctx.maxArrayLength === null ? Infinity : (ctx.maxArrayLength ?? 100);
  const out = [];
  for (let i = 0; i < value.length && out.length < most; i++) {
    if (!Object.hasOwn(value, i)) {
      let holes = 1;
      while (i + holes < value.length && !Object.hasOwn(value, i + holes)) holes++;
      out.push(paint(ctx, `<${holes} empty item${holes > 1 ? 's' : ''}>`, 'undefined'));
      i += holes - 1;
    } else out.push(nested(ctx, value[i], depth));
  }
  if (value.length > most) out.push(`... ${value.length - most} more item${value.length - most > 1 ? 's' : ''}`);
  return out;
}

function property(ctx, value, key, depth, isList) {
  const descriptor = Object.getOwnPropertyDescriptor(value, key) ?? { value: value[key], enumerable: true };
  let text;
  if (descriptor.value !== undefined || !descriptor.get && !descriptor.set) {
    const diff = isList ? 2 : 2;
    ctx.indent += diff;
    text = formatValue(ctx, descriptor.value, depth + 1);
    ctx.indent -= diff;
  } else if (descriptor.get) {
    const label = descriptor.set ? 'Getter/Setter' : 'Getter';
    if (ctx.getters) {
      const got = descriptor.get.call(value);
      text = typeof got === 'object' && got !== null ? `${paint(ctx, `[${label}]`, 'special')} ${nested(ctx, got, depth)}` : `${paint(ctx, `[${label}:`, 'special')} ${primitive(ctx, got)}${paint(ctx, ']', 'special')}`;
    } else text = paint(ctx, `[${label}]`, 'special');
  }
else text = paint(ctx, '[Setter]', 'special');
  const name = descriptor.enumerable === false ? `[${typeof key === 'symbol' ? key.toString() : key}]` : keyText(key, ctx);
  return `${name}: ${text}`;
}

function group(ctx, output, value) {
  let total = 0;
  let longest = 0;
  let length = output.length;
  if (ctx.maxArrayLength !== null && value.length > (ctx.maxArrayLength ?? 100)) length--;
  const lengths = [];
  for (let i = 0; i < length; i++) {
    lengths[i] = plain(output[i]).length;
    total += lengths[i] + 2;
    if (lengths[i] > longest) longest = lengths[i];
  }
  const actual = longest + 2;
  if (!(actual * 3 + ctx.indent < LINE && (total / actual > 5 || longest <= 6))) return output;
  const bias = Math.sqrt(actual - total / output.length);
  const biased = Math.max(actual - 3 - bias + 0, 1);
  const columns = Math.min(Math.round(Math.sqrt(2.5 * Math.max(actual - 2 - 0 > 0 ? biased : 1, 1) * length) / Math.max(biased, 1)), Math.floor((LINE - ctx.indent) / actual), (ctx.compact ?? 3) * 4, 15);
  if (columns <= 1) return output;
  const out = [];
  const widths = [];
  for (let i = 0; i < columns; i++) {
    let width = 0;
    for (let j = i; j < length; j += columns) if (lengths[j] > width) width = lengths[j];
    widths.push(width + 2);
  }
  const right = value !== undefined && value.every?.((one) => typeof one === 'number' || typeof one === 'bigint');
  for (let i = 0; i < length; i += columns) {
    const last = Math.min(i + columns, length);
    let line = '';
    let j = i;
    for (; j < last - 1; j++) {
      const cell = `${output[j]}, `;
      const pad = ' '.repeat(Math.max(0, widths[j - i] - lengths[j] - 2));
      line += right ? pad + cell : cell + pad;
    }
    if (right) line += ' '.repeat(Math.max(0, widths[j - i] - 2 - lengths[j])) + output[j];
    else line += output[j];
    out.push(line);
  }
  if (length < output.length) out.push(output[length]);
  return out;
}

function reduce(ctx, output, base, braces, isList, depth, value) {
  const compact = ctx.compact === undefined ? 3 : ctx.compact;
  const lead = base ? `${base} ` : '';
  if (compact !== false && compact !== true) {
    const entries = output.length;
    if (isList && entries > 6) output = group(ctx, output, Array.isArray(value) || ArrayBuffer.isView(value) ? value : undefined);
    if (ctx.current - depth < compact && entries === output.length) {
      const start = output.length + ctx.indent + braces[0].length + base.length + 10;
      const total = output.reduce((sum, one) => sum + plain(one).length, output.length + start);
      if (total <= (ctx.breakLength ?? LINE) && !base.includes('\n')) {
        const joined = output.join(', ');
        if (!joined.includes('\n')) return `${lead}${braces[0]} ${joined} ${braces[1]}`;
      }
    }
  }
  const pad = `\n${' '.repeat(ctx.indent)}`;
  if (compact === true) {
    const total = output.reduce((sum, one) => sum + plain(one).length, output.length + braces[0].length);
    if (total + output.length <= (ctx.breakLength ?? LINE) && !output.some((one) => one.includes('\n'))) return `${braces[0]}${base ? ` ${base}` : ''} ${output.join(', ')} ${braces[1]}`;
  }
  return `${lead}${braces[0]}${pad}  ${output.join(`,${pad}  `)}${pad}${braces[1]}`;
}

function inspect(value, options, ...old) {
  const ctx = { depth: 2, colors: false, seen: [], indent: 0, current: 0, ...inspect.defaultOptions };
  if (typeof options === 'object' && options !== null) Object.assign(ctx, options);
  else if (options !== undefined) Object.assign(ctx, { showHidden: options, depth: old.length > 0 && old[0] !== undefined ? old[0] : 2, colors: old[1] ?? false });
  if (ctx.depth === Infinity) ctx.depth = null;
  ctx.seen = [];
  ctx.indent = 0;
  ctx.circular = undefined;
  return formatValue(ctx, value, 0);
}
inspect.custom = custom;
inspect.defaultOptions = {};
inspect.colors = Object.assign(Object.create(null), { reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], inverse: [7, 27], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39] });
inspect.styles = Object.assign(Object.create(null), { special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold', string: 'green', symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline' });

function formatWithOptions(options, ...all) {
  if (all.length === 0) return '';
  const [first, ...rest] = all;
  if (typeof first !== 'string') return [first, ...rest].map((one) => (typeof one === 'string' ? one : inspect(one, { ...options, compact: 3 }))).join(' ');
  if (rest.length === 0) return first;
  let used = 0;
  const text = first.replace(/%[sdifjoOc%]/g, (mark) => {
    if (mark === '%%') return '%';
    if (used >= rest.length) return mark;
    const value = rest[used++];
    switch (mark) {
      case '%s':
        if (typeof value === 'bigint') return `${value}n`;
        if (Object.is(value, -0)) return '-0';
        if (typeof value === 'object' && value !== null && !(value instanceof Error && false) && !Object.hasOwn(value, 'toString') && (value.constructor === Object || Array.isArray(value) || value.toString === Object.prototype.toString)) return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
        return String(value);
      case '%d': return typeof value === 'bigint' ? `${value}n` : typeof value === 'symbol' ? 'NaN' : String(typeof value === 'object' && value !== null ? NaN : Number(value));
      case '%i': return typeof value === 'bigint' ? `${value}n` : String(Number.parseInt(value, 10));
      case '%f': return String(Number.parseFloat(value));
      case '%j':
        try {
          return JSON.stringify(value);
        } catch (error) {
          return /circular/i.test(error.message) ? '[Circular]' : raise(error);
        }
      case '%o': return inspect(value, { ...options, showHidden: true, depth: 4 });
      case '%O': return inspect(value, options);
      default: return '';
    }
  });
  const more = rest.slice(used).map((one) => (typeof one === 'string' ? one : inspect(one, { ...options, compact: 3 })));
  return [text, ...more].join(' ');
}
const raise = (error) => { throw error; };
const format = (...args) => formatWithOptions({}, ...args);

function promisify(fn) {
  if (typeof fn !== 'function') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "original" argument must be of type function. Received ${internal.received(fn)}`);
  if (fn[promisify.custom]) return fn[promisify.custom];
  return function (...args) {
    return new Promise((resolve, reject) => fn.call(this, ...args, (error, value) => (error ? reject(error) : resolve(value))));
  };
}
promisify.custom = Symbol.for('nodejs.util.promisify.custom');

function isDeepStrictEqual(a, b, strict = true, seen = new Map()) {
  if (strict ? Object.is(a, b) : a == b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  if (a instanceof Date && b instanceof Date && a.getTime() !== b.getTime()) return false;
  if (a instanceof RegExp && String(a) !== String(b)) return false;
  if (a instanceof Error && (a.message !== b.message || a.name !== b.name)) return false;
  if (a instanceof Set) return b instanceof Set && a.size === b.size && [...a].every((one) => b.has(one) || [...b].some((other) => isDeepStrictEqual(one, other, strict, seen)));
  if (a instanceof Map) return b instanceof Map && a.size === b.size && [...a].every(([key, one]) => b.has(key) && isDeepStrictEqual(one, b.get(key), strict, seen));
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isDeepStrictEqual(a[key], b[key], strict, seen));
}

module.exports = {
  inspect, format, formatWithOptions, promisify, isDeepStrictEqual,
  callbackify: (fn) => function (...args) {
    const done = args.pop();
    fn.apply(this, args).then((value) => process.nextTick(done, null, value), (error) => process.nextTick(done, error ?? new Error('The promise was rejected with a falsy value')));
  },
  inherits(child, parent) {
    Object.defineProperty(child, 'super_', { value: parent, writable: true, configurable: true });
    Object.setPrototypeOf(child.prototype, parent.prototype);
  },
  deprecate(fn, message, code) {
    let warned = false;
    return function (...args) {
      if (!warned) process.emitWarning(message, 'DeprecationWarning', code);
      warned = true;
      return fn.apply(this, args);
    };
  },
  debuglog: (set) => Object.assign((...args) => {
    if (new RegExp(`\\b${set}\\b`, 'i').test(process.env.NODE_DEBUG ?? '')) console.error(`${set.toUpperCase()} ${process.pid}: ${format(...args)}`);
  }, { enabled: false }),
  isArray: Array.isArray,
  isError: (value) => value instanceof Error,
  isRegExp: (value) => value instanceof RegExp,
  isDate: (value) => value instanceof Date,
  isFunction: (value) => typeof value === 'function',
  isObject: (value) => value !== null && typeof value === 'object',
  isString: (value) => typeof value === 'string',
  isNumber: (value) => typeof value === 'number',
  isBuffer: (value) => Buffer.isBuffer(value),
  stripVTControlCharacters: plain,
  styleText: (styles, text) => [styles].flat().reduce((shown, style) => `\u001b[${inspect.colors[style][0]}m${shown}\u001b[${inspect.colors[style][1]}m`, text),
  toUSVString: (text) => String(text).toWellFormed?.() ?? String(text),
  parseArgs: (config) => internal.builtin('internal_parse_args')(config),
  get TextEncoder() { return TextEncoder; },
  get TextDecoder() { return TextDecoder; },
  types: {
    isPromise, isRegExp: (v) => v instanceof RegExp, isDate: (v) => v instanceof Date, isMap: (v) => v instanceof Map, isSet: (v) => v instanceof Set,
    isNativeError: (v) => v instanceof Error, isTypedArray: (v) => ArrayBuffer.isView(v) && !(v instanceof DataView), isUint8Array: (v) => v instanceof Uint8Array,
    isArrayBuffer: (v) => v instanceof ArrayBuffer, isAnyArrayBuffer: (v) => v instanceof ArrayBuffer, isArrayBufferView: (v) => ArrayBuffer.isView(v),
    isAsyncFunction: (v) => typeof v === 'function' && Object.prototype.toString.call(v) === '[object AsyncFunction]', isGeneratorFunction: (v) => Object.prototype.toString.call(v) === '[object GeneratorFunction]',
    isProxy: (v) => typeof v === 'object' && v !== null && internal.proxied(v) !== undefined, isWeakMap: (v) => v instanceof WeakMap, isWeakSet: (v) => v instanceof WeakSet, isDataView: (v) => v instanceof DataView, isBoxedPrimitive: (v) => v instanceof Number || v instanceof String || v instanceof Boolean,
  },
};
module.exports.inspect.replDefaults = {};
