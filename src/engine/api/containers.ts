import { conflict, EngineError, invalid } from '../../api/errors';
import { utf8 } from '../../lib/bytes';
import { quote } from '../../lib/govalue/quote';
import { header, type HttpAnswer } from '../../lib/http/message';
import type { Duplex } from '../../lib/stream';
import type { Content } from '../../lib/content';
import { extentBytes, sliceContent } from '../../lib/content';
import { attachContainer } from '../containers/attach';
import { archivePath, exportContainer, extractArchive, statPath, type PathStat } from '../containers/archive';
import { commitContainer } from '../containers/commit';
import { createContainer } from '../containers/create';
import { inspectContainer } from '../containers/inspect';
import { listContainers } from '../containers/list';
import { checkLogs, containerLogs } from '../containers/logs';
import type { CreateBody, HostConfig } from '../containers/record';
import { isRunning } from '../containers/record';
import { removeContainer } from '../containers/remove';
import { killContainer } from '../containers/signals';
import { startContainer } from '../containers/start';
import { sampleStats, statsView } from '../containers/stats';
import { pauseContainer, restartContainer, stopContainer, unpauseContainer, type StopOptions } from '../containers/stop';
import { containerTop } from '../containers/top';
import { pruneContainers, renameContainer, updateContainer } from '../containers/update';
import { checkCondition, waitContainer } from '../containers/wait';
import { takeTime, type Engine } from '../engine';
import { parseUnix } from '../timestamp';
import { bodyJson, bytesAnswer, empty, encodeJson, filtersOf, flag, hijack, integer, json, textOf, versionAtLeast, type Call, type Handler } from './call';
import { checkTypes, CONFIG_TYPES, HOST_CONFIG_TYPES } from './json-body';
import type { Routes } from './routes';

/** What the shim's word that the process runs takes to come back; a short command has said all by then. */
const STARTED_MS = 3;

/** A content's bytes in pieces. */
export async function* contentChunks(content: Content): AsyncGenerator<Uint8Array> {
  const PIECE = 32 * 1024;
  for (let at = 0; at < content.size; at += PIECE) for (const extent of sliceContent(content, at, PIECE).extents) yield extentBytes(extent);
}

