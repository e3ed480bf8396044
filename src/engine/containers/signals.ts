import { EngineError, invalid, isEngineError } from '../../api/errors';
import { isSysError } from '../../machine/errno';
import { parseSignal, SIGNALS, type SignalName } from '../../machine/signal';
import { within, type Engine } from '../engine';
import { containerEvent } from './events';
import type { Container } from './store';
import { checkSignal } from './validate';

const KILL_WAIT_MS = 10_000;

/** A signal's name or number as users write it; refuses what Linux doesn't have. */
export function readSignal(text: string): { name: SignalName | undefined; number: number } {
  checkSignal(text);
  const name = parseSignal(text);
  if (name) return { name, number: SIGNALS[name] };
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    if (number > 64) throw invalid(`the linux daemon does not support signal ${number}`);
    return { name: undefined, number };
  }
  return { name: undefined, number: 34 };
}

export function deliver(engine: Engine, container: Container, signal: { name: SignalName | undefined; number: number }): void {
  const task = container.live.task;
  if (task && signal.name && task.pid > 0) {
    try {
      engine.kernel.signal(task.pid, signal.name);
    } catch (error) {
      if (!isSysError(error, 'ESRCH')) throw error;
    }
  }
  containerEvent(engine, container, 'kill', { signal: String(signal.number) });
}

/** A container that waits for its restart stays down. */
export function cancelRestart(container: Container): boolean {
  const { record, live } = container;
  if (record.state.status !== 'restarting') return false;
  live.restartTimer?.cancel();
  live.restartTimer = undefined;
  record.state.status = 'exited';
  container.save();
  return true;
}

/** POST /containers/{id}/kill (moby daemon/kill.go). SIGKILL waits for the end. */
export async function killContainer(engine: Engine, container: Container, ref: string, signalText: string): Promise<void> {
  let signal;
  try {
    signal = readSignal(signalText || 'SIGKILL');
  } catch (error) {
    if (isEngineError(error)) throw new EngineError(error.kind, `cannot kill container: ${ref}: ${error.message}`);
    throw error;
  }
  container.may('kill', ref);
  if (cancelRestart(container)) return;
  const { record, live } = container;
  const finished = live.task?.finished.wait();
  const stopSignal = readSignal(record.config.StopSignal ?? 'SIGTERM');
  if (signal.name === 'SIGKILL' || signal.number === stopSignal.number) {
    record.manuallyStopped = true;
    container.save();
  }
  deliver(engine, container, signal);
  if (signal.name !== 'SIGKILL') return;
  thaw(container);
  if (finished) await within(engine, finished, KILL_WAIT_MS);
}

export function thaw(container: Container): void {
  const { record, live } = container;
  if (record.state.status !== 'paused') return;
  live.task?.cgroup.thaw();
  record.state.status = 'running';
}
