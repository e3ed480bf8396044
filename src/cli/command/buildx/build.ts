import { defaultPlatform } from '../default-platform';
import { CACHE_TAR_ID, CALL_RESULT_ID, EXTENSION_PARAMETER, OUTPUT_TAR_ID, type BuildExtension, type ErrorSource, type LintResults } from '../../../api/build-extension';
import { fromBase64, IMAGE_ID, parseStatusResponse, TRACE_ID, type StatusResponse } from '../../../api/buildkit-trace';
import { imageBuild } from '../../../client/image';
import { jsonValues } from '../../../client/streams';
import { concat } from '../../../lib/bytes';
import { contentOf } from '../../../lib/content';
import { idOfText } from '../../../oci/digest';
import { parseReference } from '../../../oci/reference';
import { readTar } from '../../../oci/tar-read';
import { excerpt, failedSteps, warningSummary } from '../../build-progress/report';
import { PlainProgress } from '../../build-progress/plain';
import { Solve } from '../../build-progress/solve';
import { TerminalProgress } from '../../build-progress/terminal';
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
import { buildArgs, callOf, checkOutputs, extensionOf, extraHosts, labelsOf, outputsOf, type Output } from './build-options';
import { withContexts } from './build-contexts';
import type { Builder } from './builder/builder';
import { routed } from './builder/outputs';
import { printCall } from './call-result';
import { CANCELED, CANCELED_STATUS, cancelOnSignal, sleepOn } from './interrupt';
import { warnOfFlags } from './warned-flags';

interface BuildRecord {
  id?: string;
  aux?: unknown;
  error?: string;
  errorDetail?: { message?: string; sources?: ErrorSource[] };
}

/** What shows a build. */
export interface Progress {
  update(atEnd: boolean): Promise<void>;
}

