import { invalid } from '../../api/errors';
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
    const body = await bodyJson<ExecBody>(call, true);
    const ref = params['id']!;
    return json(call, { Id: createExec(engine, engine.containers.get(ref), ref, body).record.id }, 201);
  });
  routes.add('GET', '/exec/:id/json', (call, params) => json(call, inspectExec(engine.execs.get(params['id']!))));
  routes.add('POST', '/exec/:id/start', async (call, params) => {
    const body = (await bodyJson<ExecStartBody>(call)) ?? {};
    const exec = engine.execs.get(params['id']!);
    const container = checkExecStart(engine, exec);
    if (body.ConsoleSize && !exec.record.tty) throw invalid('console size is only supported with a TTY');
    if (body.Detach) {
      await runExec(engine, container, exec, body.ConsoleSize);
      return empty(call, 200);
    }
    return hijack(call, exec.record.tty, (raw) => attachExec(engine, container, exec, raw, { tty: exec.record.tty, size: body.ConsoleSize ?? undefined }));
  });
  routes.add('POST', '/exec/:id/resize', (call, params) => {
    const exec = engine.execs.get(params['id']!);
    const size = sizeOf(call);
    if (exec.ttyFd !== undefined) engine.kernel.resizeTty(exec.ttyFd, size);
    return empty(call, 200);
  });
}
