import { events as eventStream } from '../../../client/system';
import { jsonLines } from '../../../client/streams';
import { parseTemplate, TemplateError, type Template } from '../../../lib/gotemplate';
import { mapOf, STRING, structOf, Typed, INT64 } from '../../../lib/govalue';
import { formatTimestampNs } from '../../../lib/timestamp';
import { StatusError } from '../../errors';
import type { Verb } from '../../verb';
import { apiTime } from '../time';

interface Message {
  Type: string;
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> | null };
  scope?: string;
  time?: number;
  timeNano?: bigint;
}

const ACTOR = structOf('events.Actor', [['ID', STRING], ['Attributes', mapOf(STRING)]]);
const MESSAGE = structOf('events.Message', [
  ['Type', STRING], ['Action', STRING], ['Actor', ACTOR], ['Scope', STRING, 'scope', true], ['Time', INT64, 'time', true],
  ['TimeNano', INT64, 'timeNano', true],
]);
const MESSAGE_POINTER = { kind: 'pointer' as const, name: '*events.Message', elem: MESSAGE };

/** One event; nanoseconds don't fit a number, so they are read off the text. */
function parse(line: string): Message {
  const message = JSON.parse(line) as Message;
  const nano = /"timeNano":(\d+)/.exec(line)?.[1];
  return { ...message, timeNano: nano === undefined ? undefined : BigInt(nano) };
}

function stamp(ns: bigint): string {
  const text = formatTimestampNs(ns);
  const [, head, digits = '', zone] = /^(.*?)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text)!;
  return `${head}.${digits.padEnd(9, '0')}${zone}`;
}

/** cli/command/system prettyPrintEvent. */
function pretty(message: Message): string {
  const time = message.timeNano !== undefined ? stamp(message.timeNano) : stamp(BigInt(message.time ?? 0) * 1_000_000_000n);
  const attributes = message.Actor.Attributes ?? {};
  const details = Object.keys(attributes).sort().map((key) => `${key}=${attributes[key]}`).join(', ');
  return `${time} ${message.Type} ${message.Action} ${message.Actor.ID}${details === '' ? '' : ` (${details})`}\n`;
}

function run(template: Template, message: Message): string {
  try {
    return template.execute(new Typed(MESSAGE_POINTER, { scope: '', time: 0, timeNano: 0n, ...message })) + '\n';
  } catch (error) {
    if (error instanceof TemplateError) throw new StatusError(64, `Error parsing format: ${error.message}`);
    throw error;
  }
}

/** `docker events`. */
export const events: Verb = async ({ cli, flags }) => {
  const format = flags.string('format') === 'json' ? '{{json .}}' : flags.string('format');
  let template: Template | undefined;
  if (format !== '') {
    try {
      template = parseTemplate(format);
    } catch (error) {
      if (error instanceof TemplateError) throw new StatusError(64, `Error parsing format: ${error.message}`);
      throw error;
    }
    // A field that no event has is found before any event comes.
    run(template, { Type: '', Action: '', Actor: { ID: '', Attributes: {} } });
  }
  const now = cli.sys.now();
  const options = { since: apiTime(flags.string('since'), now), until: apiTime(flags.string('until'), now), filters: flags.filters().toJson() };
  for await (const line of jsonLines(await eventStream(cli.client, options))) {
    const message = parse(line);
    await cli.out(template ? run(template, message) : pretty(message));
  }
};
