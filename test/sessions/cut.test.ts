import { beforeAll, expect, test } from 'vitest';
import { bootHost, type Host } from '../../src/host/boot';
import type { Terminal } from '../../src/machine/machine-types';
import { Random } from '../../src/lib/random';
import { utf8 } from '../../src/lib/bytes';
import { commandsOf, everyCommand } from './random-commands';

const SESSIONS = 200;
const BATCHES = 8;
const SETTLING_TURNS = 2000;
/** Turns of the event loop after which nothing is left to run without time. */
const QUIET_TURNS = 20;

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A learner at a terminal. While they look at the prompt, the machine's time stands still. */
class Learner {
  private constructor(private host: Host, private terminal: Terminal) {}

  static async begin(seed: number): Promise<Learner> {
    const host = await bootHost({ seed });
    const learner = new Learner(host, await host.openTerminal({ rows: 50, cols: 200 }));
    await learner.untilPrompt();
    return learner;
  }

  private async untilPrompt(): Promise<string> {
    const decoder = new TextDecoder();
    let shown = '';
    for (;;) {
      shown += decoder.decode(await this.terminal.output.read(), { stream: true });
      if (!shown.endsWith('$ ')) continue;
      // Time goes on by single appointments until the shell waits for a key and what is in the background can be saved.
      for (let i = 0; i < SETTLING_TURNS; i++) {
        this.host.clock.stop();
        await turns(QUIET_TURNS);
        while (this.host.clock.awaitsOutside) await turns(1);
        if (this.terminal.atPrompt() && this.host.machine.isSettled()) return shown;
        this.host.clock.start();
        await turns(1);
      }
      throw new Error(`the machine does not settle:\n${shown}\n${this.running()}`);
    }
  }

  private running(): string {
    return this.host.machine.kernel.processes().map((process) => process.argv.join(' ')).join('\n');
  }

  /** What appears between the key that ends the command and the next prompt. */
  async run(command: string): Promise<string> {
    this.host.clock.start();
    this.terminal.input(utf8(`${command}\r`));
    return this.untilPrompt();
  }

  /** Saves the machine and goes on with another that was made from what was saved. */
  async cut(): Promise<void> {
    const state = structuredClone(await this.host.snapshot());
    const epochMs = this.host.clock.now();
    this.end();
    this.host = await bootHost({ seed: 99, state, epochMs, paused: true });
    this.terminal = this.host.machine.reopenTerminal('pts/0')!;
  }

  end(): void {
    this.host.machine.halt();
    this.host.clock.stop();
  }
}

async function transcript(seed: number, cuts: boolean): Promise<string[]> {
  const random = new Random(seed + 1_000_000);
  const learner = await Learner.begin(seed);
  const shown: string[] = [];
  try {
    for (const command of commandsOf(seed)) {
      if (random.below(2) === 1 && cuts) await learner.cut();
      shown.push(await learner.run(command));
    }
  } finally {
    learner.end();
  }
  return shown;
}

// Programs are loaded when first run, and who waits for that is overtaken: all have been, before anything is compared.
beforeAll(async () => {
  const learner = await Learner.begin(0);
  for (const command of everyCommand()) await learner.run(command);
  learner.end();
}, 60_000);

test.each(Array.from({ length: BATCHES }, (_, batch) => batch))(`${SESSIONS} random sessions, cut by save and restore, go on as if they had not been: part %i`, async (batch) => {
  for (let seed = batch; seed < SESSIONS; seed += BATCHES) expect(await transcript(seed, true), `the session of seed ${seed}`).toEqual(await transcript(seed, false));
});
