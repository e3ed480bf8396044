import { defaultPlatform } from '../default-platform';
import { CACHE_TAR_ID, CALL_RESULT_ID, EXPORTER_ID, EXTENSION_PARAMETER, OUTPUT_TAR_ID, type BuildExtension, type ErrorSource, type LintResults } from '../../../api/build-extension';
import { fromBase64, IMAGE_ID, parseStatusResponse, TRACE_ID, type StatusResponse } from '../../../api/buildkit-trace';
import { imageBuild } from '../../../client/image';
import { jsonValues } from '../../../client/streams';
import { concat } from '../../../lib/bytes';
import { contentOf } from '../../../lib/content';
import { idOfText } from '../../../oci/digest';
import { readTar } from '../../../oci/tar-read';
import { excerpt } from '../../build-progress/report';
import { Solve } from '../../build-progress/solve';
import { readBuildContext, type BuildContext } from '../../build-context';
import { streamContent } from '../../stream-content';
import { isSysError } from '../../../machine/errno';
import { errnoText, type Cli } from '../../cli';
import { StatusError } from '../../errors';
import type { Flags } from '../../flags/parse';
import { extract } from '../../tar-files';
import type { Verb } from '../../verb';
import { registryConfig } from '../auth';
import { ordinary } from '../errors';
import { buildArgs, callOf, extensionOf, extraHosts, labelsOf } from './build-options';
import { withContexts } from './build-contexts';
import type { Builder } from './builder/builder';
import { routed, type RoutedOutput } from './builder/outputs';
import { printCall } from './call-result';
import { buildMode, displayOf, keepShowing, type Display } from './display';
import { CANCELED, CANCELED_STATUS, cancelable } from './interrupt';
import type { Metadata } from './metadata';
import { OptionError } from './option-error';
import { checkOutputs, outputsOf, type Output } from './outputs';
import { warnOfFlags } from './warned-flags';

interface BuildRecord {
  id?: string;
  aux?: unknown;
  /** Of the output that a tar is for. */
  place?: number;
  error?: string;
  errorDetail?: { message?: string; sources?: ErrorSource[] };
}

const EPOCH = 'SOURCE_DATE_EPOCH';

/** A failed build: what stands before its ERROR line. */
class BuildFailed extends Error {
  constructor(
    message: string,
    readonly sources: readonly ErrorSource[],
  ) {
    super(message);
  }
}

/** What POST /build is asked for. */
export function query(cli: Cli, flags: Flags, { dockerfile, remote }: Pick<BuildContext, 'dockerfile' | 'remote'>, extension: unknown, outputs: readonly Output[]) {
  const args = buildArgs(flags.list('build-arg'), cli.sys.env);
  // buildx passes the reproducible time on from its own environment (commands/build.go).
  if (cli.sys.env[EPOCH] && !Object.hasOwn(args, EPOCH)) args[EPOCH] = cli.sys.env[EPOCH];
  const labels = labelsOf(flags.list('label'));
  const tags = flags.list('tag');
  const filled = (value: object): string | undefined => (Object.keys(value).length > 0 ? JSON.stringify(value) : undefined);
  const network = flags.string('network');
  return {
    version: '2',
    dockerfile,
    remote,
    t: tags.length > 0 ? tags : undefined,
    buildargs: filled(args),
    labels: filled(labels),
    target: flags.string('target') || undefined,
    nocache: flags.bool('no-cache') ? '1' : undefined,
    pull: flags.bool('pull') ? '1' : undefined,
    networkmode: network === 'default' ? undefined : network,
    extrahosts: extraHosts(flags.list('add-host')),
    shmsize: flags.number('shm-size') > 0 ? String(flags.number('shm-size')) : undefined,
    ulimits: flags.list('ulimit').length > 0 ? JSON.stringify(flags.list('ulimit')) : undefined,
    platform: flags.list('platform').join(',') || defaultPlatform(cli) || undefined,
    cachefrom: flags.list('cache-from').length > 0 ? JSON.stringify(flags.list('cache-from')) : undefined,
    outputs: outputs.length > 0 ? JSON.stringify(outputs.map(({ type, attrs }) => ({ Type: type, Attrs: attrs }))) : undefined,
    [EXTENSION_PARAMETER]: JSON.stringify(extension),
  };
}