/** Routes of /containers and /commit (moby daemon/server/router/container). */
export function containerRoutes(engine: Engine, routes: Routes): void {
  const find = (params: Readonly<Record<string, string>>) => engine.containers.get(params['id']!);
  const on = (method: string, path: string, handler: Handler): void => routes.add(method, path, handler);

  on('GET', '/containers/json', (call) => json(call, listContainers(engine, {
    all: flag(call, 'all'), limit: integer(call, 'limit') ?? 0, size: flag(call, 'size'), filters: filtersOf(call),
  })));
  on('POST', '/containers/create', async (call) => {
    const body = await bodyJson<CreateBody>(call, true);
    checkTypes(body, 'CreateRequest', CONFIG_TYPES);
    checkTypes(body?.HostConfig, 'HostConfig', HOST_CONFIG_TYPES);
    for (const field of ['Cmd', 'Entrypoint'] as const) if (typeof body?.[field] !== 'string') checkTypes(body, 'CreateRequest', { [field]: '[]string' });
    const platform = textOf(call, 'platform') || undefined;
    if (body?.Image) await engine.images.unpack(body.Image, platform);
    return json(call, createContainer(engine, { name: textOf(call, 'name'), body, platform }), 201);
  });
  on('POST', '/containers/prune', (call) => json(call, pruneContainers(engine, filtersOf(call))));
  on('GET', '/containers/:id{.+}/json', (call, params) => json(call, inspectContainer(engine, find(params), flag(call, 'size'), !versionAtLeast(call.version, '1.52'))));
  on('GET', '/containers/:id{.+}/top', (call, params) => json(call, containerTop(engine, find(params), params['id']!, textOf(call, 'ps_args'))));
  on('GET', '/containers/:id{.+}/changes', (call, params) => {
    const kinds = { modified: 0, added: 1, deleted: 2 };
    const changes = engine.images.container(find(params).id)?.changes() ?? [];
    return json(call, changes.length > 0 ? changes.map((one) => ({ Path: one.path, Kind: kinds[one.kind] })) : null);
  });
  on('GET', '/containers/:id{.+}/export', (call, params) => bytesAnswer(call, 'application/octet-stream', contentChunks(exportContainer(engine, find(params)))));
  on('POST', '/containers/:id{.+}/start', async (call, params) => {
    await startContainer(engine, find(params), params['id']!);
    await takeTime(engine, STARTED_MS);
    return empty(call, 204);
  });
  on('POST', '/containers/:id{.+}/stop', async (call, params) => {
    const options = stopOptions(call);
    await stopContainer(engine, find(params), params['id']!, options);
    return empty(call, 204);
  });
  on('POST', '/containers/:id{.+}/restart', async (call, params) => {
    const options = stopOptions(call);
    await restartContainer(engine, find(params), params['id']!, options);
    return empty(call, 204);
  });
  on('POST', '/containers/:id{.+}/kill', async (call, params) => {
    const container = engine.containers.find(params['id']!);
    if (!container) throw notFoundForKill(params['id']!);
    await killContainer(engine, container, params['id']!, textOf(call, 'signal'));
    return empty(call, 204);
  });
  on('POST', '/containers/:id{.+}/pause', (call, params) => {
    pauseContainer(engine, find(params), params['id']!);
    return empty(call, 204);
  });
  on('POST', '/containers/:id{.+}/unpause', (call, params) => {
    unpauseContainer(engine, find(params), params['id']!);
    return empty(call, 204);
  });
  on('POST', '/containers/:id{.+}/rename', (call, params) => {
    renameContainer(engine, find(params), textOf(call, 'name'));
    return empty(call, 204);
  });
  on('POST', '/containers/:id{.+}/update', async (call, params) => {
    const container = find(params);
    return json(call, updateContainer(engine, container, params['id']!, (await bodyJson<Partial<HostConfig>>(call)) ?? {}));
  });
  on('POST', '/containers/:id{.+}/resize', (call, params) => {
    const size = sizeOf(call);
    const container = find(params);
    const task = container.live.task;
    if (!task) throw conflict(`container ${container.id} is not running`);
    if (task.ttyFd !== undefined) engine.kernel.resizeTty(task.ttyFd, size);
    engine.events.log('container', 'resize', container.id, { ...container.record.config.Labels, height: textOf(call, 'h'), width: textOf(call, 'w'), image: container.record.config.Image, name: container.name });
    return empty(call, 200);
  });
  on('POST', '/containers/:id{.+}/wait', (call, params) => {
    const condition = textOf(call, 'condition');
    checkCondition(condition);
    const answer = waitContainer(find(params), condition, call.gone);
    async function* body(): AsyncGenerator<Uint8Array> {
      yield utf8(`${JSON.stringify(await answer)}\n`);
    }
    return bytesAnswer(call, 'application/json', body());
  });
  on('DELETE', '/containers/:id{.+}', async (call, params) => {
    await removeContainer(engine, find(params), params['id']!, { force: flag(call, 'force'), volumes: flag(call, 'v'), link: flag(call, 'link') });
    return empty(call, 204);
  });
  on('POST', '/containers/:id{.+}/attach', (call, params) => {
    const container = find(params);
    container.may('attach', params['id']!);
    return hijack(call, container.record.config.Tty, (raw) => attachContainer(engine, container, raw, {
      stdin: flag(call, 'stdin'), stdout: flag(call, 'stdout'), stderr: flag(call, 'stderr'), logs: flag(call, 'logs'), stream: flag(call, 'stream'), detachKeys: textOf(call, 'detachKeys'),
    }));
  });
  on('GET', '/containers/:id{.+}/attach/ws', (call, params) => attachWebSocket(engine, call, params['id']!));
  on('GET', '/containers/:id{.+}/logs', (call, params) => logsRoute(engine, call, params['id']!));
  on('GET', '/containers/:id{.+}/stats', (call, params) => statsRoute(engine, call, params['id']!));
  on('GET', '/containers/:id{.+}/archive', (call, params) => {
    const container = find(params);
    const path = textOf(call, 'path');
    if (call.request.method === 'HEAD') return empty(call, 200, [statHeader(statPath(engine, container, params['id']!, path))]);
    const { stat, tar } = archivePath(engine, container, params['id']!, path);
    return bytesAnswer(call, 'application/x-tar', contentChunks(tar), [statHeader(stat)]);
  });
  on('PUT', '/containers/:id{.+}/archive', async (call, params) => {
    await extractArchive(engine, find(params), params['id']!, textOf(call, 'path'), call.request.body, {
      noOverwriteDirNonDir: flag(call, 'noOverwriteDirNonDir'), copyOwner: flag(call, 'copyUIDGID'),
    });
    return empty(call, 200);
  });
  on('POST', '/commit', async (call) => {
    const ref = textOf(call, 'container');
    const repo = textOf(call, 'repo');
    const changes = call.query.getAll('changes');
    return json(call, await commitContainer(engine, engine.containers.get(ref), ref, {
      repo: repo || undefined, tag: textOf(call, 'tag') || undefined, author: textOf(call, 'author'), comment: textOf(call, 'comment'), pause: flag(call, 'pause', true), changes,
    }), 201);
  });
}

