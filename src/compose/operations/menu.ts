import { isSysError } from '../../machine/errno';
import type { App } from '../app';
import type { LogConsumer } from './log-consumer';

const KEY = (key: string, text: string): string => `\x1b[1;38;2;0;0;0;48;2;255;255;255m${key}\x1b[0m\x1b[2m ${text}\x1b[0m`;

/** The line of keys below an attached `up` on a terminal: `d` detaches, Ctrl-C stops (cmd/formatter/shortcut.go). */
export class Menu {
  private saved: ReturnType<App['cli']['sys']['tcgetattr']> | undefined;
  private isOpen = false;
  private error = '';

  constructor(
    private readonly app: App,
    private readonly consumer: LogConsumer,
    private readonly actions: { interrupt: () => void; detach: () => void },
  ) {}

  open(): void {
    const { sys } = this.app.cli;
    this.saved = sys.tcgetattr(0);
    sys.tcsetattr(0, { canonical: false, echo: false, signals: false });
    this.isOpen = true;
    this.consumer.decoration = { before: () => this.clear(), after: () => (this.isOpen ? this.draw() : '') };
    sys.thread(() => this.readKeys());
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    if (this.saved) this.app.cli.sys.tcsetattr(0, this.saved);
    this.saved = undefined;
  }

  /** Clears what stands below the cursor. */
  private clear(): string {
    const { rows } = this.app.cli.sys.winsize(1);
    return `\x1b[0G\x1b[s\x1b7${'\x1b[1B\x1b[0K'.repeat(rows)}\x1b[u\x1b8`;
  }

  private draw(): string {
    const { rows } = this.app.cli.sys.winsize(1);
    const words = this.error !== '' ? `\x1b[31m\x1b[1m${this.error}\x1b[0m` : `${KEY('w', 'Enable Watch')}   ${KEY('d', 'Detach')}`;
    const room = '\x1b[0K\n\x1b[0G\x1b[0K\n\x1b[0G\x1b[2A\x1b[0G';
    return `${room}\x1b[s\x1b7\x1b[${rows};0H\x1b[0K${words}\x1b[0G\x1b[u\x1b8`;
  }

  private async readKeys(): Promise<void> {
    const { sys } = this.app.cli;
    while (this.isOpen) {
      let bytes: Uint8Array;
      try {
        bytes = await sys.read(0, 1);
      } catch (error) {
        if (isSysError(error, 'EINTR')) continue;
        return;
      }
      if (bytes.length === 0) return;
      if (!this.isOpen) return;
      if (bytes[0] === 3) {
        await sys.write(1, `${this.clear()}\x1b[?25h`);
        this.close();
        this.actions.interrupt();
      } else if (bytes[0] === 100) {
        await sys.write(1, `${this.clear()}\x1b[?25h`);
        this.close();
        this.actions.detach();
      } else if (bytes[0] === 119) {
        this.error = 'dockyard: docker compose watch is not simulated';
        await sys.write(1, this.clear() + this.draw());
      }
    }
  }
}