/** Whether docker was told to debug. */
export function debugs({ global }: Cli): boolean {
  return global.bool('debug') || /^(?:debug|trace)$/i.test(global.string('log-level'));
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

/** The display that flags and the terminal ask for; `heads` says whether the builder is named first. */
export function progressOf(cli: Cli, flags: Flags, solve: Solve, heads = true, builder: Pick<Builder, 'name' | 'driver'> = { name: cli.context, driver: 'docker' }): { progress: Progress; terminal: boolean; quiet: boolean } {
  const mode = flags.changed('progress') ? flags.string('progress') : cli.sys.env.BUILDKIT_PROGRESS || 'auto';
  if (!['auto', 'plain', 'tty', 'quiet', 'rawjson', 'none'].includes(mode)) throw new Error(`invalid progress mode ${mode}`);
  const quiet = flags.bool('quiet') || mode === 'quiet' || mode === 'none';
  const terminal = !quiet && (mode === 'tty' || mode === 'auto') && cli.isTty(2);
  if (mode === 'tty' && !cli.isTty(2)) throw new Error('failed to get console: provided file is not a console');
  if (quiet) return { progress: { update: async () => undefined }, terminal: false, quiet };
  if (terminal) {
    const screen = new TerminalProgress(solve, cli.sys.now(), `${builder.driver}:${builder.name}`);
    return { terminal, quiet, progress: { update: (atEnd) => cli.err(screen.frame(cli.sys.now(), cli.sys.winsize(2), atEnd)) } };
  }
  let first = !heads;
  const write = (text: string): Promise<void> => {
    const shown = first ? text.replace(/^\n/, '') : text;
    first = false;
    return cli.err(shown);
  };
  const plain = new PlainProgress(solve, write, () => cli.sys.now(), heads ? `#0 building with "${builder.name}" instance using ${builder.driver} driver\n` : '');
  return { progress: { update: (atEnd) => plain.update(atEnd) }, terminal, quiet };
}

/** Shows the display now and every 150 ms, until the function that it gives is called. */
export async function keepShowing(cli: Cli, progress: Progress): Promise<() => void> {
  let showing = true;
  await progress.update(false);
  cli.sys.thread(async () => {
    while (showing) {
      await sleepOn(cli, 150);
      if (showing) await progress.update(false);
    }
  });
  return () => void (showing = false);
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

/** Gives the build its name in the history, and notes here where it was made from (buildx build/localstate.go). */
async function remember(cli: Cli, flags: Flags, source: string, extension: BuildExtension, { name, nodes }: Builder): Promise<void> {
  const file = flags.string('file');
  const isPath = source !== '-' && !/^(?:https?|git|ssh):\/\/|^github\.com\/|^[\w-]+@[\w.-]+:/.test(source);
  extension.ref = idOfText(`${cli.sys.now()} ${cli.sys.pid} ${source}`);
  const { saveLocalState } = await cli.sys.external(import('./history/records'));
  saveLocalState({ cli, builder: name, node: nodes[0]!.Name }, extension.ref, { Target: 'default', LocalPath: isPath ? cli.abs(source) : source, ...(file !== '' && { DockerfilePath: isPath && file !== '-' ? cli.abs(file) : file }) });
}

/** Puts a part of a cache into its folder. */
export async function keepCache(cli: Cli, aux: unknown): Promise<void> {
  (await cli.sys.external(import('./caches'))).keepCache(cli, aux as { dest: string; tar: string });
}

/** Puts what `-o` gave where it was asked for. */
export async function deliver(cli: Cli, output: Output | undefined, pieces: readonly Uint8Array[]): Promise<void> {
  if (!output || !isDelivered(output)) return;
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

function writeIdFile(cli: Cli, path: string, imageId: string): void {
  try {
    cli.sys.writeFile(path, imageId, 0o644);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Error(`writing image ID file: open ${path}: ${errnoText(error)}`);
  }
}

/** `docker build` with BuildKit: POST /build?version=2, its progress, its result. */
export const build: Verb = async ({ cli, flags, args }) => {
  const { checkSolve, checkValues } = await cli.sys.external(import('./refusals'));
  checkValues(flags);
  const { chosenBuilder, validateBuilder } = await cli.sys.external(import('./builder/builder'));
  const builder = chosenBuilder(cli, flags.string('builder'));
  builder.used();
  validateBuilder(cli, builder);
  await warnOfFlags(cli, flags);
  const solve = new Solve();
  const { progress, terminal, quiet } = progressOf(cli, flags, solve, true, builder);
  const { call, format } = callOf(flags);
  let imageId = '';
  let result: unknown;
  const tar: Uint8Array[] = [];
  let stopShowing = (): void => undefined;
  let over = (): void => undefined;
  let warned = '';
  try {
    const asked = outputsOf(flags);
    checkOutputs(cli, asked);
    const tell = async (status: StatusResponse): Promise<void> => {
      solve.update(status);
      if (!terminal) await progress.update(false);
    };
    if (!quiet) stopShowing = await keepShowing(cli, progress);
    await builder.boot(tell);
    const { outputs, isLoaded, warning } = routed(builder, asked, flags, call);
    warned = warning;
    checkSolve(cli, flags, args[0]!, outputs);
    const client = builder.buildClient();
    const context = await readBuildContext(cli, args[0]!, flags.string('file'));
    const extension = await extensionOf(cli, flags, context);
    if (call === 'build') await remember(cli, flags, args[0]!, extension, builder);
    const buildid = extension.ref ?? idOfText(`${cli.sys.now()} ${cli.sys.pid}`);
    over = cancelOnSignal(cli, buildid, client);
    const answer = await imageBuild(client, { ...query(cli, flags, context, extension, outputs), buildid }, streamContent(await withContexts(cli, context, flags.list('build-context'), extension.cacheFrom)), registryConfig(cli.config));
    for await (const record of jsonValues<BuildRecord>(answer)) {
      if (record.id === TRACE_ID) {
        await tell(parseStatusResponse(fromBase64(record.aux as string)));
      } else if (record.id === IMAGE_ID) imageId = (record.aux as { ID: string }).ID;
      else if (record.id === CALL_RESULT_ID) result = record.aux;
      else if (record.id === CACHE_TAR_ID) await keepCache(cli, record.aux);
      else if (record.id === OUTPUT_TAR_ID) tar.push(fromBase64(record.aux as string));
      else if (record.error !== undefined) throw new BuildFailed(record.errorDetail?.message ?? record.error, record.errorDetail?.sources ?? []);
    }
    over();
    if (isLoaded) await (await cli.sys.external(import('./builder/load'))).loadBuilt(cli, concat(tar), tell);
    stopShowing();
    await progress.update(true);
    if (warned !== '') await cli.note(`WARNING: ${warned}`);
    if (!isLoaded) await deliver(cli, outputs[0], tar);
  } catch (error) {
    stopShowing();
    over();
    const message = ordinary(error).replace(/^Error response from daemon: (?=dockyard: )/, '');
    if (!(error instanceof BuildFailed)) throw new StatusError(1, message.startsWith('dockyard: ') ? message : `failed to build: ${message}`);
    await progress.update(true);
    if (message.startsWith('dockyard: ')) throw new StatusError(1, message);
    const told = quiet ? '' : failedSteps(solve) + warningSummary(solve.warnings, debugs(cli));
    await cli.err(told + error.sources.map(excerpt).join(''));
    if (message === 'context canceled') throw new StatusError(CANCELED_STATUS, `failed to build: failed to solve: ${CANCELED}`);
    throw new StatusError(1, `failed to build: failed to solve: ${message}`);
  }
  if (call !== 'build') {
    if (call === 'outline' && !quiet) await cli.err(warningSummary(solve.warnings, debugs(cli)));
    return printCall(cli, call, format, result as LintResults);
  }
  if (!quiet) await cli.err(failedSteps(solve) + warningSummary(solve.warnings, debugs(cli)));
  if (flags.bool('quiet') || flags.string('progress') === 'quiet') await cli.line(imageId);
  if (flags.string('iidfile') !== '') writeIdFile(cli, flags.string('iidfile'), imageId);
  if (flags.string('metadata-file') !== '') {
    const tags = flags.list('tag').map((tag) => parseReference(tag).tagNameOnly().toString());
    cli.sys.writeFile(flags.string('metadata-file'), JSON.stringify({ 'containerimage.digest': imageId, ...(tags.length > 0 && { 'image.name': tags.join(',') }) }, undefined, 2), 0o644);
  }
  return 0;
};
