import { noFlags } from './format';
import { indirectInterface } from './reflect';
import type { Value } from './types';
import { ValuePrinter } from './value-printer';

/** Widths, precisions and argument indexes beyond this are refused. */
const MAX_NUMBER = 1_000_000;

/** Sprintf: a format's verbs on its arguments. */
class FormatPrinter extends ValuePrinter {
  private reordered = false;
  private goodArgument = true;

  /** A `[n]` argument index at `i`. */
  private argumentIndex(format: string, i: number, current: number, count: number): { index: number; i: number; found: boolean } {
    if (format[i] !== '[') return { index: current, i, found: false };
    this.reordered = true;
    const close = format.indexOf(']', i + 1);
    const digits = close === -1 ? '' : format.slice(i + 1, close);
    const good = /^\d+$/.test(digits) && Number(digits) <= MAX_NUMBER;
    const width = close === -1 || format.length - i < 3 ? 1 : close - i + 1;
    if (good && Number(digits) >= 1 && Number(digits) <= count) return { index: Number(digits) - 1, i: i + width, found: true };
    this.goodArgument = false;
    return { index: current, i: i + width, found: good };
  }

  private number(format: string, i: number): { value: number | undefined; i: number } {
    const digits = /^\d*/.exec(format.slice(i))![0];
    if (digits === '') return { value: undefined, i };
    if (Number(digits.slice(0, -1)) > MAX_NUMBER) return { value: undefined, i: format.length };
    return { value: Number(digits), i: i + digits.length };
  }

  private starNumber(args: readonly (Value | undefined)[], index: number): number | undefined {
    const value = indirectInterface(args[index]);
    if (!value || (value.type.kind !== 'int' && value.type.kind !== 'uint')) return undefined;
    const number = Number(value.raw);
    return Math.abs(number) > MAX_NUMBER ? undefined : number;
  }

  printf(format: string, args: readonly (Value | undefined)[]): void {
    const end = format.length;
    let index = 0;
    let afterIndex = false;
    this.reordered = false;
    for (let i = 0; i < end; ) {
      this.goodArgument = true;
      const percent = format.indexOf('%', i);
      if (percent === -1) {
        this.out += format.slice(i);
        break;
      }
      this.out += format.slice(i, percent);
      i = percent + 1;
      const flags = (this.flags = noFlags());
      for (; i < end && '#0+- '.includes(format[i]!); i++) {
        if (format[i] === '#') flags.sharp = true;
        else if (format[i] === '0') flags.zero = true;
        else if (format[i] === '+') flags.plus = true;
        else if (format[i] === '-') flags.minus = true;
        else flags.space = true;
      }
      ({ index, i, found: afterIndex } = this.argumentIndex(format, i, index, args.length));
      if (format[i] === '*') {
        i++;
        flags.width = this.starNumber(args, index);
        if (index < args.length) index++;
        if (flags.width === undefined) this.out += '%!(BADWIDTH)';
        else if (flags.width < 0) {
          flags.width = -flags.width;
          flags.minus = true;
          flags.zero = false;
        }
        afterIndex = false;
      } else {
        ({ value: flags.width, i } = this.number(format, i));
        if (afterIndex && flags.width !== undefined) this.goodArgument = false;
      }
      if (i + 1 < end && format[i] === '.') {
        i++;
        if (afterIndex) this.goodArgument = false;
        ({ index, i, found: afterIndex } = this.argumentIndex(format, i, index, args.length));
        if (format[i] === '*') {
          i++;
          flags.precision = this.starNumber(args, index);
          if (index < args.length) index++;
          if (flags.precision !== undefined && flags.precision < 0) flags.precision = undefined;
          if (flags.precision === undefined) this.out += '%!(BADPREC)';
          afterIndex = false;
        } else {
          ({ value: flags.precision, i } = this.number(format, i));
          flags.precision ??= 0;
        }
      }
      if (!afterIndex) ({ index, i, found: afterIndex } = this.argumentIndex(format, i, index, args.length));
      if (i >= end) {
        this.out += '%!(NOVERB)';
        break;
      }
      const verb = String.fromCodePoint(format.codePointAt(i)!);
      i += verb.length;
      if (verb === '%') this.out += '%';
      else if (!this.goodArgument) this.out += `%!${verb}(BADINDEX)`;
      else if (index >= args.length) this.out += `%!${verb}(MISSING)`;
      else {
        if (verb === 'v' || verb === 'w') {
          flags.sharpV = flags.sharp;
          flags.plusV = flags.plus;
          flags.sharp = flags.plus = false;
        }
        this.argument(args[index], verb);
        index++;
      }
    }
    if (!this.reordered && index < args.length) {
      this.flags = noFlags();
      this.out += '%!(EXTRA ';
      args.slice(index).forEach((arg, i) => {
        if (i > 0) this.out += ', ';
        const value = indirectInterface(arg);
        if (!value) this.out += '<nil>';
        else {
          this.out += value.type.name + '=';
          this.argument(value, 'v');
        }
      });
      this.out += ')';
    }
  }
}

/** fmt.Sprintf. */
export function sprintf(format: string, args: readonly (Value | undefined)[]): string {
  const printer = new FormatPrinter();
  printer.printf(format, args);
  return printer.out;
}

/** fmt.Sprint: spaces between operands when neither is a string. */
export function sprint(args: readonly (Value | undefined)[]): string {
  const printer = new ValuePrinter();
  let afterString = false;
  args.forEach((arg, i) => {
    const isString = indirectInterface(arg)?.type.kind === 'string';
    if (i > 0 && !isString && !afterString) printer.out += ' ';
    printer.argument(arg, 'v');
    afterString = isString;
  });
  return printer.out;
}

/** fmt.Sprintln: spaces between all operands, and a newline. */
export function sprintln(args: readonly (Value | undefined)[]): string {
  const printer = new ValuePrinter();
  args.forEach((arg, i) => {
    if (i > 0) printer.out += ' ';
    printer.argument(arg, 'v');
  });
  return printer.out + '\n';
}
