import { EngineError, invalid, isEngineError } from '../../api/errors';
import { API_VERSION, MIN_API_VERSION } from '../../api/types';
import type { HttpAnswer, HttpRequest } from '../../lib/http/message';
import { serveHttp } from '../../lib/http/server';
import { splitTarget } from '../../lib/http/wire';
import { utf8 } from '../../lib/bytes';
import { ByteQueue, StreamClosed, type Duplex } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { ProcessKilled } from '../../machine/process/process-killed';
import { TarError } from '../../oci/tar-entry';
import type { Engine } from '../engine';
import { background, logFault } from '../engine';
import type { TaskHost } from '../runtime/run-task';
import { httpDate } from '../go-time';
import { buildRoutes } from './build';
import { errorAnswer, versionAtLeast, type Call } from './call';
import { canonicalPath, checkQuery, requestPath } from './request-checks';
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
export async function serveConnection(engine: TaskHost, routes: Routes, connection: Duplex): Promise<void> {
  const { duplex, gone } = watchEnd(engine, connection);
  try {
    await serveHttp(duplex, (request) => answer(engine, routes, request, gone), { requireHost: true });
  } catch (error) {
    // A client that hangs up in the middle is no news.
    if (!isSysError(error) && !(error instanceof StreamClosed)) throw error;
  }
}

async function answer(engine: TaskHost, routes: Routes, request: HttpRequest, gone: Promise<void>): Promise<HttpAnswer> {
  const { path, query, queryText } = splitTarget(request.target);
  const call: Call = { request, query, version: API_VERSION, gone, nowMs: engine.kernel.clock.now() };
  const asked = requestPath(path);
  const canonical = canonicalPath(asked);
  if (canonical !== asked) return { status: 301, headers: [['Location', canonical + (queryText === '' ? '' : `?${queryText}`)], ['Date', httpDate(call.nowMs)]] };
  try {
    const versioned = /^\/v([0-9.]+)(\/.*)$/.exec(canonical);
    const route = versioned ? versioned[2]! : canonical;
    if (versioned) call.version = versioned[1]!;
    const found = await routes.dispatch(call, route, () => {
      if (versioned) checkVersion(call.version);
      if (!WITHOUT_FORM.has(route)) checkQuery(queryText);
    });
    return found ?? pageNotFound(call);
  } catch (error) {
    if (isEngineError(error)) return errorAnswer(call, error);
    if (isSysError(error)) return errorAnswer(call, new EngineError('system', error.message.toLowerCase()));
    if (error instanceof TarError) return errorAnswer(call, invalid(error.message));
    if (error instanceof ProcessKilled) throw error;
    await logFault(engine.sys, error);
    return errorAnswer(call, new EngineError('system', error instanceof Error ? error.message : String(error)));
  }
}

/** Routes that look at no parameters, so that broken ones don't matter. */
const WITHOUT_FORM = new Set(['/_ping', '/info', '/version']);

/** What no route is for; no part of the API has touched it (moby daemon/server/server.go). */
function pageNotFound(call: Call): HttpAnswer {
  return { status: 404, headers: [['Content-Type', 'application/json'], ['Date', httpDate(call.nowMs)]], body: utf8('{"message":"page not found"}\n') };
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
function watchEnd(engine: TaskHost, connection: Duplex): { duplex: Duplex; gone: Promise<void> } {
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
