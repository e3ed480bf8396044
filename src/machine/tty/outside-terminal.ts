import { EMPTY } from '../../lib/bytes';
import type { ByteReader } from '../../lib/stream';
import type { Terminal } from '../machine-types';
import type { WaitStatus } from '../sys';
import type { Tty } from './tty';
import type { WindowSize } from './types';

/** The master's side as the outside holds it: a terminal emulator. */
export class OutsideTerminal {
  private open = true;

  constructor(private readonly tty: Tty) {
    tty.masters++;
  }

  attach(pid: number, exit: Promise<WaitStatus>): Terminal {
    const { tty } = this;
    const output: ByteReader = { read: (max) => this.read(max) };
    return {
      pid,
      output,
      exit,
      input: (bytes) => this.open && tty.discipline.receive(bytes),
      resize: (size: WindowSize) => tty.resize(size),
      atPrompt: () => tty.session?.leader !== undefined && tty.foreground === tty.session.leader.group && tty.session.leader.image?.isWaiting === true,
      hangUp: () => this.hangUp(),
    };
  }

  private async read(max = 65536): Promise<Uint8Array> {
    for (;;) {
      const taken = this.tty.readMaster(max);
      if (taken) {
        if (taken.length === 0) this.hangUp();
        return taken;
      }
      if (!this.open) return EMPTY;
      await new Promise<void>((resolve) => this.tty.changed.add(resolve));
    }
  }

  hangUp(): void {
    if (!this.open) return;
    this.open = false;
    this.tty.closedMaster();
  }
}
