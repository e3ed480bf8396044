import { HISTORY_ID } from '../../../../api/build-extension';
import { fromBase64, parseStatusResponse, TRACE_ID } from '../../../../api/buildkit-trace';
import { Solve } from '../../../build-progress/solve';
import { notSimulated } from '../../../errors';
import { goContext } from '../../../formatter/go-context';
import { ago } from '../../../formatter/text';
import { isTable, writeList } from '../../../formatter/write';
import { commandPath } from '../../../tree';
import type { Verb } from '../../../verb';
import { formatTimestampMs } from '../../../../lib/timestamp';
import { displayOf } from '../display';
import { askHistory, buildRecords, desktopUrl, historyPlace, oneRecord, shortDuration, type NamedRecord } from './records';

export { inspect } from './inspect';

const LONGEST_NAME = 36;
const HEADERS = { Ref: 'BUILD ID', Name: 'NAME', Status: 'STATUS', CreatedAt: 'CREATED AT', Duration: 'DURATION', Link: '' };
const TABLE = 'table {{.Ref}}\t{{.Name}}\t{{.Status}}\t{{.CreatedAt}}\t{{.Duration}}\t{{.Link}}';

/** `docker buildx history ls`: running builds first, then the newest. */
export const ls: Verb = async ({ cli, flags }) => {
  if (flags.bool('local')) throw notSimulated('docker buildx history ls --local');
  const format = flags.string('format') || 'table';
  const template = format === 'table' ? TABLE : format;
  const place = await historyPlace(cli, flags.string('builder'));
  const records = await buildRecords(place, '', flags.list('filter'));
  const isCut = isTable(template) && !flags.bool('no-trunc');
  const row = (record: NamedRecord) => {
    const { ref, name, createdMs, completedMs, error, totalSteps, completedSteps, cachedSteps } = record;
    const status = completedMs === undefined ? 'Running' : error ? 'Error' : 'Completed';
    const url = desktopUrl(place, ref);
    const values: Record<string, string> = {
      Ref: ref, FullRef: url.replace(/^.*\/build\//, ''), Name: isCut && name.length > LONGEST_NAME ? `..${name.slice(2 - LONGEST_NAME)}` : name, Status: status,
      CreatedAt: `${ago(cli.sys.now(), createdMs)}`, Duration: shortDuration((completedMs ?? cli.sys.now()) - createdMs) + (completedMs === undefined ? '+' : ''),
      Link: isTable(template) ? (cli.isTty(1) ? `\x1b]8;;${url}\x07Open\x1b]8;;\x07` : '') : url,
    };
    const json = {
      cached_steps: cachedSteps, ...(completedMs !== undefined && { completed_at: formatTimestampMs(completedMs) }), completed_steps: completedSteps, created_at: formatTimestampMs(createdMs), name,
      ref: values.FullRef, status, total_steps: totalSteps,
    };
    return goContext('history.lsContext', Object.fromEntries(Object.entries(values).map(([key, value]) => [key, () => value])), () => JSON.stringify(json));
  };
  await cli.out(writeList(template, HEADERS, records.map(row)));
};

/** `docker buildx history logs`: the progress of a build once more. */
export const logs: Verb = async ({ cli, flags, args }) => {
  const place = await historyPlace(cli, flags.string('builder'));
  const { ref } = await oneRecord(place, args[0]);
  const solve = new Solve();
  const display = displayOf(cli, { mode: flags.string('progress'), isQuiet: false }, solve);
  for await (const { id, aux } of askHistory(place, { type: 'logs', ref })) if (id === TRACE_ID) await display.take(parseStatusResponse(fromBase64(aux as string)));
  await display.update(true);
  await cli.err(display.closing());
};

/** `docker buildx history rm`. */
export const rm: Verb = async ({ cli, flags, args }) => {
  const all = flags.bool('all');
  if (args.length === 0 && !all) throw new Error('rm requires at least one argument');
  if (args.length > 0 && all) throw new Error('rm requires either --all or at least one argument');
  for await (const answer of askHistory(await historyPlace(cli, flags.string('builder')), { type: 'remove', refs: args, all })) void answer;
};

const TYPES: Readonly<Record<string, readonly string[]>> = {
  index: ['application/vnd.oci.image.index.v1+json'], manifest: ['application/vnd.oci.image.manifest.v1+json'], image: ['application/vnd.oci.image.config.v1+json'],
  provenance: ['https://slsa.dev/provenance/v1', 'https://slsa.dev/provenance/v0.2'], sbom: ['https://spdx.dev/Document'],
};

/** `docker buildx history inspect attachment`: a document that came with a build, as it is. */
export const attachment: Verb = async ({ cli, flags, args }) => {
  const [type, platform, digest] = [flags.string('type'), flags.string('platform'), args[1]];
  if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`invalid digest ${JSON.stringify(digest)}: invalid checksum digest ${digest.includes(':') ? 'length' : 'format'}`);
  if (digest === undefined && type === '' && platform === '') throw new Error('at least one of --type, --platform or DIGEST must be specified');
  const place = await historyPlace(cli, flags.string('builder'));
  const record = await oneRecord(place, args[0]);
  const wanted = digest ?? record.attachments.find((one) => (platform === '' || one.platform === platform) && (type === '' || (TYPES[type] ?? [type]).includes(one.type)))?.digest;
  if (wanted === undefined) throw new Error(`no matching attachment found for ref ${JSON.stringify(args[0] ?? '')}`);
  for await (const { id, aux } of askHistory(place, { type: 'document', ref: record.ref, digest: wanted })) if (id === HISTORY_ID) await cli.out(fromBase64(aux as string));
};

/** What needs Docker Desktop or a browser. */
export const elsewhere: Verb = async ({ cli, spec, flags, args }) => {
  if (spec.path !== 'buildx history import') await oneRecord(await historyPlace(cli, flags.string('builder')), args[0]);
  throw notSimulated(commandPath(spec));
};
