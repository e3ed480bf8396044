import { EngineError, isEngineError } from '../../api/errors';
import { within, type Engine } from '../engine';
import { containerEvent } from './events';
import { cancelRestart, deliver, readSignal, thaw } from './signals';
import { bringUp } from './start';
import type { Container } from './store';
import { checkSignal } from './validate';

const DEFAULT_STOP_SECONDS = 10;

export interface StopOptions {
  signal: string;
  /** Seconds; -1 waits without end; undefined is the container's own or ten. */
  timeout: number | undefined;
}

/** POST /containers/{id}/stop (moby daemon/stop.go): the stop signal, then after the timeout SIGKILL. */
export async function stopContainer(engine: Engine, container: Container, ref: string, options: StopOptions): Promise<void> {
  if (container.may('stop', ref).unchanged) throw new EngineError('notModified', '');
  try {
    await stopRunning(engine, container, options);
  } catch (error) {
    if (isEngineError(error)) throw new EngineError(error.kind, `cannot stop container: ${ref}: ${error.message}`);
    throw error;
  }
}

export async function stopRunning(engine: Engine, container: Container, options: StopOptions): Promise<void> {
  const { record, live } = container;
  const signal = readSignal(options.signal || record.config.StopSignal || 'SIGTERM');
  record.manuallyStopped = true;
  if (cancelRestart(container)) {
    containerEvent(engine, container, 'stop');
    return;
  }
  const finished = live.task?.finished.wait();
  if (!finished) return;
  live.stopEvent = true;
  const seconds = options.timeout ?? record.config.StopTimeout ?? DEFAULT_STOP_SECONDS;
  deliver(engine, container, signal);
  thaw(container);
  if (seconds < 0) {
    await finished;
    return;
  }
  if (await within(engine, finished, Math.max(seconds * 1000, 2))) return;
  deliver(engine, container, { name: 'SIGKILL', number: 9 });
  await finished;
}

/** POST /containers/{id}/restart. */
export async function restartContainer(engine: Engine, container: Container, ref: string, options: StopOptions): Promise<void> {
  container.may('restart', ref);
  if (options.signal) {
    try {
      checkSignal(options.signal);
    } catch (error) {
      if (isEngineError(error)) throw new EngineError(error.kind, `Cannot restart container ${ref}: ${error.message}`);
      throw error;
    }
  }
  await container.lock.run(async () => {
    const autoRemove = container.record.hostConfig.AutoRemove;
    container.record.hostConfig.AutoRemove = false;
    try {
      await stopRunning(engine, container, options);
    } finally {
      container.record.hostConfig.AutoRemove = autoRemove;
    }
    container.record.manuallyStopped = false;
    container.record.restartCount = 0;
    if (container.record.state.status !== 'running') await bringUp(engine, container);
    containerEvent(engine, container, 'restart');
  });
}

/** POST /containers/{id}/pause: the freezer holds every process. */
export function pauseContainer(engine: Engine, container: Container, ref: string): void {
  container.may('pause', ref);
  container.live.task?.cgroup.freeze();
  container.record.state.status = 'paused';
  container.save();
  containerEvent(engine, container, 'pause');
}

export function unpauseContainer(engine: Engine, container: Container, ref: string): void {
  container.may('unpause', ref);
  container.live.task?.cgroup.thaw();
  container.record.state.status = 'running';
  container.save();
  containerEvent(engine, container, 'unpause');
}
