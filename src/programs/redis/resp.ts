import { binary, fromBinary, type WireReader } from '../servers/wire';

/** A reply of the protocol (RESP2): text is one character a byte. */
export type Reply = { status: string } | { error: string } | { int: number } | { bulk: string | null } | { array: Reply[] | null };

export const OK: Reply = { status: 'OK' };
export const NIL: Reply = { bulk: null };
export const int = (value: number | boolean): Reply => ({ int: Number(value) });
export const bulk = (value: string | null | undefined): Reply => ({ bulk: value ?? null });
export const list = (values: readonly (string | null)[]): Reply => ({ array: values.map(bulk) });
export const fail = (error: string): Reply => ({ error });

/** What a command throws to answer with an error. */
export class RedisError extends Error {}

/** A reply on the wire (redis.io: RESP protocol specification). */
export function writeReply(reply: Reply): string {
  if ('status' in reply) return `+${reply.status}\r\n`;
  if ('error' in reply) return `-${reply.error}\r\n`;
  if ('int' in reply) return `:${reply.int}\r\n`;
  if ('bulk' in reply) return reply.bulk === null ? '$-1\r\n' : `$${reply.bulk.length}\r\n${reply.bulk}\r\n`;
  return reply.array === null ? '*-1\r\n' : `*${reply.array.length}\r\n${reply.array.map(writeReply).join('')}`;
}

/** The pair of `writeReply`; undefined at the stream's end. */
export async function parseReply(reader: WireReader): Promise<Reply | undefined> {
  const line = await reader.line();
  if (line === undefined) return undefined;
  const rest = line.slice(1);
  if (line[0] === '+') return { status: rest };
  if (line[0] === '-') return { error: rest };
  if (line[0] === ':') return { int: Number(rest) };
  if (line[0] === '$') {
    if (rest === '-1') return NIL;
    const bytes = await reader.exactly(Number(rest) + 2);
    return bytes && { bulk: binary(bytes.subarray(0, -2)) };
  }
  if (line[0] !== '*') return { error: `Protocol error, got ${JSON.stringify(line[0] ?? '')} as reply type byte` };
  if (rest === '-1') return { array: null };
  const array: Reply[] = [];
  for (let i = Number(rest); i > 0; i--) {
    const item = await parseReply(reader);
    if (!item) return undefined;
    array.push(item);
  }
  return { array };
}

export function writeCommand(words: readonly string[]): Uint8Array {
  return fromBinary(writeReply(list(words)));
}

/** The next command: an array of bulk strings, or an inline line of words. */
export async function parseCommand(reader: WireReader): Promise<string[] | undefined> {
  for (;;) {
    const line = await reader.line();
    if (line === undefined) return undefined;
    if (line === '') continue;
    if (!line.startsWith('*')) return splitWords(line) ?? [];
    const words: string[] = [];
    for (let i = Number(line.slice(1)); i > 0; i--) {
      const length = Number((await reader.line())?.slice(1) ?? NaN);
      const bytes = Number.isInteger(length) ? await reader.exactly(length + 2) : undefined;
      if (!bytes) return undefined;
      words.push(binary(bytes.subarray(0, -2)));
    }
    if (words.length > 0) return words;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\u0007' };

/** Words of a line with redis-cli's quoting (sdssplitargs); undefined when quotes aren't balanced. */
export function splitWords(line: string): string[] | undefined {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(line[at] ?? '')) at++;
    if (at >= line.length) return words;
    let word = '';
    while (at < line.length && !/\s/.test(line[at]!)) {
      const quote = line[at]!;
      if (quote !== '"' && quote !== "'") {
        word += quote;
        at++;
        continue;
      }
      for (at++; ; at++) {
        const char = line[at];
        if (char === undefined) return undefined;
        if (char === quote) break;
        if (char !== '\\') word += char;
        else if (quote === "'") word += line[at + 1] === "'" ? line[++at]! : char;
        else if (/^x[0-9a-f]{2}/i.test(line.slice(at + 1))) {
          word += String.fromCharCode(parseInt(line.slice(at + 2, at + 4), 16));
          at += 3;
        } else {
          const next = line[++at] ?? '';
          word += ESCAPES[next] ?? next;
        }
      }
      at++;
    }
    words.push(word);
  }
}
