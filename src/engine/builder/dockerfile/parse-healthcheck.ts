import { parseDurationNs } from '../../../lib/duration';
import { Flags } from './flags';
import { quote } from './go-text';
import type { Healthcheck } from './instructions';
import { DockerfileError } from './location';
import type { Request } from './parse-instruction';

/** `HEALTHCHECK NONE`, or `CMD` with its options. */
export function parseHealthcheck(request: Request): Healthcheck {
  if (request.args.length === 0) throw new DockerfileError('HEALTHCHECK requires at least one argument');
  const type = request.args[0]!.toUpperCase();
  const args = request.args.slice(1);
  const none = { interval: 0, timeout: 0, startPeriod: 0, startInterval: 0, retries: 0 };
  if (type === 'NONE') {
    if (args.length > 0) throw new DockerfileError('HEALTHCHECK NONE takes no arguments');
    return { test: ['NONE'], ...none };
  }
  const flags = new Flags({
    interval: 'string', timeout: 'string', 'start-period': 'string', 'start-interval': 'string', retries: 'string',
  }).parse(request.flags);
  if (type !== 'CMD') throw new DockerfileError(`Unknown type ${quote(type)} in HEALTHCHECK (try CMD)`);
  if (args.length === 0) throw new DockerfileError('Missing command after HEALTHCHECK CMD');
  const interval = (name: Parameters<typeof flags.string>[0]) => {
    const text = flags.string(name);
    const value = text === '' ? 0 : Number(parseDurationNs(text));
    if (value !== 0 && value < 1e6) throw new DockerfileError(`Interval ${quote(name)} cannot be less than 1ms`);
    return value;
  };
  return {
    test: request.json ? ['CMD', ...args] : ['CMD-SHELL', args.join(' ')],
    interval: interval('interval'),
    timeout: interval('timeout'),
    startPeriod: interval('start-period'),
    startInterval: interval('start-interval'),
    retries: parseRetries(flags.string('retries')),
  };
}

function parseRetries(text: string): number {
  if (text === '') return 0;
  const fail = (what: string) => new DockerfileError(`strconv.ParseInt: parsing ${quote(text)}: ${what}`);
  if (!/^[+-]?\d+$/.test(text)) throw fail('invalid syntax');
  const retries = Number(text);
  if (retries > 2 ** 31 - 1 || retries < -(2 ** 31)) throw fail('value out of range');
  if (retries < 0) throw new DockerfileError(`--retries cannot be negative (${retries})`);
  return retries;
}
