import { text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { WireReader } from './wire';

/** What a client reads its statements from: a terminal with a prompt, or a pipe. */
export class LineInput {
  readonly interactive: boolean;
  private readonly reader: WireReader;
  private interrupted = false;

  constructor(private readonly sys: Sys, fd = 0, prompts = fd === 0 && sys.isatty(0)) {
    this.interactive = prompts;
    this.reader = new WireReader({
      read: async (max) => {
        try {
          return await sys.read(fd, max);
        } catch (error) {
          if (isSysError(error, 'EINTR')) return new Uint8Array(0);
          throw error;
        }
      },
    });
    if (prompts) sys.onSignal('SIGINT', () => void (this.interrupted = true));
  }

  /** The next line; `'interrupt'` after Ctrl-C; undefined at the end. */
  async line(prompt: string): Promise<string | undefined> {
    if (this.interactive) await this.sys.write(1, prompt);
    const line = await this.reader.line();
    if (line === undefined && this.interrupted) {
      this.interrupted = false;
      return '\u0003';
    }
    return line === undefined ? undefined : text(Uint8Array.from(line, (c) => c.charCodeAt(0)));
  }
}

/** What `line` gives for Ctrl-C. */
export const INTERRUPT = '\u0003';

/** Asks for a password on the terminal without showing it. */
export async function askPassword(sys: Sys, prompt: string): Promise<string> {
  await sys.write(2, prompt);
  const terminal = sys.isatty(0);
  if (terminal) sys.tcsetattr(0, { echo: false });
  try {
    return (await new LineInput(sys, 0, false).line('')) ?? '';
  } finally {
    if (terminal) {
      sys.tcsetattr(0, { echo: true });
      await sys.write(2, '\n');
    }
  }
}
