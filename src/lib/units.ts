import { formatFloat } from './govalue/float';
import { parseFloat64 } from './govalue/parse-number';
import { quote } from './govalue/quote';

const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

function scaled(size: number, base: number, names: readonly string[], precision: number): string {
  let i = 0;
  while (size >= base && i < names.length - 1) {
    size /= base;
    i++;
  }
  return formatFloat(size, 'g', precision) + names[i];
}

/** A size in powers of 1000: 1.049MB (go-units HumanSize; precision 3 as in `docker images` and `docker ps -s`). */
export function humanSize(sizeBytes: number, precision = 4): string {
  return scaled(sizeBytes, 1000, DECIMAL, precision);
}

/** A size in powers of 1024: 1.5GiB (go-units BytesSize). */
export function bytesSize(sizeBytes: number): string {
  return scaled(sizeBytes, 1024, BINARY, 4);
}

/** How long, roughly: About a minute (go-units HumanDuration). */
export function humanDuration(durationMs: number): string {
  const seconds = Math.trunc(durationMs / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.trunc(durationMs / 60_000);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.trunc(durationMs / 3_600_000 + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.trunc(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.trunc(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24 / 30)} months`;
  return `${Math.trunc(Math.trunc(durationMs / 3_600_000) / 24 / 365)} years`;
}

/** Text that is no size, in the words of go-units. */
export class SizeError extends Error {}

function parse(text: string, base: 1000 | 1024): number {
  const cut = /^.*[0-9. ]/s.exec(text)?.[0].length;
  if (cut === undefined) throw new SizeError(`invalid size: '${text}'`);
  const number = text[cut - 1] === ' ' ? text.slice(0, cut - 1) : text.slice(0, cut);
  const suffix = text.slice(cut);
  const size = parseFloat64(number);
  if (typeof size === 'string') throw new SizeError(`strconv.ParseFloat: parsing ${quote(number)}: ${size}`);
  if (size < 0) throw new SizeError(`invalid size: '${text}'`);
  if (suffix === '') return toInt64(size);
  if (new TextEncoder().encode(suffix).length > 3) throw new SizeError(`invalid suffix: '${suffix}'`);
  const lower = suffix.toLowerCase();
  const match = /^(?:b|([kmgtp])(?:b|ib)?)$/.exec(lower);
  if (!match) throw new SizeError(`invalid suffix: '${lower}'`);
  return toInt64(match[1] ? size * base ** (1 + 'kmgtp'.indexOf(match[1])) : size);
}

/** Go's int64(float): what is too large becomes the smallest integer, as on amd64. */
function toInt64(size: number): number {
  return size < 2 ** 63 ? Math.trunc(size) : -(2 ** 63);
}

/** Bytes of a size in powers of 1024: `512m`, `1.5 GiB` (go-units RAMInBytes). Throws SizeError. */
export function ramInBytes(text: string): number {
  return parse(text, 1024);
}

/** Bytes of a size in powers of 1000 (go-units FromHumanSize). Throws SizeError. */
export function fromHumanSize(text: string): number {
  return parse(text, 1000);
}
