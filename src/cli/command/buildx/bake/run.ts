import { CACHE_TAR_ID, CALL_RESULT_ID, EXPORTER_ID, OUTPUT_TAR_ID, type ErrorSource } from '../../../../api/build-extension';
import { fromBase64, IMAGE_ID, parseStatusResponse, TRACE_ID, type StatusResponse } from '../../../../api/buildkit-trace';
import { imageBuild } from '../../../../client/image';
import { jsonValues } from '../../../../client/streams';
import { readBuildContext, type BuildContext } from '../../../build-context';
import type { Cli } from '../../../cli';
import { idOfText } from '../../../../oci/digest';
import { parseFlags, type Flags } from '../../../flags/parse';
import { streamContent } from '../../../stream-content';
import { registryConfig } from '../../auth';
import { addPiece, deliverAll, keepCache, query, type Tars } from '../build';
import { contextName, targetOf, withContexts } from '../build-contexts';
import type { Builder } from '../builder/builder';
import { routed } from '../builder/outputs';
import { callOf, checkTags, extensionOf } from '../build-options';
import { CANCELED } from '../interrupt';
import type { Metadata } from '../metadata';
import { checkOutputs, outputsOf } from '../outputs';
import { findBuildx } from '../spec';
import type { TargetsProgress } from './progress';
import type { Target } from './target';
import { buildWords } from './words';

/** What a target's build came to. */
export interface Built {
  /** What the history calls it. */
  ref: string;
  /** What its exporter told. */
  answer: Metadata;
  /** Of `--call`, and the format that was asked for. */
  result: unknown;
  flags: Flags;
}

/** A target that failed: the excerpts of its Dockerfile stand before the message. */
export class TargetFailed extends Error {
  constructor(
    message: string,
    readonly sources: readonly ErrorSource[],
  ) {
    super(message);
  }
}

interface BuildRecord {
  id?: string;
  aux?: unknown;
  place?: number;
  error?: string;
  errorDetail?: { message?: string; sources?: ErrorSource[] };
}

/** The context of a target; a Dockerfile that stands in the bake file is for a moment a file of its own. */
async function contextOf(cli: Cli, target: Target, file: string): Promise<BuildContext> {
  const inline = target['dockerfile-inline'];
  if (inline === undefined) return readBuildContext(cli, target.context!, file);
  const path = `/tmp/buildx-${cli.sys.random.hex(6)}.Dockerfile`;
  cli.sys.writeFile(path, inline, 0o600);
  try {
    return { ...(await readBuildContext(cli, target.context!, path)), shownName: 'Dockerfile' };
  } finally {
    cli.sys.unlink(path);
  }
}

/** What the build of a target of a bake is called. */
export const refOf = (buildid: string, target: string): string => idOfText(`${buildid} ${target}`);

/** The targets that a target builds upon. */
export function targetsOf({ contexts = {} }: Target): string[] {
  return Object.values(contexts).flatMap((value) => targetOf(value) ?? []);
}

/** What the engine is told of contexts that are other targets: whose results they are; as they stand where nothing was built. */
function linkedContexts({ contexts = {} }: Target, built: ReadonlyMap<string, Built>): Record<string, string> {
  return Object.fromEntries(Object.entries(contexts).flatMap(([name, value]) => {
    const target = targetOf(value);
    if (target === undefined) return [];
    const other = built.get(target);
    return [[contextName(name), other && callOf(other.flags).call === 'build' ? `input:${other.ref}` : value]];
  }));
}

/** What a target's build is to know: the bake it belongs to, what was built before it, and whether others build upon it. */
export interface Surroundings {
  buildid: string;
  built: ReadonlyMap<string, Built>;
  isInput: boolean;
  /** Where several targets are built. */
  progress: TargetsProgress | undefined;
}

/** Builds one target through the same door as `docker buildx build`, telling of its progress. */
export async function buildTarget(cli: Cli, builder: Builder, target: Target, { buildid, built: before, isInput, progress }: Surroundings, tell: (status: StatusResponse) => Promise<void>): Promise<Built> {
  const { flags } = parseFlags(findBuildx(['build']).spec!.flags ?? [], buildWords(target));
  const asked = outputsOf(flags);
  checkOutputs(cli, asked, flags.list('tag'));
  const { outputs } = routed(builder, asked, flags, callOf(flags).call);
  checkTags(flags.list('tag'));
  const context = await contextOf(cli, target, flags.string('file'));
  const extension = await extensionOf(cli, flags, context);
  const ref = refOf(buildid, target.name);
  extension.group = buildid;
  const contexts = linkedContexts(target, before);
  if (Object.keys(contexts).length > 0) extension.contexts = { ...extension.contexts, ...contexts };
  if (callOf(flags).call === 'build') Object.assign(extension, { ref, ...(isInput && { isInput }) });
  const request = { ...query(cli, flags, context, extension, outputs), buildid: ref };
  const answer = await imageBuild(builder.buildClient(), request, streamContent(await withContexts(cli, context, flags.list('build-context'), extension.cacheFrom)), registryConfig(cli.config));
  const told = (status: StatusResponse): Promise<void> => tell(progress ? progress.of(target.name, status) : status);
  const built: Built = { ref, answer: {}, result: undefined, flags };
  const tars: Tars = new Map();
  for await (const record of jsonValues<BuildRecord>(answer)) {
    if (record.id === TRACE_ID) {
      await told(parseStatusResponse(fromBase64(record.aux as string)));
    } else if (record.id === IMAGE_ID) built.answer['containerimage.digest'] ??= (record.aux as { ID: string }).ID;
    else if (record.id === EXPORTER_ID) Object.assign(built.answer, record.aux);
    else if (record.id === CALL_RESULT_ID) built.result = record.aux;
    else if (record.id === CACHE_TAR_ID) await keepCache(cli, record.aux);
    else if (record.id === OUTPUT_TAR_ID) addPiece(tars, record);
    else if (record.error !== undefined) {
      const message = record.error === 'context canceled' ? CANCELED : (record.errorDetail?.message ?? record.error);
      throw new TargetFailed(`${progress ? `target ${target.name}: ` : ''}failed to solve: ${message}`, record.errorDetail?.sources ?? []);
    }
  }
  await deliverAll(cli, outputs, tars, told);
  return built;
}

/** How a target's `call` is to be shown. */
export function calledAs(built: Built): { call: string; format: string } {
  return callOf(built.flags);
}
