import { EngineError, invalid, isEngineError } from '../../api/errors';
import { API_VERSION, MIN_API_VERSION } from '../../api/types';
import type { HttpAnswer, HttpRequest } from '../../lib/http/message';
import { serveHttp } from '../../lib/http/server';
import { splitTarget } from '../../lib/http/wire';
import { ByteQueue, StreamClosed, type Duplex } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { ProcessKilled } from '../../machine/process/process-killed';
import { TarError } from '../../oci/tar-entry';
import type { Engine } from '../engine';
import { background, logFault } from '../engine';
import { buildRoutes } from './build';
import { errorAnswer, versionAtLeast, type Call } from './call';
import { containerRoutes } from './containers';
import { execRoutes } from './exec';
import { imageRoutes } from './images';
import { networkRoutes } from './networks';
import { Routes } from './routes';
import { swarmRoutes } from './swarm';
import { systemRoutes } from './system';
import { volumeRoutes } from './volumes';

export function makeRoutes(engine: Engine): Routes {
  const routes = new Routes();
  systemRoutes(engine, routes);
  containerRoutes(engine, routes);
  execRoutes(engine, routes);
  imageRoutes(engine, routes);
  networkRoutes(engine, routes);
  volumeRoutes(engine, routes);
  buildRoutes(engine, routes);
  swarmRoutes(routes);
  return routes;
}

/** Speaks the Engine API on one connection until it ends. */
export async function serveConnection(engine: Engine, routes: Routes, connection: Duplex): Promise<void> {
  const { duplex, gone } = watchEnd(engine, connection);
  try {
    await serveHttp(duplex, (request) => answer(engine, routes, request, gone));
  } catch (error) {
    // A client that hangs up in the middle is no news.
    if (!isSysError(error) && !(error instanceof StreamClosed)) throw error;
  }
}

async function answer(engine: Engine, routes: Routes, request: HttpRequest, gone: Promise<void>): Promise<HttpAnswer> {
  const { path, query } = splitTarget(request.target);
  const call: Call = { request, query, version: API_VERSION, gone, nowMs: engine.kernel.clock.now() };
  try {
    const versioned = /^\/v(\d+\.\d+)(\/.*)$/.exec(path);
    if (versioned) {
      call.version = versioned[1]!;
      checkVersion(call.version);
    }
    const found = await routes.dispatch(call, versioned ? versioned[2]! : path);
    return found ?? errorAnswer(call, new EngineError('notFound', 'page not found'));
  } catch (error) {
    if (isEngineError(error)) return errorAnswer(call, error);
    if (isSysError(error)) return errorAnswer(call, new EngineError('system', error.message.toLowerCase()));
    if (error instanceof TarError) return errorAnswer(call, invalid(error.message));
    if (error instanceof ProcessKilled) throw error;
    await logFault(engine.sys, error);
    return errorAnswer(call, new EngineError('system', error instanceof Error ? error.message : String(error)));
  }
}

/** Refuses versions outside of what the engine speaks (moby daemon/server/middleware/version.go). */
function checkVersion(version: string): void {
  if (!versionAtLeast(version, MIN_API_VERSION)) {
    throw invalid(`client version ${version} is too old. Minimum supported API version is ${MIN_API_VERSION}, please upgrade your client to a newer version`);
  }
  if (!versionAtLeast(API_VERSION, version)) throw invalid(`client version ${version} is too new. Maximum supported API version is ${API_VERSION}`);
}

/**
 * Reads ahead, so that the client's end is noticed while an answer is on its way (as Go's server does). What was read
 * is handed on in order; back-pressure is the queue's.
 */
function watchEnd(engine: Engine, connection: Duplex): { duplex: Duplex; gone: Promise<void> } {
  const queue = new ByteQueue();
  let left: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (left = resolve));
  background(engine, async () => {
    try {
      for (;;) {
        const bytes = await connection.read();
        if (bytes.length === 0) break;
        await queue.write(bytes);
      }
    } finally {
      queue.end();
      left();
    }
  });
  return {
    gone,
    duplex: {
      read: (max) => queue.read(max),
      write: (bytes) => connection.write(bytes),
      closeWrite: () => connection.closeWrite(),
      close: () => {
        queue.break();
        connection.close();
      },
    },
  };
}