/** What comes to the client, and not into the engine's store. */
function isDelivered({ type, attrs }: Output): boolean {
  return type === 'local' || type === 'tar' || type === 'oci' || (type === 'docker' && attrs.dest !== undefined);
}

const newRef = (cli: Cli, source: string): string => idOfText(`${cli.sys.now()} ${cli.sys.pid} ${source}`);

/** Gives the build its name in the history, and notes here where it was made from (buildx build/localstate.go). */
async function remember(cli: Cli, flags: Flags, source: string, extension: BuildExtension, { name, nodes }: Builder): Promise<void> {
  const file = flags.string('file');
  const isPath = source !== '-' && !/^(?:https?|git|ssh):\/\/|^github\.com\/|^[\w-]+@[\w.-]+:/.test(source);
  extension.ref = newRef(cli, source);
  const { saveLocalState } = await cli.sys.external(import('./history/records'));
  saveLocalState({ cli, builder: name, node: nodes[0]!.Name }, extension.ref, { Target: 'default', LocalPath: isPath ? cli.abs(source) : source, ...(file !== '' && { DockerfilePath: isPath && file !== '-' ? cli.abs(file) : file }) });
}

/** Puts a part of a cache into its folder. */
export async function keepCache(cli: Cli, aux: unknown): Promise<void> {
  (await cli.sys.external(import('./caches'))).keepCache(cli, aux as { dest: string; tar: string });
}

/** Puts what each `-o` gave where it was asked for: into the engine, into files and folders, to stdout. */
export async function deliverAll(cli: Cli, outputs: readonly RoutedOutput[], tars: Tars, tell: (status: StatusResponse) => Promise<void>): Promise<void> {
  for (const [place, output] of outputs.entries()) {
    const pieces = tars.get(place) ?? [];
    if (output.isLoaded) await (await cli.sys.external(import('./builder/load'))).loadBuilt(cli, concat(pieces), tell);
    else await deliver(cli, output, pieces);
  }
}

/** What came for outputs, by their places. */
export type Tars = Map<number, Uint8Array[]>;

/** Keeps a piece of what comes for an output. */
export function addPiece(tars: Tars, { place = 0, aux }: { place?: number; aux?: unknown }): void {
  tars.set(place, [...(tars.get(place) ?? []), fromBase64(aux as string)]);
}

async function deliver(cli: Cli, output: Output, pieces: readonly Uint8Array[]): Promise<void> {
  if (!isDelivered(output)) return;
  const tar = concat(pieces);
  const dest = output.attrs.dest ?? '-';
  if (output.type !== 'local') {
    if (dest === '-') await cli.out(tar);
    else cli.sys.writeFile(dest, tar);
    return;
  }
  const dir = cli.abs(dest);
  extract(cli.sys, dir, [{ path: '', type: 'dir', mode: 0o755, uid: 0, gid: 0, mtimeMs: cli.sys.now() }, ...[...readTar(contentOf(tar))].filter((entry) => entry.path !== '')]);
}

/** What came of a build. */
interface Outcome {
  ref: string;
  /** What its exporter told. */
  answer: Metadata;
  /** Of `--call`. */
  result: unknown;
  /** What is said of outputs when all is over; empty for nothing. */
  warning: string;
}

