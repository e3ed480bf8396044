import { humanSize } from '../lib/units';
import type { ByteReader } from '../lib/stream';
import { jsonValues } from '../client/streams';

/** One message of a pull, push, load, import or classic build (moby api/types/jsonstream). */
export interface JsonMessage {
  stream?: string;
  status?: string;
  id?: string;
  from?: string;
  progressDetail?: { current?: number; total?: number; units?: string; hidecounts?: boolean; start?: number };
  error?: string;
  errorDetail?: { code?: number; message?: string };
  aux?: unknown;
}

/** The engine gave up in the middle of a stream. */
export class StreamError extends Error {
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}

export interface Display {
  write: (text: string) => Promise<void>;
  isTerminal: boolean;
  columns: () => number;
  onAux?: (message: JsonMessage) => Promise<void>;
}

/** The bar and the numbers of a progress (jsonmessage.JSONProgress). */
function progressText(detail: NonNullable<JsonMessage['progressDetail']>, columns: number): string {
  const { current = 0, total = 0, units = '' } = detail;
  if (current <= 0 && total <= 0) return '';
  const size = (bytes: number): string => humanSize(bytes);
  if (total <= 0) return units === '' ? size(current).padStart(8) : `${current} ${units}`;
  const half = Math.min(50, Math.trunc(Math.trunc((current / total) * 100) / 2));
  const bar = columns > 110 ? `[${'='.repeat(half)}>${' '.repeat(50 - half)}] ` : '';
  if (detail.hidecounts) return bar;
  const total2 = units === '' ? `/${size(total)}` : `/${total} ${units}`;
  const now = units === '' ? size(current).padStart(8) : String(current);
  return bar + (current > total ? now : now + total2);
}

/**
 * Shows messages as they come (jsonmessage.DisplayJSONMessagesStream): on a terminal each id keeps its line, elsewhere
 * bars are left out.
 */
export async function showMessages(from: ByteReader, display: Display): Promise<void> {
  let lines = new Map<string, number>();
  for await (const message of jsonValues<JsonMessage>(from)) {
    if (message.aux !== undefined && message.status === undefined && message.error === undefined && message.stream === undefined) {
      await display.onAux?.(message);
      continue;
    }
    let up = 0;
    let before = '';
    const { id = '', progressDetail } = message;
    if (id !== '' && progressDetail !== undefined) {
      let line = lines.get(id);
      if (line === undefined) {
        line = lines.size;
        lines.set(id, line);
        before += '\n';
      }
      up = lines.size - line;
      before += `\x1b[${up}A`;
    } else lines = new Map();
    if (message.error !== undefined || message.errorDetail !== undefined) {
      if (display.isTerminal && before !== '') await display.write(before);
      const code = message.errorDetail?.code ?? 0;
      const text = message.errorDetail?.message ?? message.error ?? '';
      throw new StreamError(code === 401 ? 'authentication is required' : text, code);
    }
    const shown = line(message, display);
    const after = id !== '' && up > 0 ? `\x1b[${up}B` : '';
    if (display.isTerminal) await display.write(before + shown + after);
    else if (shown !== '') await display.write(shown);
  }
}

function line(message: JsonMessage, display: Display): string {
  const { id = '', from = '', status = '', stream = '', progressDetail } = message;
  const bar = progressDetail === undefined ? '' : progressText(progressDetail, display.columns() || 200);
  const head = (id === '' ? '' : `${id}: `) + (from === '' ? '' : `(from ${from}) `);
  if (display.isTerminal && stream === '' && progressDetail !== undefined) return `\x1b[2K\r${head}${status} ${bar}\r`;
  if (bar !== '') return '';
  if (stream !== '') return head + stream;
  return `${head}${status}\n`;
}
