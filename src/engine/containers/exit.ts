import type { WaitStatus } from '../../machine/sys';
import { background, takeTime, within, type Engine } from '../engine';
import { formatNanos, parseNanos } from '../go-time';
import { closeQuietly, exitCodeOf } from '../runtime/run-task';
import { containerEvent } from './events';
import { removeAfterExit } from './remove';
import type { Container } from './store';
import { takeDown } from './take-down';

type BringUp = (engine: Engine, container: Container) => Promise<void>;

const DRAIN_MS = 2000;
/** What taking a container down takes. */
const TEARDOWN_MS = 30;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 60_000;
/** A container that ran this long starts its back-off anew. */
const STEADY_MS = 10_000;

/** The kernel says that a container's process has ended. */
export async function handleExit(engine: Engine, container: Container, status: WaitStatus, bringUp: BringUp): Promise<void> {
  const { record, live } = container;
  const task = live.task;
  if (!task) return;
  task.cgroup.thaw();
  task.cgroup.kill();
  await within(engine, task.drained.wait(), DRAIN_MS);
  await live.log?.flush();
  await takeTime(engine, TEARDOWN_MS);
  live.healthStop?.();
  live.healthStop = undefined;
  const code = exitCodeOf(status);
  const oomKilled = task.cgroup.usage().oomKills > 0;
  const now = engine.now();
  const ranMs = Number((now - parseNanos(record.state.startedAt)) / 1_000_000n);
  takeDown(engine, container);
  live.task = undefined;
  if (task.ttyFd === undefined) closeQuietly(engine, task.stdinFd);
  const restart = !engine.stopping && shouldRestart(container, code);
  Object.assign(record.state, { status: restart ? 'restarting' : 'exited', pid: 0, exitCode: code, oomKilled, finishedAt: formatNanos(now) });
  if (record.state.health) record.state.health.status = 'unhealthy';
  container.save();
  engine.execs.forget(container.id);
  if (live.stopEvent) containerEvent(engine, container, 'stop');
  live.stopEvent = false;
  if (oomKilled) containerEvent(engine, container, 'oom');
  containerEvent(engine, container, 'die', { execDuration: String(Math.floor(ranMs / 1000)), exitCode: String(code) });
  live.hub.close();
  live.exited(code);
  task.finished.fire(code);
  if (restart) scheduleRestart(engine, container, ranMs, bringUp);
  else if (record.hostConfig.AutoRemove && !record.removing) removeAfterExit(engine, container);
}

/** moby daemon/internal/restartmanager ShouldRestart. */
function shouldRestart(container: Container, code: number): boolean {
  const { record } = container;
  if (record.manuallyStopped || record.removing) return false;
  const policy = record.hostConfig.RestartPolicy;
  if (policy.Name === 'always' || policy.Name === 'unless-stopped') return true;
  return policy.Name === 'on-failure' && code !== 0 && (policy.MaximumRetryCount === 0 || record.restartCount < policy.MaximumRetryCount);
}

/** Starts again after a pause that doubles each time, from 100 ms to a minute. */
function scheduleRestart(engine: Engine, container: Container, ranMs: number, bringUp: BringUp): void {
  const { live } = container;
  live.restartDelayMs = live.restartDelayMs === 0 || ranMs >= STEADY_MS ? FIRST_DELAY_MS : Math.min(live.restartDelayMs * 2, LONGEST_DELAY_MS);
  resumeRestart(engine, container, bringUp);
}

/** Waits the delay that was chosen, then starts again (also after a restore). */
export function resumeRestart(engine: Engine, container: Container, bringUp: BringUp): void {
  const { record, live } = container;
  const { clock } = engine.kernel;
  live.restartTimer = clock.at(clock.now() + live.restartDelayMs, () => {
    live.restartTimer = undefined;
    background(engine, () =>
      container.lock.run(async () => {
        if (record.state.status !== 'restarting' || engine.stopping) return;
        record.restartCount++;
        await bringUp(engine, container);
      }),
    );
  });
}