/** Sends the build and takes what the builder tells of it. */
async function run(cli: Cli, flags: Flags, builder: Builder, display: Display, source: string): Promise<Outcome> {
  const asked = outputsOf(flags);
  const { call } = callOf(flags, 'print');
  if (flags.bool('no-cache') && flags.list('no-cache-filter').length > 0) throw new Error('--no-cache and --no-cache-filter cannot currently be used together');
  checkOutputs(cli, asked, flags.list('tag'));
  const tars: Tars = new Map();
  const stopShowing = await keepShowing(cli, display);
  let over = (): void => undefined;
  try {
    await builder.boot((status) => display.take(status));
    const { outputs, warning } = routed(builder, asked, flags, call);
    (await cli.sys.external(import('./refusals'))).checkSolve(flags, source);
    const client = builder.buildClient();
    const context = await readBuildContext(cli, source, flags.string('file'));
    const extension = await extensionOf(cli, flags, context);
    if (call === 'build') await remember(cli, flags, source, extension, builder);
    const ref = extension.ref ?? newRef(cli, source);
    over = cancelable(cli, [ref], client).over;
    const outcome: Outcome = { ref, answer: {}, result: undefined, warning };
    const answer = await imageBuild(client, { ...query(cli, flags, context, extension, outputs), buildid: ref }, streamContent(await withContexts(cli, context, flags.list('build-context'), extension.cacheFrom)), registryConfig(cli.config));
    for await (const record of jsonValues<BuildRecord>(answer)) {
      if (record.id === TRACE_ID) await display.take(parseStatusResponse(fromBase64(record.aux as string)));
      else if (record.id === IMAGE_ID) outcome.answer['containerimage.digest'] ??= (record.aux as { ID: string }).ID;
      else if (record.id === EXPORTER_ID) Object.assign(outcome.answer, record.aux);
      else if (record.id === CALL_RESULT_ID) outcome.result = record.aux;
      else if (record.id === CACHE_TAR_ID) await keepCache(cli, record.aux);
      else if (record.id === OUTPUT_TAR_ID) addPiece(tars, record);
      else if (record.error !== undefined) throw new BuildFailed(record.errorDetail?.message ?? record.error, record.errorDetail?.sources ?? []);
    }
    over();
    await deliverAll(cli, outputs, tars, (status) => display.take(status));
    return outcome;
  } finally {
    over();
    stopShowing();
  }
}

/** How a build that failed is told. */
async function failure(cli: Cli, display: Display, error: unknown): Promise<StatusError> {
  const message = ordinary(error).replace(/^Error response from daemon: (?=dockyard: )/, '');
  if (error instanceof OptionError) return new StatusError(1, message);
  if (!(error instanceof BuildFailed)) return new StatusError(1, message.startsWith('dockyard: ') ? message : `failed to build: ${message}`);
  await display.update(true);
  if (message.startsWith('dockyard: ')) return new StatusError(1, message);
  await cli.err(display.closing() + error.sources.map(excerpt).join(''));
  if (message === 'context canceled') return new StatusError(CANCELED_STATUS, `failed to build: failed to solve: ${CANCELED}`);
  return new StatusError(1, `failed to build: failed to solve: ${message}`);
}

function writeId(cli: Cli, path: string, id: string): void {
  try {
    cli.sys.writeFile(path, id, 0o644);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Error(`writing image ID file: open ${path}: ${errnoText(error)}`);
  }
}

/** `docker build` with BuildKit: POST /build?version=2, its progress, its result (buildx commands/build.go, runBuild). */
export const build: Verb = async ({ cli, flags, args }) => {
  (await cli.sys.external(import('./refusals'))).checkValues(flags);
  const { chosenBuilder, validateBuilder } = await cli.sys.external(import('./builder/builder'));
  const iidFile = flags.string('iidfile');
  const metadataFile = flags.string('metadata-file');
  const { call, format, ignoresStatus } = callOf(flags, 'print');
  const builder = chosenBuilder(cli, flags.string('builder'));
  builder.used();
  validateBuilder(cli, builder);
  await warnOfFlags(cli, flags);
  if (iidFile !== '' && cli.sys.access(iidFile, '')) cli.sys.unlink(iidFile);
  const solve = new Solve();
  const display = displayOf(cli, buildMode(flags), solve, builder);
  const outcome = await run(cli, flags, builder, display, args[0]!).catch(async (error: unknown) => {
    throw await failure(cli, display, error);
  });
  let metadata = outcome.answer;
  if (metadataFile !== '' && call === 'build') {
    const place = { cli, client: builder.buildClient(), builder: builder.name, node: builder.nodes[0]!.Name };
    metadata = await (await cli.sys.external(import('./metadata'))).metadataOf(place, display, outcome.ref, metadata);
  }
  await display.update(true);
  if (outcome.warning !== '') await cli.note(`WARNING: ${outcome.warning}`);
  await cli.err(display.closing());
  const imageId = String(outcome.answer['containerimage.config.digest'] ?? outcome.answer['containerimage.digest'] ?? '');
  if (display.isQuiet && call === 'build') await cli.line(imageId);
  if (iidFile !== '') writeId(cli, iidFile, imageId);
  if (metadataFile !== '' && call === 'build') (await cli.sys.external(import('./metadata'))).writeMetadata(cli, metadataFile, metadata, solve);
  if (call === 'build') return 0;
  const status = await printCall(cli, call, format, outcome.result as LintResults);
  return ignoresStatus ? 0 : status;
};
