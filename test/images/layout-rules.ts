import { gunzipSync } from 'node:zlib';
import { text } from '../../src/lib/bytes';
import { contentOf, readContent } from '../../src/lib/content';
import { digestOfBytes } from '../../src/oci/digest';
import { readTar } from '../../src/oci/tar-read';

type Json = Record<string, unknown>;
/** Says what is wrong with a value at a place; nothing when it is as it must be. */
type Rule = (value: unknown, at: string) => string[];

const wrong = (at: string, value: unknown): string[] => [`${at}: ${JSON.stringify(value)}`];
const is = (test: (value: unknown) => boolean): Rule => (value, at) => (test(value) ? [] : wrong(at, value));
const matching = (pattern: RegExp): Rule => is((value) => typeof value === 'string' && pattern.test(value));
const each = (rule: Rule): Rule => (value, at) => (Array.isArray(value) ? value.flatMap((one, i) => rule(one, `${at}[${i}]`)) : wrong(at, value));
const mapOf = (rule: Rule): Rule => (value, at) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).flatMap(([key, one]) => rule(one, `${at}.${key}`)) : wrong(at, value));
/** Fields that must be there, and fields that may be. */
const object = (must: Record<string, Rule>, may: Record<string, Rule> = {}): Rule => (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(at, value);
  const fields = value as Json;
  return [
    ...Object.entries(must).flatMap(([key, rule]) => (key in fields ? rule(fields[key], `${at}.${key}`) : [`${at}.${key} is missing`])),
    ...Object.entries(may).flatMap(([key, rule]) => (key in fields ? rule(fields[key], `${at}.${key}`) : [])),
  ];
};

const string = is((value) => typeof value === 'string');
const boolean = is((value) => typeof value === 'boolean');
const bytes = is((value) => Number.isSafeInteger(value) && (value as number) >= 0);
const mediaType = matching(/^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/);
const digest = matching(/^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/);
const dateTime = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
const nothing = is((value) => typeof value === 'object' && value !== null && Object.keys(value).length === 0);
const version2 = is((value) => value === 2);
const strings = each(string);
const annotations = mapOf(string);
const platform = object({ architecture: string, os: string }, { 'os.version': string, 'os.features': strings, variant: string });
const descriptor = object({ mediaType, digest, size: bytes }, { urls: strings, data: string, artifactType: mediaType, annotations, platform });
/** image-spec image-index.md, manifest.md, config.md: what their fields must be. */
const index = object({ schemaVersion: version2, manifests: each(descriptor) }, { mediaType, artifactType: mediaType, annotations, subject: descriptor });
const manifest = object({ schemaVersion: version2, config: descriptor, layers: each(descriptor) }, { mediaType, artifactType: mediaType, annotations, subject: descriptor });
const config = object(
  { architecture: string, os: string, rootfs: object({ type: is((value) => value === 'layers'), diff_ids: each(digest) }) },
  {
    created: dateTime, author: string, variant: string,
    history: each(object({}, { created: dateTime, author: string, created_by: string, comment: string, empty_layer: boolean })),
    config: object({}, { User: string, ExposedPorts: mapOf(nothing), Env: each(matching(/^[^=]+=/)), Entrypoint: strings, Cmd: strings, Volumes: mapOf(nothing), WorkingDir: string, Labels: annotations, StopSignal: string, ArgsEscaped: boolean }),
  },
);

/** What is wrong with an archive as an OCI image layout (image-spec 1.1): its documents, and whether they name what is there. */
export function layoutFaults(archive: Uint8Array): string[] {
  const files = new Map([...readTar(contentOf(archive))].filter(({ type }) => type === 'file').map(({ path, content }) => [path, readContent(content!)]));
  const faults: string[] = [];
  const documentAt = (path: string, rule: Rule): Json => {
    const found = files.get(path);
    if (!found) {
      faults.push(`${path} is missing`);
      return {};
    }
    const value = JSON.parse(text(found)) as Json;
    faults.push(...rule(value, path));
    return value;
  };
  const pathOf = (name: string): string => `blobs/${name.replace(':', '/')}`;
  for (const [path, content] of files) if (path.startsWith('blobs/') && pathOf(digestOfBytes(content)) !== path) faults.push(`${path} holds something else`);
  const sized = ({ digest: name, size }: Json): string => {
    const path = pathOf(name as string);
    if (files.get(path)?.length !== size) faults.push(`${path} is not of ${String(size)} bytes`);
    return path;
  };
  const walk = (one: Json): void => {
    const path = pathOf(one['digest'] as string);
    // Another platform's image is named by an index, and need not be here.
    if (!files.has(path)) return;
    sized(one);
    if (/index|list/.test(one['mediaType'] as string)) {
      for (const child of documentAt(path, index)['manifests'] as Json[]) walk(child);
      return;
    }
    const { config: configured, layers } = documentAt(path, manifest) as { config: Json; layers: Json[] };
    if (/in-toto/.test(String(layers[0]?.['mediaType']))) return;
    const image = documentAt(sized(configured), config) as { rootfs: { diff_ids: string[] }; history?: { empty_layer?: boolean }[] };
    const made = image.history?.filter((entry) => !entry.empty_layer).length;
    if (made !== undefined && made !== layers.length) faults.push(`${path}: history of ${made} layers, there are ${layers.length}`);
    if (image.rootfs.diff_ids.length !== layers.length) faults.push(`${path}: ${image.rootfs.diff_ids.length} diff_ids`);
    layers.forEach((layer, i) => {
      const packed = files.get(sized(layer));
      if (!packed) return;
      const plain = /gzip$/.test(layer['mediaType'] as string) ? gunzipSync(packed) : packed;
      if (digestOfBytes(plain) !== image.rootfs.diff_ids[i]) faults.push(`${path}: layer ${i} is not what its diff_id says`);
    });
  };
  documentAt('oci-layout', object({ imageLayoutVersion: is((value) => value === '1.0.0') }));
  for (const one of documentAt('index.json', index)['manifests'] as Json[]) walk(one);
  return faults;
}
