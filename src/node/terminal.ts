import { chunksOf } from '../lib/stream';
import { exitCode } from '../host/script';
import { bootForNode } from './machine';
import { UsageError } from './arguments';

/** The simulated machine in this terminal: keys go to it raw, its screen comes here. */
export async function terminal(): Promise<number> {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY) throw new UsageError("dockyard: this is not a terminal; use 'dockyard run' for scripts");
  const host = await bootForNode({ pace: 1, seed: process.pid, epochMs: Date.now() });
  const size = () => ({ rows: stdout.rows, cols: stdout.columns });
  const session = await host.openTerminal(size());
  stdin.setRawMode(true);
  stdin.on('data', (keys) => session.input(keys));
  stdout.on('resize', () => session.resize(size()));
  try {
    for await (const part of chunksOf(session.output)) {
      if (!stdout.write(part)) await new Promise((resolve) => stdout.once('drain', resolve));
    }
    return exitCode(await session.exit);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    host.machine.halt();
    host.clock.stop();
  }
}
