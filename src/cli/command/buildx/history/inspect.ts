import type { BuildRecord } from '../../../../api/build-extension';
import { marshalIndent } from '../../../../lib/gojson';
import { parseTemplate, TemplateError } from '../../../../lib/gotemplate';
import { tabulate } from '../../../../lib/tabwriter';
import { formatTimestampMs } from '../../../../lib/timestamp';
import { excerpt } from '../../../build-progress/report';
import type { Cli } from '../../../cli';
import type { Verb } from '../../../verb';
import { desktopUrl, historyPlace, oneRecord, type HistoryPlace, shortDuration, type NamedRecord } from './records';

const TABS = { minWidth: 1, tabWidth: 8, padding: 1, padChar: '\t' } as const;

interface KeyValue {
  Name: string;
  Value: string;
}

/** Attributes with a prefix, by name, which are taken out. */
function takeValues(attrs: Map<string, string>, prefix: string): KeyValue[] {
  const found = [...attrs].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
  return found.map(([key, Value]) => ({ Name: key.slice(prefix.length), Value }));
}

/** A path as seen from a folder above it; others as they are. */
function below(path: string, folder: string): string {
  if (path === folder) return '.';
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** What `inspect` shows of a build (buildx inspectOutput), empty parts left out. */
function described(cli: Cli, record: NamedRecord) {
  const attrs = new Map(Object.entries(record.attrs));
  const take = (key: string): string | undefined => {
    const value = attrs.get(key);
    attrs.delete(key);
    return value;
  };
  const { local, error, createdMs, completedMs } = record;
  const file = take('filename');
  const remote = attrs.get('context');
  const context = local?.LocalPath ? below(local.LocalPath, cli.abs('.')) : (remote ?? '');
  if (!local?.LocalPath) attrs.delete('context');
  const dockerfile = local?.DockerfilePath ? below(local.DockerfilePath, local.LocalPath ?? '') : (file ?? '');
  const noCache = take('no-cache');
  const buildArgs = takeValues(attrs, 'build-arg:');
  const config = {
    Network: take('force-network-mode'), ExtraHosts: take('add-hosts')?.split(','), ImageResolveMode: take('image-resolve-mode'), NoCache: noCache === '' ? true : undefined,
    NoCacheFilter: noCache ? noCache.split(',') : undefined, ShmSize: take('shm-size'), CacheMountNS: take('build-arg:BUILDKIT_CACHE_MOUNT_NS'),
    DockerfileCheckConfig: take('build-arg:BUILDKIT_DOCKERFILE_CHECK'), SourceDateEpoch: take('build-arg:SOURCE_DATE_EPOCH'),
  };
  return {
    Name: record.name, Ref: record.ref, Context: context, Dockerfile: dockerfile, Target: take('target'), Platform: take('platform')?.split(','), NamedContexts: takeValues(attrs, 'context:'),
    StartedAt: formatTimestampMs(createdMs), CompletedAt: completedMs === undefined ? undefined : formatTimestampMs(completedMs), Duration: Math.round(((completedMs ?? cli.sys.now()) - createdMs) * 1e6),
    Status: completedMs === undefined ? 'running' : error ? (error.code === 1 ? 'canceled' : 'error') : 'completed',
    Error: error && { Code: error.code, Message: error.message, Name: error.step, Logs: error.logs },
    NumCompletedSteps: record.completedSteps, NumTotalSteps: record.totalSteps, NumCachedSteps: record.cachedSteps, BuildArgs: buildArgs, Labels: takeValues(attrs, 'label:'), Config: config,
    Materials: record.materials.map(({ uri, digests }) => ({ URI: uri, Digests: digests })), Attachments: record.attachments.map(({ digest, platform, type }) => ({ Digest: digest, Platform: platform, Type: type })),
  };
}

type Described = ReturnType<typeof described>;

/** Without what Go's omitempty leaves out. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== '' && item !== 0 && item !== false && !(Array.isArray(item) && item.length === 0));
  return Object.fromEntries(entries.map(([key, item]) => [key, filled(item)]));
}

const rows = (pairs: readonly (readonly [string, string | undefined])[]): string => tabulate(pairs.flatMap(([key, value]) => (value ? [`${key}:\t${value}\n`] : [])).join(''), TABS);

function table(values: readonly KeyValue[], title: string): string {
  if (values.length === 0) return '';
  return `${tabulate(`${title.toUpperCase()}\tVALUE\n${values.map(({ Name, Value }) => `${Name}\t${Value}\n`).join('')}`, TABS)}\n`;
}

function page(place: HistoryPlace, out: Described, record: NamedRecord, isNamed: boolean): string {
  const { Config: config } = out;
  const error = record.error;
  const steps = `${out.NumCompletedSteps}/${out.NumTotalSteps} (${Math.round((out.NumCachedSteps / out.NumTotalSteps) * 100) || 0}% cached)`;
  let text = rows([
    ['Name', out.Name], ['Ref', isNamed ? undefined : out.Ref], ['Context', out.Context], ['Dockerfile', out.Dockerfile], ['Target', out.Target], ['Platforms', out.Platform?.join(', ')],
  ]);
  text += `\n${table(out.NamedContexts, 'Named Context')}`;
  text += rows([
    ['Started', out.StartedAt.slice(0, 19).replace('T', ' ')], ['Duration', shortDuration(out.Duration / 1e6) + (out.Status === 'running' ? ' (running)' : '')],
    ['Error', out.Status === 'error' ? `Unknown ${error!.message}` : undefined], ['Status', out.Status === 'canceled' ? 'Canceled' : undefined], ['Build Steps', steps],
  ]);
  text += `\n${rows([
    ['Network', config.Network], ['Extra Hosts', config.ExtraHosts?.join(', ')], ['Image Resolve Mode', config.ImageResolveMode], ['No Cache', config.NoCache ? 'true' : undefined],
    ['No Cache Filter', config.NoCacheFilter?.join(', ')], ['Shm Size', config.ShmSize], ['Cache Mount Namespace', config.CacheMountNS], ['Dockerfile Check Config', config.DockerfileCheckConfig],
    ['Source Date Epoch', config.SourceDateEpoch],
  ])}\n`;
  text += table(out.BuildArgs, 'Build Arg') + table(out.Labels, 'Label');
  if (out.Materials.length > 0) text += `Materials:\n${tabulate(`URI\tDIGEST\n${out.Materials.map(({ URI, Digests }) => `${URI}\t${Digests.join(', ')}\n`).join('')}`, TABS)}\n`;
  if (out.Attachments.length > 0) {
    text += `Attachments:\n${tabulate(`DIGEST\tPLATFORM\tTYPE\n${out.Attachments.map(({ Digest, Platform, Type }) => `${Digest}\t${Platform}\t${Type}\n`).join('')}`, TABS)}\n`;
  }
  if (error) text += failure(error);
  return `${text}Print build logs: docker buildx history logs ${out.Ref}\nView build in Docker Desktop: ${desktopUrl(place, out.Ref)}\n`;
}

function failure({ sources, step, logs }: NonNullable<BuildRecord['error']>): string {
  const shown = sources.map((source) => `${excerpt(source)}\n`).join('');
  const printed = logs.length === 0 ? '' : `Logs:\n> => ${step ?? ''}:\n${logs.map((line) => `> ${line}\n`).join('')}\n`;
  return `${shown}${printed}Enable --debug to see stack traces for error\n`;
}

/** `docker buildx history inspect`: pretty, as JSON or by a template. */
export const inspect: Verb = async ({ cli, flags, args }) => {
  const place = await historyPlace(cli, flags.string('builder'));
  const record = await oneRecord(place, args[0]);
  const out = described(cli, record);
  const format = flags.string('format') || 'pretty';
  if (format === 'pretty') return cli.out(page(place, out, record, args[0] !== undefined));
  if (format === 'json') return cli.line(marshalIndent(filled(out), '', '  '));
  try {
    await cli.line(parseTemplate(format).execute(out));
  } catch (error) {
    if (error instanceof TemplateError) throw new Error(`failed to parse format template: ${error.message}`);
    throw error;
  }
};
