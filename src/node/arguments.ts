/** What is wrong with a command line, in words for the person who typed it. */
export class UsageError extends Error {}

/** A seed option's number. */
export function parseSeed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(`dockyard: --seed wants a whole number, not '${text}'`);
  return Number(text);
}

/** Where a socket is: `unix:///PATH` or `tcp://HOST:PORT`. */
export type Endpoint = { kind: 'unix'; path: string } | { kind: 'tcp'; host: string; port: number };

export function parseEndpoint(text: string, option: string): Endpoint {
  const unixPath = /^unix:\/\/(\/.+)$/.exec(text);
  if (unixPath) return { kind: 'unix', path: unixPath[1]! };
  const tcp = /^(?:tcp|http):\/\/(\[[^\]]+\]|[^:/]+):(\d+)\/?$/.exec(text);
  if (tcp && Number(tcp[2]) <= 65535) return { kind: 'tcp', host: tcp[1]!.replace(/^\[|\]$/g, ''), port: Number(tcp[2]) };
  throw new UsageError(`dockyard: ${option} wants unix:///PATH or tcp://HOST:PORT, not '${text}'`);
}
