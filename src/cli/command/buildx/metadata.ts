import { HISTORY_ID, type BuildRecord } from '../../../api/build-extension';
import { emptyStatus, fromBase64 } from '../../../api/buildkit-trace';
import { text } from '../../../lib/bytes';
import { marshalIndent } from '../../../lib/gojson';
import { warningJson } from '../../build-progress/raw-json';
import type { Solve } from '../../build-progress/solve';
import type { Cli } from '../../cli';
import { validateDestination } from '../output-file';
import type { Display } from './display';
import { askHistory, type HistoryPlace } from './history/records';

const PREDICATE = 'https://slsa.dev/provenance/';
const BUILD_TYPE = 'https://mobyproject.org/buildkit@v1';

/** What stands in --metadata-file of one build. */
export type Metadata = Record<string, unknown>;

interface Predicate {
  buildDefinition: {
    externalParameters: { configSource: { uri?: string; digest?: object; path?: string }; request: object };
    internalParameters: { buildConfig?: object; builderPlatform: string };
    resolvedDependencies: { uri: string; digest?: object }[];
  };
  runDetails: {
    builder: { id: string };
    metadata: { invocationId: string; startedOn: string; finishedOn: string; buildkit_metadata?: object; buildkit_completeness: { request: boolean; resolvedDependencies: boolean } };
  };
}

/** BUILDX_METADATA_PROVENANCE: `min`, `max`, or undefined where none is wanted (buildx util/confutil/metadata.go). */
function provenanceMode(cli: Cli): 'min' | 'max' | undefined {
  const asked = cli.sys.env.BUILDX_METADATA_PROVENANCE ?? '';
  if (asked === 'max') return 'max';
  return /^(?:disabled|0|f|F|false|FALSE|False)$/.test(asked) ? undefined : 'min';
}

/** SLSA provenance v1 in the fields of v0.2 (solver/llbsolver/provenance/types ConvertToSLSA02). */
function asVersion02({ buildDefinition, runDetails }: Predicate, mode: 'min' | 'max'): object {
  const { externalParameters: { configSource, request }, internalParameters, resolvedDependencies } = buildDefinition;
  const { metadata } = runDetails;
  const { uri, digest, path } = configSource;
  return {
    builder: { id: runDetails.builder.id },
    buildType: BUILD_TYPE,
    ...(resolvedDependencies.length > 0 && { materials: resolvedDependencies.map((one) => ({ uri: one.uri, digest: one.digest ?? null })) }),
    invocation: { configSource: { uri: uri || undefined, digest, entryPoint: path || undefined }, parameters: request, environment: { platform: internalParameters.builderPlatform } },
    ...(mode === 'max' && {
      buildConfig: internalParameters.buildConfig,
      metadata: {
        buildInvocationID: metadata.invocationId, buildStartedOn: metadata.startedOn, buildFinishedOn: metadata.finishedOn,
        completeness: { parameters: metadata.buildkit_completeness.request, environment: true, materials: metadata.buildkit_completeness.resolvedDependencies },
        reproducible: false,
        [`${BUILD_TYPE}#metadata`]: metadata.buildkit_metadata ?? {},
      },
    }),
  };
}

async function provenanceOf(place: HistoryPlace, ref: string, mode: 'min' | 'max'): Promise<object | undefined> {
  let record: BuildRecord | undefined;
  for await (const { id, aux } of askHistory(place, { type: 'list' })) if (id === HISTORY_ID) record = (aux as BuildRecord[]).find((one) => one.ref === ref);
  const attached = record?.attachments.find(({ type }) => type.startsWith(PREDICATE));
  if (!attached) return undefined;
  let document = '';
  for await (const { id, aux } of askHistory(place, { type: 'document', ref, digest: attached.digest })) if (id === HISTORY_ID) document = text(fromBase64(aux as string));
  return asVersion02(JSON.parse(document) as Predicate, mode);
}

/** What is told of a build in --metadata-file: its name, its provenance, and what its exporter answered. */
export async function metadataOf(place: HistoryPlace, display: Display, ref: string, answer: Metadata, target?: string): Promise<Metadata> {
  const { cli, builder, node } = place;
  const metadata: Metadata = { ...answer, 'buildx.build.ref': `${builder}/${node}/${ref}` };
  const mode = provenanceMode(cli);
  if (mode === undefined) return metadata;
  const name = `${target === undefined ? '' : `[${target}] `}resolving provenance for metadata file`;
  const vertex = { digest: `metadata:${ref}`, inputs: [], name, cached: false, error: '', started: cli.sys.now() };
  await display.take({ ...emptyStatus(), vertexes: [vertex] });
  metadata['buildx.build.provenance'] = await provenanceOf(place, ref, mode);
  await display.take({ ...emptyStatus(), vertexes: [{ ...vertex, completed: cli.sys.now() }] });
  return metadata;
}

/** Writes --metadata-file, keys in order; with the warnings where BUILDX_METADATA_WARNINGS wants them. */
export function writeMetadata(cli: Cli, path: string, metadata: Metadata, solve: Solve): void {
  const wanted = /^(?:1|t|T|true|TRUE|True)$/.test(cli.sys.env.BUILDX_METADATA_WARNINGS ?? '') && solve.warnings.length > 0;
  const all: Metadata = { ...metadata, ...(wanted && { 'buildx.build.warnings': solve.warnings.map(warningJson) }) };
  validateDestination(cli, path);
  cli.sys.writeFile(path, marshalIndent(sorted(all), '', '  '), 0o644);
}

/** A Go map's keys are written in order. */
export function sorted(map: Metadata): Metadata {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
