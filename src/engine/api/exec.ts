import { attachExec, checkExecStart, createExec, inspectExec, runExec, type ExecBody } from '../containers/exec';
import type { Engine } from '../engine';
import { bodyJson, empty, hijack, json } from './call';
import { sizeOf } from './containers';
import type { Routes } from './routes';

interface ExecStartBody {
  Detach?: boolean;
  Tty?: boolean;
  ConsoleSize?: [number, number] | null;
}

/** Routes of execs (moby daemon/server/router/container/exec.go). */
export function execRoutes(engine: Engine, routes: Routes): void {
  routes.add('POST', '/containers/:id{.+}/exec', async (call, params) => {
    const sent = await bodyJson<ExecBody & { detachKeys?: string }>(call, true);
    // Go reads fields in any case, and docker-py writes this one so.
    const body = { ...sent, DetachKeys: sent.DetachKeys ?? sent.detachKeys ?? '' };
    const ref = params['id']!;
    return json(call, { Id: createExec(engine, engine.containers.get(ref), ref, body).record.id }, 201);
  });
  routes.add('GET', '/exec/:id/json', (call, params) => json(call, inspectExec(engine.execs.get(params['id']!))));
  routes.add('POST', '/exec/:id/start', async (call, params) => {
    const body = (await bodyJson<ExecStartBody>(call)) ?? {};
    const exec = engine.execs.get(params['id']!);
    const container = checkExecStart(engine, exec);
    const size = body.Tty ? body.ConsoleSize : undefined;
    if (body.Detach) {
      await runExec(engine, container, exec, size);
      return empty(call, 200);
    }
    // How the streams come is the starting client's choice, whatever the process has.
    const tty = body.Tty ?? false;
    return hijack(call, tty, (raw) => attachExec(engine, container, exec, raw, { framed: !tty, size: size ?? undefined }));
  });
  routes.add('POST', '/exec/:id/resize', (call, params) => {
    const exec = engine.execs.get(params['id']!);
    const size = sizeOf(call);
    if (exec.ttyFd !== undefined) engine.kernel.resizeTty(exec.ttyFd, size);
    return empty(call, 200);
  });
}
