import { parseInt64 } from '../flags/strconv';

export interface Ulimit {
  Name: string;
  Hard: number;
  Soft: number;
}

const TYPES = new Set([
  'core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss', 'rtprio', 'rttime', 'sigpending', 'stack',
]);

/** units.ParseUlimit: `nofile=1024:2048`. */
export function parseUlimit(text: string): Ulimit {
  const at = text.indexOf('=');
  if (at === -1) throw new Error(`invalid ulimit argument: ${text}`);
  const name = text.slice(0, at);
  if (!TYPES.has(name)) throw new Error(`invalid ulimit type: ${name}`);
  const values = text.slice(at + 1).split(':');
  if (values.length > 2) {
    throw new Error(`too many limit value arguments - ${text.slice(at + 1)}, can only have up to two, \`soft[:hard]\``);
  }
  const soft = parseInt64(values[0]!, 64, 10);
  const hard = values.length === 2 ? parseInt64(values[1]!, 64, 10) : soft;
  if (hard !== -1) {
    if (soft === -1) {
      throw new Error(`ulimit soft limit must be less than or equal to hard limit: soft: -1 (unlimited), hard: ${hard}`);
    }
    if (soft > hard) throw new Error(`ulimit soft limit must be less than or equal to hard limit: ${soft} > ${hard}`);
  }
  return { Name: name, Hard: hard, Soft: soft };
}

/** UlimitOpt.String: the limits as they are listed, by name. */
export function formatUlimits(limits: readonly Ulimit[]): string {
  return `[${limits.map((limit) => `${limit.Name}=${limit.Soft}:${limit.Hard}`).join(' ')}]`;
}
