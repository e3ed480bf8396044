import { backslashQuote } from '../expand/quote';
import { strftime } from '../expand/prompt';
import type { Shell } from '../interp/shell';
import { byteChar, encode, normalize } from '../text';
import type { BuiltinTable } from './table';

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

/** Backslash escapes of echo and printf %b; `stop` when \c ended the output. */
export function unescape(text: string, style: 'echo' | 'format' | 'dash'): { text: string; stop: boolean } {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c !== '\\' || i + 1 >= text.length) {
      out += c;
      continue;
    }
    const next = text[++i]!;
    const rest = text.slice(i);
    let match: RegExpExecArray | null;
    if (ESCAPES[next] !== undefined) out += ESCAPES[next];
    else if (next === 'c' && style !== 'format') return { text: out, stop: true };
    else if ((next === 'e' || next === 'E') && style !== 'dash') out += '\x1b';
    else if ((match = style === 'format' ? /^[0-7]{1,3}/.exec(rest) : style === 'dash' ? /^0[0-7]{0,3}/.exec(rest) : /^0[0-7]{0,3}/.exec(rest))) {
      out += byteChar(parseInt(match[0], 8) & 255);
      i += match[0].length - 1;
    } else if (style === 'format' && (next === '"' || next === "'" || next === '?')) out += next;
    else if (style !== 'dash' && (match = /^x([0-9a-fA-F]{1,2})/.exec(rest))) {
      out += byteChar(parseInt(match[1]!, 16));
      i += match[0].length - 1;
    } else if (style !== 'dash' && (match = /^(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/.exec(rest))) {
      out += String.fromCodePoint(Math.min(parseInt(match[1] ?? match[2]!, 16), 0x10ffff));
      i += match[0].length - 1;
    } else out += `\\${next}`;
  }
  return { text: out, stop: false };
}

