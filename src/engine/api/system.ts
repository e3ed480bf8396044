import { encodeEvent } from '../../api/events';
import { invalid } from '../../api/errors';
import { utf8 } from '../../lib/bytes';
import type { HeaderList, HttpAnswer } from '../../lib/http/message';
import { AsyncQueue } from '../async-queue';
import type { Engine } from '../engine';
import { millisOf } from '../go-time';
import { diskUsage, legacyDiskUsage, type UsageType } from '../system/disk-usage';
import { includesEvent } from '../system/event-log';
import { engineInfo, engineVersion } from '../system/info';
import { parseUnix } from '../timestamp';
import { bytesAnswer, filtersOf, flag, json, textOf, versionAtLeast, type Call } from './call';
import type { Routes } from './routes';

const PING: HeaderList = [
  ['Builder-Version', '2'], ['Cache-Control', 'no-cache, no-store, must-revalidate'], ['Content-Type', 'text/plain; charset=utf-8'], ['Pragma', 'no-cache'], ['Swarm', 'inactive'],
];

/** Routes of the engine itself (moby daemon/server/router/system). */
export function systemRoutes(engine: Engine, routes: Routes): void {
  routes.add('GET', '/_ping', (call) => {
    const answer = bytesAnswer(call, '', call.request.method === 'HEAD' ? new Uint8Array(0) : utf8('OK'));
    const common = (answer.headers ?? []).filter(([name]) => name !== 'Content-Type' && name !== 'Date');
    const date = (answer.headers ?? []).filter(([name]) => name === 'Date');
    const length: HeaderList = call.request.method === 'HEAD' ? [['Content-Length', '0']] : [];
    const sorted = [...common, ...PING, ...length].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return { ...answer, headers: [...sorted, ...date] };
  });
  routes.add('GET', '/version', (call) => json(call, engineVersion(engine)));
  routes.add('GET', '/info', (call) => json(call, engineInfo(engine)));
  routes.add('GET', '/system/df', async (call) => {
    const types = call.query.getAll('type') as UsageType[];
    if (!versionAtLeast(call.version, '1.52')) return json(call, await legacyDiskUsage(engine, types));
    // Who doesn't ask for details may be an older client that goes by no version: it gets its own fields, too.
    const verbose = flag(call, 'verbose');
    return json(call, { ...(verbose ? {} : filled(await legacyDiskUsage(engine, types))), ...(await diskUsage(engine, types, verbose)) });
  });
  routes.add('GET', '/events', (call) => eventsRoute(engine, call));
}

/** Without what is null or 0, as Go's omitempty leaves it out. */
function filled(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== 0));
}

function eventsRoute(engine: Engine, call: Call): HttpAnswer {
  const since = parseUnix(textOf(call, 'since'));
  const until = parseUnix(textOf(call, 'until'));
  if (since !== undefined && until !== undefined && since > until) {
    throw invalid(`\`since\` time (${textOf(call, 'since')}) cannot be after \`until\` time (${textOf(call, 'until')})`);
  }
  const filters = filtersOf(call);
  const accepts = call.request.headers.filter(([name]) => name.toLowerCase() === 'accept').map(([, value]) => value).join(',');
  const type = ['application/jsonl', 'application/x-ndjson', 'application/json-seq'].find((one) => accepts.includes(one)) ?? 'application/json';
  const before = type === 'application/json-seq' ? '\x1e' : '';
  const queue = new AsyncQueue<Uint8Array>();
  const onlyPast = until !== undefined && until <= engine.now();
  const past = since === undefined && until === undefined ? [] : engine.events.past(since ?? 0n, until, filters);
  const leave = engine.events.listen((message) => {
    if (includesEvent(filters, message)) queue.push(utf8(`${before}${encodeEvent(message)}\n`));
  });
  if (onlyPast) queue.end();
  const timer = until === undefined || onlyPast ? undefined : engine.kernel.clock.at(millisOf(until), () => queue.end());
  void call.gone.then(() => queue.end());
  async function* body(): AsyncGenerator<Uint8Array> {
    try {
      for (const message of past) yield utf8(`${before}${encodeEvent(message)}\n`);
      for (let next = await queue.next(); next; next = await queue.next()) yield next;
    } finally {
      leave();
      timer?.cancel();
    }
  }
  return bytesAnswer(call, type, body());
}
