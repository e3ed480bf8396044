import { isEngineError } from '../../api/errors';
import { concat, text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import { background, within, type Engine } from '../engine';
import { formatDurationNs } from '../../lib/duration';
import { formatNanos, parseNanos } from '../go-time';
import { containerEvent } from './events';
import { createExec, runExec } from './exec';
import type { HealthProbe, Healthcheck } from './record';
import type { Container } from './store';

const DEFAULTS = { Interval: 30e9, Timeout: 30e9, StartPeriod: 0, StartInterval: 5e9, Retries: 3 };
const KEPT = 5;
const OUTPUT_BYTES = 4096;

/** What a health check runs: nothing for NONE and for none at all. */
function command(container: Container, check: Healthcheck | undefined): string[] | undefined {
  const [kind, ...rest] = check?.Test ?? [];
  if (kind === 'CMD') return rest;
  if (kind === 'CMD-SHELL') return [...(container.record.config.Shell ?? ['/bin/sh', '-c']), ...rest];
  return undefined;
}

/** Probes a container for as long as it runs (moby daemon/health.go). */
export function startHealth(engine: Engine, container: Container, resumed = false): void {
  const { record, live } = container;
  const check = record.config.Healthcheck;
  const argv = command(container, check);
  if (!argv) {
    delete record.state.health;
    return;
  }
  if (!resumed || !record.state.health) record.state.health = { status: 'starting', failingStreak: 0, log: [] };
  const settings = { ...DEFAULTS, ...check };
  let stopped = false;
  live.healthStop = () => (stopped = true);
  background(engine, async () => {
    for (;;) {
      const inStart = record.state.health?.status === 'starting' && ranNanos(engine, container) < settings.StartPeriod;
      await engine.sys.sleep((inStart ? settings.StartInterval : settings.Interval) / 1e6);
      if (stopped) return;
      if (record.state.status !== 'running') continue;
      const probe = await runProbe(engine, container, argv, settings.Timeout);
      if (stopped) return;
      takeResult(engine, container, probe, settings);
    }
  });
}

function ranNanos(engine: Engine, container: Container): number {
  return Number(engine.now() - parseNanos(container.record.state.startedAt));
}

async function runProbe(engine: Engine, container: Container, argv: string[], timeoutNanos: number): Promise<HealthProbe> {
  const start = formatNanos(engine.now());
  const finish = (ExitCode: number, Output: string): HealthProbe => ({ Start: start, End: formatNanos(engine.now()), ExitCode, Output });
  try {
    const exec = createExec(engine, container, container.id, { Cmd: argv, AttachStdout: true, AttachStderr: true });
    const parts: Uint8Array[] = [];
    let length = 0;
    exec.hub.attach({
      write: async (_, bytes) => {
        if (length < OUTPUT_BYTES) parts.push(bytes.slice(0, OUTPUT_BYTES - length));
        length += bytes.length;
      },
      end: () => undefined,
    });
    await runExec(engine, container, exec);
    if (!(await within(engine, exec.done.wait(), timeoutNanos / 1e6))) {
      try {
        engine.kernel.signal(exec.record.pid, 'SIGKILL');
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
      return finish(-1, `Health check exceeded timeout (${formatDurationNs(BigInt(timeoutNanos))})`);
    }
    return finish(exec.record.exitCode ?? -1, text(concat(parts)) + (length > OUTPUT_BYTES ? '...' : ''));
  } catch (error) {
    if (!isEngineError(error)) throw error;
    return finish(-1, error.message);
  }
}

function takeResult(engine: Engine, container: Container, probe: HealthProbe, settings: typeof DEFAULTS): void {
  const health = container.record.state.health;
  if (!health) return;
  const before = health.status;
  health.log = [...health.log, probe].slice(-KEPT);
  if (probe.ExitCode === 0) {
    health.failingStreak = 0;
    health.status = 'healthy';
  } else if (health.status !== 'starting' || ranNanos(engine, container) >= settings.StartPeriod) {
    health.failingStreak++;
    if (health.failingStreak >= settings.Retries) health.status = 'unhealthy';
  }
  container.save();
  if (health.status !== before) containerEvent(engine, container, `health_status: ${health.status}`);
}