function echo(shell: Shell, argv: readonly string[]): number {
  const { dialect, state } = shell;
  let newline = true;
  let escapes = dialect.echoEscapes || state.shopts.has('xpg_echo');
  let at = 1;
  for (; at < argv.length; at++) {
    if (!(dialect.echoE ? /^-[neE]+$/ : /^-n$/).test(argv[at]!)) break;
    for (const letter of argv[at]!.slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  let text = argv.slice(at).join(' ');
  if (escapes) {
    const result = unescape(text, dialect.name === 'dash' ? 'dash' : 'echo');
    ({ text } = result);
    if (result.stop) newline = false;
  }
  shell.out(newline ? `${text}\n` : text);
  return 0;
}

class PrintfState {
  out = '';
  status = 0;
  at = 0;
  stop = false;
  constructor(readonly shell: Shell, readonly args: readonly string[]) {}

  next(): string | undefined {
    return this.args[this.at++];
  }

  complain(message: string): void {
    this.shell.complain('printf', message);
    this.status = 1;
  }
}

/** printf (POSIX XCU printf; bash(1)): the format is used again until all arguments are. */
function printf(shell: Shell, argv: readonly string[]): number {
  let at = 1;
  let variable: string | undefined;
  if (shell.dialect.bash && argv[at] === '-v') {
    variable = argv[at + 1];
    at += 2;
  }
  if (argv[at] === '--') at++;
  const format = argv[at];
  if (format === undefined) {
    if (shell.dialect.bash) shell.emit(2, 'printf: usage: printf [-v var] format [arguments]\n');
    else if (shell.dialect.name === 'dash') shell.warn('printf: usage: printf format [arg ...]');
    else shell.emit(2, 'printf: usage: printf FORMAT [ARG]...\n');
    return 2;
  }
  const state = new PrintfState(shell, argv.slice(at + 1));
  do {
    const before = state.at;
    pass(state, format);
    if (state.stop || state.at === before) break;
  } while (state.at < state.args.length);
  if (variable === undefined) shell.out(state.out);
  else {
    const element = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(variable);
    shell.vars.assign({ name: element?.[1] ?? variable, index: element?.[2], append: false, value: normalize(state.out), trace: '' });
  }
  return state.status;
}

const SPEC = /^%([-+ #0']*)(\*|\d+)?(?:\.(\*|-?\d*))?(?:hh|h|ll|l|L|q(?=[diouxX])|j|z|t)?(\([^)]*\)T|.)/s;

function pass(state: PrintfState, format: string): void {
  for (let i = 0; i < format.length; ) {
    const c = format[i]!;
    if (c === '\\') {
      const length = escapeLength(format, i);
      const { text, stop } = unescape(format.slice(i, i + length), 'format');
      if (stop) {
        state.stop = true;
        return;
      }
      state.out += text;
      i += length;
    } else if (c !== '%') {
      state.out += c;
      i++;
    } else if (format[i + 1] === '%') {
      state.out += '%';
      i += 2;
    } else {
      const match = SPEC.exec(format.slice(i));
      if (!match) {
        state.complain(`\`%': missing format character`);
        state.stop = true;
        return;
      }
      if (!conversion(state, match)) return;
      i += match[0].length;
    }
  }
}

function escapeLength(text: string, at: number): number {
  return /^\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[\s\S]|$)/.exec(text.slice(at))![0].length;
}

function conversion(state: PrintfState, match: RegExpExecArray): boolean {
  let flags = match[1]!;
  const { bash } = state.shell.dialect;
  let width = match[2] === '*' ? Number(integer(state, state.next())) : Number(match[2] ?? 0);
  if (width < 0) {
    flags += '-';
    width = -width;
  }
  let precision = match[3] === undefined ? undefined : match[3] === '*' ? Number(integer(state, state.next())) : Number(match[3] || 0);
  if (precision !== undefined && precision < 0) precision = undefined;
  const kind = match[4]!;
  const pad = (text: string, zeros = false): string => {
    const length = encode(text).length - (bash ? encode(text).length - [...text].length : 0);
    const fill = width - length;
    if (fill <= 0) return text;
    if (flags.includes('-')) return text + ' '.repeat(fill);
    if (!zeros || !flags.includes('0')) return ' '.repeat(fill) + text;
    const sign = /^[-+ ]?(?:0[xX])?/.exec(text)![0];
    return sign + '0'.repeat(fill) + text.slice(sign.length);
  };
  const cut = (text: string): string => (precision === undefined ? text : [...text].slice(0, precision).join(''));
  if (kind.startsWith('(')) {
    const arg = state.next();
    const seconds = arg === undefined || arg === '-1' ? state.shell.sys.now() / 1000 : arg === '-2' ? state.shell.state.startMs / 1000 : Number(integer(state, arg));
    state.out += pad(cut(strftime(kind.slice(1, -2) || '%X', seconds * 1000)));
    return true;
  }
  switch (kind) {
    case 's':
      state.out += pad(cut(state.next() ?? ''));
      return true;
    case 'b': {
      const { text, stop } = unescape((state.next() ?? '').replace(/\\(?=[1-7])/g, '\\0'), state.shell.dialect.name === 'dash' ? 'dash' : 'echo');
      state.out += pad(cut(normalize(text)));
      state.stop = stop;
      return !stop;
    }
    case 'q':
      if (bash) {
        state.out += pad(cut(backslashQuote(state.next() ?? '')));
        return true;
      }
      break;
    case 'Q':
      if (bash) {
        state.out += pad(backslashQuote(cut(state.next() ?? '')));
        return true;
      }
      break;
    case 'c':
      state.out += pad([...(state.next() ?? '')][0] ?? '');
      return true;
    case 'd': case 'i': case 'o': case 'u': case 'x': case 'X':
      state.out += pad(formatInteger(integer(state, state.next()), kind, flags, precision), precision === undefined);
      return true;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'a': case 'A':
      state.out += pad(formatFloat(float(state, state.next()), kind, flags, precision), true);
      return true;
    default:
  }
  if (bash) state.complain(`\`${kind}': invalid format character`);
  else if (state.shell.dialect.name === 'dash') state.complain(`%${kind}: invalid directive`);
  else {
    state.shell.warn(`%${kind}: invalid format`.replace(/^/, ''));
    state.status = 1;
  }
  state.stop = true;
  return false;
}

/** An integer argument: C's notations, 'c for a character's code. */
function integer(state: PrintfState, arg: string | undefined): bigint {
  const { bash, name } = state.shell.dialect;
  if (arg === undefined || arg === '') return 0n;
  if (arg.startsWith("'") || arg.startsWith('"')) return BigInt(arg.codePointAt(1) ?? 0);
  const match = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|\d+)/.exec(arg);
  const good = match ? match[0] : '';
  if (good.length !== arg.length) {
    if (bash) state.complain(`${arg}: invalid number`);
    else if (name === 'dash') state.complain(match ? `${arg}: not completely converted` : `${arg}: expected numeric value`);
    else {
      state.shell.emit(2, `sh: invalid number '${arg}'\n`);
      state.status = 1;
    }
  }
  if (!match) return 0n;
  const digits = match[2]!;
  let value: bigint;
  if (/^0[0-7]+$/.test(digits)) value = BigInt(`0o${digits.slice(1)}`);
  else if (/^0\d/.test(digits)) {
    const octal = /^0[0-7]*/.exec(digits)![0];
    if (bash && octal.length < digits.length) state.complain(`${arg}: invalid octal number`);
    value = octal.length > 1 ? BigInt(`0o${octal.slice(1)}`) : 0n;
  } else value = BigInt(digits);
  return match[1] === '-' ? -value : value;
}

function formatInteger(value: bigint, kind: string, flags: string, precision: number | undefined): string {
  const signed = kind === 'd' || kind === 'i';
  const n = signed ? value : BigInt.asUintN(64, value);
  const magnitude = n < 0n ? -n : n;
  let digits = kind === 'o' ? magnitude.toString(8) : kind === 'x' ? magnitude.toString(16) : kind === 'X' ? magnitude.toString(16).toUpperCase() : magnitude.toString();
  if (precision !== undefined) digits = precision === 0 && magnitude === 0n ? '' : digits.padStart(precision, '0');
  if (flags.includes("'")) digits = digits.replace(/\B(?=(\d{3})+$)/g, '');
  if (flags.includes('#') && magnitude !== 0n) digits = kind === 'x' ? `0x${digits}` : kind === 'X' ? `0X${digits}` : kind === 'o' && !digits.startsWith('0') ? `0${digits}` : digits;
  const sign = n < 0n ? '-' : signed && flags.includes('+') ? '+' : signed && flags.includes(' ') ? ' ' : '';
  return sign + digits;
}

function float(state: PrintfState, arg: string | undefined): number {
  if (arg === undefined || arg === '') return 0;
  if (arg.startsWith("'") || arg.startsWith('"')) return arg.codePointAt(1) ?? 0;
  if (/^\s*[-+]?(?:inf(?:inity)?)$/i.test(arg)) return arg.trim().startsWith('-') ? -Infinity : Infinity;
  if (/^\s*[-+]?nan$/i.test(arg)) return NaN;
  const match = /^\s*[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(arg);
  if (!match || match[0].length !== arg.length) state.complain(state.shell.dialect.name === 'dash' ? (match ? `${arg}: not completely converted` : `${arg}: expected numeric value`) : `${arg}: invalid number`);
  return match ? Number(match[0]) : 0;
}

function formatFloat(value: number, kind: string, flags: string, precision = 6): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const upper = kind === kind.toUpperCase();
  if (!Number.isFinite(value)) {
    const text = Number.isNaN(value) ? 'nan' : `${sign}inf`;
    return upper ? text.toUpperCase() : text;
  }
  const magnitude = Math.abs(value);
  const exponential = (digits: number): string => magnitude.toExponential(digits).replace(/e([-+])(\d)$/, 'e$10$2');
  let text: string;
  switch (kind.toLowerCase()) {
    case 'f':
      text = fixed(magnitude, precision);
      break;
    case 'e':
      text = exponential(Math.min(100, precision));
      break;
    case 'g': {
      const p = precision === 0 ? 1 : precision;
      const exponent = magnitude === 0 ? 0 : Number(magnitude.toExponential(Math.min(100, p - 1)).split('e')[1]);
      text = exponent < -4 || exponent >= p ? exponential(p - 1) : fixed(magnitude, p - 1 - exponent);
      if (!flags.includes('#') && text.includes('.')) text = text.replace(/\.?0+(?=e|$)/, '');
      break;
    }
    default: {
      const exponent = magnitude === 0 ? 0 : Math.floor(Math.log2(magnitude));
      text = `0x${(magnitude / 2 ** exponent).toString(16)}p${exponent < 0 ? '' : '+'}${exponent}`;
    }
  }
  return sign + (upper ? text.toUpperCase() : text);
}

/** toFixed with exact decimal digits, as C's printf. */
function fixed(value: number, digits: number): string {
  return value < 1e21 ? value.toFixed(Math.min(100, digits)) : BigInt(value).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '');
}

export const OUTPUT_BUILTINS: BuiltinTable = { echo: { run: echo }, printf: { run: printf } };
