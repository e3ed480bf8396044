import { EXTENSION_PARAMETER, HISTORY_ID, type BuildRecord, type HistoryRequest } from '../../../../api/build-extension';
import type { Client } from '../../../../client/client';
import { imageBuild } from '../../../../client/image';
import { jsonValues } from '../../../../client/streams';
import { EMPTY } from '../../../../lib/bytes';
import { parseDurationNs } from '../../../../lib/duration';
import { isSysError } from '../../../../machine/errno';
import type { Cli } from '../../../cli';
import { timeMs } from '../../../formatter/text';
import { registryConfig } from '../../auth';
import { chosenBuilder } from '../builder/builder';

/** What `docker buildx build` writes down of a build here (buildx localstate.State). */
export interface LocalState {
  Target?: string;
  LocalPath?: string;
  DockerfilePath?: string;
}

/** A record with its name, which the local state gives. */
export interface NamedRecord extends BuildRecord {
  name: string;
  local: LocalState | undefined;
}

export interface Answer {
  id?: string;
  aux?: unknown;
  error?: string;
}

/** The builder whose builds are asked for. */
export interface HistoryPlace {
  cli: Cli;
  client: Client;
  builder: string;
  node: string;
}

/** The place that --builder means; its daemon is started where it doesn't run. */
export async function historyPlace(cli: Cli, flag: string): Promise<HistoryPlace> {
  const builder = chosenBuilder(cli, flag);
  builder.checkNodes();
  await builder.boot(async () => undefined);
  return { cli, client: builder.buildClient(), builder: builder.name, node: builder.nodes[0]!.Name };
}

/** Asks the engine about its builds; gives what it answers, record by record. */
export async function* askHistory({ cli, client }: HistoryPlace, request: HistoryRequest): AsyncGenerator<Answer> {
  const answer = await imageBuild(client, { version: '2', [EXTENSION_PARAMETER]: JSON.stringify({ history: request }) }, EMPTY, registryConfig(cli.config));
  for await (const record of jsonValues<Answer>(answer)) {
    if (record.error !== undefined) throw new Error(record.error);
    yield record;
  }
}

type StatePlace = Pick<HistoryPlace, 'cli' | 'builder' | 'node'>;

const stateFolder = ({ cli, builder, node }: StatePlace): string => `${cli.sys.env.BUILDX_CONFIG || `${cli.config.dir}/buildx`}/refs/${builder}/${node}`;