function notFoundForKill(ref: string): Error {
  return new EngineError('notFound', `cannot kill container: ${ref}: No such container: ${ref}`);
}

function stopOptions(call: Call): StopOptions {
  return { signal: textOf(call, 'signal'), timeout: integer(call, 't') };
}

/** The size that a resize asks for (moby httputils.Uint32Value). */
export function sizeOf(call: Call): { rows: number; cols: number } {
  const of = (name: string, what: string): number => {
    const value = textOf(call, name);
    const problem = !/^-?\d+$/.test(value) ? 'invalid syntax' : value.startsWith('-') || Number(value) >= 2 ** 32 ? 'value out of range' : undefined;
    if (problem !== undefined) throw invalid(`invalid resize ${what} ${quote(value)}: ${problem}`);
    return Number(value);
  };
  return { rows: of('h', 'height'), cols: of('w', 'width') };
}

function statHeader(stat: PathStat): [string, string] {
  const bytes = utf8(JSON.stringify(stat));
  return ['X-Docker-Container-Path-Stat', btoa(String.fromCharCode(...bytes))];
}

/** GET /containers/{id}/attach/ws: streams are never framed, and before 1.42 all are attached (moby wsContainersAttach). */
async function attachWebSocket(engine: Engine, call: Call, ref: string): Promise<HttpAnswer> {
  const container = engine.containers.get(ref);
  container.may('attach', ref);
  const { acceptOf, handshakeProblem, webSocketDuplex } = await engine.sys.external(import('../../lib/http/websocket'));
  const { method, headers } = call.request;
  const problem = handshakeProblem(method, headers);
  if (problem !== undefined) return { status: 400, headers: [['Sec-WebSocket-Version', '13']], body: utf8(problem) };
  const all = !versionAtLeast(call.version, '1.42');
  const hijack = async (raw: Duplex): Promise<void> => {
    const socket = webSocketDuplex(raw);
    await attachContainer(engine, container, socket, {
      stdin: all || flag(call, 'stdin'), stdout: all || flag(call, 'stdout'), stderr: all || flag(call, 'stderr'), logs: flag(call, 'logs'), stream: flag(call, 'stream'), detachKeys: textOf(call, 'detachKeys'),
    }, false);
    await socket.end();
  };
  return { status: 101, headers: [['Upgrade', 'websocket'], ['Connection', 'Upgrade'], ['Sec-WebSocket-Accept', acceptOf(header(headers, 'sec-websocket-key')!)]], hijack };
}

function logsRoute(engine: Engine, call: Call, ref: string): ReturnType<Handler> {
  const container = engine.containers.get(ref);
  const moment = (name: string): bigint | undefined => {
    const value = textOf(call, name);
    return value === '0' ? undefined : parseUnix(value);
  };
  const tail = textOf(call, 'tail');
  const options = {
    stdout: flag(call, 'stdout'), stderr: flag(call, 'stderr'), follow: flag(call, 'follow'), timestamps: flag(call, 'timestamps'), details: flag(call, 'details'),
    since: moment('since'), until: moment('until'), tail: /^\d+$/.test(tail) ? Number(tail) : undefined,
  };
  checkLogs(container, options);
  const multiplexed = !container.record.config.Tty && versionAtLeast(call.version, '1.42');
  return bytesAnswer(call, multiplexed ? 'application/vnd.docker.multiplexed-stream' : 'application/vnd.docker.raw-stream', containerLogs(engine, container, options, call.gone));
}

async function statsRoute(engine: Engine, call: Call, ref: string): Promise<Awaited<ReturnType<Handler>>> {
  const container = engine.containers.get(ref);
  const stream = flag(call, 'stream', true);
  if (!stream) {
    if (!isRunning(container.record)) return json(call, statsView(container, undefined, undefined));
    let before = flag(call, 'one-shot') ? undefined : sampleStats(engine, container);
    if (before) await engine.sys.sleep(1000);
    const sample = sampleStats(engine, container);
    if (!sample) before = undefined;
    return json(call, statsView(container, sample, before));
  }
  let over = false;
  void call.gone.then(() => (over = true));
  async function* body(): AsyncGenerator<Uint8Array> {
    let before = sampleStats(engine, container);
    for (;;) {
      if (engine.containers.find(container.id) === undefined) return;
      const sample = sampleStats(engine, container);
      yield encodeJson(statsView(container, sample, sample ? before : undefined));
      before = sample;
      await engine.sys.sleep(1000);
      if (over) return;
    }
  }
  return bytesAnswer(call, 'application/json', body());
}
