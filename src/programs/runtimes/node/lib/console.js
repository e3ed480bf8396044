// console
const { formatWithOptions, inspect } = internal.builtin('util');
class Console {
  constructor(out = process.stdout, err = out) {
    if (out?.stdout) [out, err] = [out.stdout, out.stderr ?? out.stdout];
    const counts = new Map();
    const timers = new Map();
    let indent = '';
    const say = (stream, args) => {
      let text = formatWithOptions({ colors: !!stream.isTTY }, ...args);
      if (indent) text = text.replace(/^/gm, indent);
      stream.write(`${text}\n`);
    };
    const elapsed = (label) => {
      const ms = performance.now() - timers.get(label);
      return ms < 1000 ? `${Number(ms.toPrecision(ms < 1 ? 3 : 5)).toString().replace(/(\.\d{3})\d+/, '$1')}ms` : ms < 60000 ? `${(ms / 1000).toFixed(3)}s` : `${Math.floor(ms / 60000)}:${(ms / 1000 % 60).toFixed(3).padStart(6, '0')} (m:ss.mmm)`;
    };
    Object.assign(this, {
      log: (...args) => say(out, args),
      error: (...args) => say(err, args),
      dir: (value, options) => say(out, [inspect(value, { customInspect: false, colors: !!out.isTTY, ...options })]),
      assert: (ok, ...args) => {
        if (ok) return;
        if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
        else args.unshift('Assertion failed');
        say(err, args);
      },
      count: (label = 'default') => {
        counts.set(label, (counts.get(label) ?? 0) + 1);
        say(out, [`${label}: ${counts.get(label)}`]);
      },
      countReset: (label = 'default') => {
        if (!counts.delete(label)) process.emitWarning(`Count for '${label}' does not exist`);
      },
      group: (...args) => {
        if (args.length > 0) say(out, args);
        indent += '  ';
      },
      groupEnd: () => (indent = indent.slice(2)),
      time: (label = 'default') => {
        if (timers.has(label)) return process.emitWarning(`Label '${label}' already exists for console.time()`);
        timers.set(label, performance.now());
      },
      timeLog: (label = 'default', ...args) => {
        if (!timers.has(label)) return process.emitWarning(`No such label '${label}' for console.timeLog()`);
        say(out, [`${label}: ${elapsed(label)}`, ...args]);
      },
      timeEnd: (label = 'default') => {
        if (!timers.has(label)) return process.emitWarning(`No such label '${label}' for console.timeEnd()`);
        say(out, [`${label}: ${elapsed(label)}`]);
        timers.delete(label);
      },
      trace: (...args) => {
        const { stack } = new Error();
        say(err, [`Trace${args.length > 0 ? `: ${formatWithOptions({}, ...args)}` : ''}\n${stack.split('\n').slice(1).filter((line) => !line.includes('node:console')).join('\n')}`]);
      },
      table: (rows, columns) => say(out, [rows === null || typeof rows !== 'object' ? rows : table(rows, columns)]),
    });
    this.info = this.debug = this.log;
    this.warn = this.error;
    this.groupCollapsed = this.group;
    this.dirxml = this.log;
    this.clear = () => out.isTTY && out.write('\u001b[1;1H\u001b[0J');
    this.Console = Console;
    Object.defineProperty(this, Symbol.toStringTag, { value: 'console', configurable: true, writable: true });
  }
}
function table(rows, wanted) {
  const show = (value) => inspect(value, { depth: value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
  if (rows instanceof Map) return draw(['(iteration index)', 'Key', 'Values'], [...rows].map(([key, value], i) => [i, show(key), show(value)]));
  if (rows instanceof Set) return draw(['(iteration index)', 'Values'], [...rows].map((value, i) => [i, show(value)]));
  const entries = Object.entries(rows);
  const columns = wanted ? [...wanted] : [];
  let values = false;
  for (const [, row] of entries) {
    if (row !== null && typeof row === 'object') {
      if (!wanted) for (const key of Object.keys(row)) if (!columns.includes(key)) columns.push(key);
    } else values = true;
  }
  const head = ['(index)', ...columns, ...(values ? ['Values'] : [])];
  const lines = entries.map(([key, row]) => {
    const isRow = row !== null && typeof row === 'object';
    return [key, ...columns.map((column) => (isRow && Object.hasOwn(row, column) ? show(row[column]) : '')), ...(values ? [isRow ? '' : show(row)] : [])];
  });
  return draw(head, lines);
}
function draw(head, lines) {
  const widths = head.map((name, i) => Math.max(name.length, ...lines.map((line) => String(line[i]).length)) + 2);
  const left = Number(process.version.slice(1).split('.')[0]) >= 20;
  const cell = (text, width) => {
    const space = width - String(text).length;
    const before = left ? 1 : Math.floor(space / 2);
    return `${' '.repeat(before)}${text}${' '.repeat(space - before)}`;
  };
  const rule = (a, b, c) => a + widths.map((width) => '─'.repeat(width)).join(b) + c;
  const row = (line) => `│${line.map((text, i) => cell(text, widths[i])).join('│')}│`;
  return [rule('┌', '┬', '┐'), row(head), rule('├', '┼', '┤'), ...lines.map(row), rule('└', '┴', '┘')].join('\n');
}
const streams = { get stdout() { return process.stdout; }, get stderr() { return process.stderr; } };
module.exports = new Console({ write: (text) => streams.stdout.write(text), get isTTY() { return streams.stdout.isTTY; } }, { write: (text) => streams.stderr.write(text), get isTTY() { return streams.stderr.isTTY; } });