/** Notes where a build was made from, as far as the configuration's folder takes it. */
export function saveLocalState(place: StatePlace, ref: string, state: LocalState): void {
  const { cli } = place;
  try {
    let path = '';
    for (const part of stateFolder(place).split('/').slice(1)) {
      path += `/${part}`;
      if (!cli.sys.access(path, '')) cli.sys.mkdir(path, 0o700);
    }
    cli.sys.writeFile(`${path}/${ref}`, JSON.stringify(state), 0o600);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

function localState(place: StatePlace, ref: string): LocalState | undefined {
  const { cli } = place;
  try {
    return JSON.parse(cli.sys.readText(`${stateFolder(place)}/${ref}`)) as LocalState;
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What a build is called (buildx util/history, BuildName). */
export function buildName(attrs: Readonly<Record<string, string>>, state: LocalState | undefined): string {
  const given = attrs['build-arg:BUILDKIT_BUILD_NAME'];
  if (given) return given;
  const localPath = state?.LocalPath && state.LocalPath !== '-' ? state.LocalPath : '';
  let file = state?.DockerfilePath && state.DockerfilePath !== '-' && state.DockerfilePath !== 'Dockerfile' ? state.DockerfilePath : attrs.filename && attrs.filename !== 'Dockerfile' ? attrs.filename : '';
  const isDefaultFile = file === '' || file.endsWith('/Dockerfile');
  file = file.replace(/\/Dockerfile$/, '');
  let name = '';
  if (file.startsWith(localPath) && file.length > localPath.length) name = file.slice(localPath.lastIndexOf('/') + 1);
  else {
    const path = file || localPath;
    const slash = path.lastIndexOf('/');
    name = path.slice(slash + 1);
    if (path !== '' && !isDefaultFile) name = slash === -1 ? `${base(path)}/${name}` : `${base(path.slice(0, slash))}/${name}`;
  }
  if (attrs.context) name = attrs.context;
  if (attrs.target) name = name === '' ? attrs.target : `${name} (${attrs.target})`;
  return name;
}

function statusOf({ completedMs, error }: BuildRecord): string {
  if (completedMs === undefined) return 'running';
  if (!error) return 'completed';
  return error.message.includes('context canceled') ? 'canceled' : 'error';
}

/** One --filter (buildx dockerFiltersToBuildkit). */
function matcher(filter: string, now: number): (record: BuildRecord) => boolean {
  const found = /^(.*?)(!=|=|<=|<|>=|>)(.*)$/s.exec(filter);
  // The kinds of comparison are looked for in this order.
  const sep = ['!=', '=', '<=', '<', '>=', '>'].find((one) => filter.includes(one));
  if (!found || sep === undefined) throw new Error(`invalid filter ${JSON.stringify(filter)}`);
  const key = filter.slice(0, filter.indexOf(sep));
  const value = filter.slice(filter.indexOf(sep) + sep.length);
  if (['ref', 'repository', 'status'].includes(key)) {
    if (sep !== '=' && sep !== '!=') throw new Error(`invalid separator for ${JSON.stringify(filter)}, expected = or !=`);
    const of = (record: BuildRecord): string => (key === 'ref' ? record.ref : key === 'status' ? statusOf(record) : (record.attrs['vcs:source'] ?? record.attrs.context?.replace(/#.*/, '') ?? ''));
    return (record) => (sep === '!=' ? of(record) !== value : key === 'status' ? of(record) === value : of(record).includes(value));
  }
  if (!['startedAt', 'completedAt', 'duration'].includes(key)) throw new Error(`unsupported filter ${JSON.stringify(filter)}`);
  if (sep === '=' || sep === '!=') throw new Error(`invalid separator for ${JSON.stringify(filter)}, expected <=, <, >= or >`);
  const wanted = boundary(key, value, now);
  const of = ({ createdMs, completedMs }: BuildRecord): number => (key === 'duration' ? (completedMs === undefined ? 0 : completedMs - createdMs) : Math.floor((key === 'startedAt' ? createdMs : (completedMs ?? 0)) / 1000));
  return (record) => (sep === '>=' ? of(record) >= wanted : sep === '<=' ? of(record) <= wanted : sep === '>' ? of(record) > wanted : of(record) < wanted);
}

/** Seconds since the epoch, or milliseconds of a duration. */
function boundary(key: string, value: string, now: number): number {
  const duration = ((): number | undefined => {
    try {
      return Number(parseDurationNs(value)) / 1e6;
    } catch {
      return undefined;
    }
  })();
  if (key === 'duration') {
    if (duration === undefined) throw new Error(`invalid duration ${value}`);
    return duration;
  }
  if (duration !== undefined) return Math.floor((now - duration) / 1000);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)) throw new Error(`invalid time ${value}`);
  return Math.floor(timeMs(value) / 1000);
}

/** The builds of the history, the newest first; those of a reference (`^1` for the last but one), and of filters. */
export async function buildRecords(place: HistoryPlace, ref = '', filters: readonly string[] = []): Promise<NamedRecord[]> {
  let offset: number | undefined;
  if (ref.startsWith('^')) {
    if (!/^\^[+-]?\d+$/.test(ref)) throw new Error(`invalid offset ${JSON.stringify(ref)}: strconv.Atoi: parsing ${JSON.stringify(ref.slice(1))}: invalid syntax`);
    offset = Number(ref.slice(1));
  }
  const matchers = filters.map((filter) => matcher(filter, place.cli.sys.now()));
  let records: BuildRecord[] = [];
  for await (const answer of askHistory(place, { type: 'list' })) if (answer.id === HISTORY_ID) records = answer.aux as BuildRecord[];
  let found = records.filter((record) => (ref === '' || offset !== undefined || record.ref === ref) && matchers.every((matches) => matches(record)));
  if (offset !== undefined) {
    if (offset > found.length) throw new Error(`no completed build found with offset ${offset - found.length}`);
    found = found.slice(offset, offset + 1);
  }
  return found.map((record) => {
    const local = localState(place, record.ref);
    return { ...record, local, name: buildName(record.attrs, local) };
  });
}

/** The one build that is meant, the last one without a reference. */
export async function oneRecord(place: HistoryPlace, ref: string | undefined): Promise<NamedRecord> {
  const [record] = await buildRecords(place, ref ?? '');
  if (record) return record;
  throw new Error(ref === undefined || ref === '' ? 'no records found' : `no record found for ref ${JSON.stringify(ref)}`);
}

/** `1.2s`, `1m  2s`. */
export function shortDuration(ms: number): string {
  const seconds = ms / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)}s` : `${Math.floor(seconds / 60)}m ${String(Math.floor(seconds) % 60).padStart(2)}s`;
}

/** Where Docker Desktop would show a build. */
export const desktopUrl = ({ builder, node }: HistoryPlace, ref: string): string => `docker-desktop://dashboard/build/${builder}/${node}/${ref}`;
