import { text } from '../../../../lib/bytes';
import { marshalIndent } from '../../../../lib/gojson';
import { isIndexType, isUnknownPlatform, type Descriptor, type ImageConfig, type Index, type Manifest } from '../../../../oci/image';
import { formatPlatform, normalPlatform } from '../../../../oci/platform';
import { parseReference, type Reference } from '../../../../oci/reference';
import type { Cli } from '../../../cli';
import { notSimulated } from '../../../errors';
import { commandPath } from '../../../tree';
import type { Verb } from '../../../verb';
import { attested } from './attested';
import { getJson, getRemote } from './remote';

const row = (name: string, value: string): string => `${name}:`.padEnd(11) + `${value}\n`;

/** The page that buildx writes without `--format` (util/imagetools/printers.go). */
function page(reference: Reference, target: Descriptor, index: Partial<Index>): string {
  let out = row('Name', reference.toString()) + row('MediaType', target.mediaType) + row('Digest', target.digest);
  if (!isIndexType(target.mediaType)) return out;
  out += '           \nManifests: \n';
  // A column is as wide as what is written until the next annotations, which have a table of their own.
  let rows: [string, string][] = [];
  const flush = (): void => {
    const width = Math.max(...rows.map(([name]) => name.length)) + 1;
    out += rows.map(([name, value]) => `${name.padEnd(width)}${value}\n`).join('');
    rows = [];
  };
  for (const [i, { digest, mediaType, platform, annotations }] of (index.manifests ?? []).entries()) {
    if (i > 0) rows.push(['', '']);
    rows.push(['  Name:', reference.withDigest(digest).toString()], ['  MediaType:', mediaType]);
    if (!platform) continue;
    rows.push(['  Platform:', formatPlatform(platform)]);
    if (platform['os.version']) rows.push(['  OSVersion:', platform['os.version']]);
    const notes = Object.entries(annotations ?? {});
    if (notes.length === 0) continue;
    rows.push(['  Annotations:', '']);
    flush();
    rows = notes.map(([key, value]) => [`    ${key}:`, value]);
    flush();
  }
  if (rows.length > 0) flush();
  return out;
}

const FORMATS = /\{\{\s*(json\s+)?(?:\.([A-Za-z.]*)|\(index\s+\.Image\s+"([^"]*)"\))\s*\}\}/g;

/** The configurations of an image by platform, or its only one, as image-spec's Go types order them. */
async function configs(cli: Cli, reference: Reference, target: Descriptor, manifest: string): Promise<unknown> {
  const children = isIndexType(target.mediaType) ? (JSON.parse(manifest) as Index).manifests.filter(({ platform }) => !platform || !isUnknownPlatform(platform)) : [target];
  const found: [string, unknown][] = [];
  for (const child of children) {
    const own = child === target ? (JSON.parse(manifest) as Manifest) : await getJson<Manifest>(cli, reference, child);
    const { created, author, architecture, variant, os, config, rootfs, history } = await getJson<ImageConfig & { author?: string }>(cli, reference, own.config);
    found.push([formatPlatform(normalPlatform({ os, architecture, ...(variant ? { variant } : {}) })), { created, author, architecture, variant, os, config: config ?? {}, rootfs, history }]);
  }
  if (found.length === 1) return found[0]![1];
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `docker buildx imagetools inspect`. */
export const imagetoolsInspect: Verb = async ({ cli, flags, args, spec }) => {
  const reference = parseReference(args[0]!).tagNameOnly();
  const { descriptor: target, bytes } = await getRemote(cli, reference);
  const manifest = text(bytes);
  if (flags.bool('raw')) return cli.out(bytes);
  const index = JSON.parse(manifest) as Partial<Index>;
  const format = flags.string('format');
  if (format === '' || /^\s*\{\{\s*\.Manifest\s*\}\}\s*$/.test(format)) return cli.out(page(reference, target, index));
  const { schemaVersion, manifests, annotations } = index;
  const described = isIndexType(target.mediaType) ? { schemaVersion, ...target, manifests, annotations } : target;
  const images = (): Promise<unknown> => configs(cli, reference, target, manifest);
  const provenance = (): Promise<Record<string, unknown>> => attested(cli, reference, manifest, 'SLSA');
  const sbom = (): Promise<Record<string, unknown>> => attested(cli, reference, manifest, 'SPDX');
  const values: Record<string, () => Promise<unknown>> = {
    Name: async () => args[0]!, Manifest: async () => described, 'Manifest.Digest': async () => target.digest, 'Manifest.MediaType': async () => target.mediaType, 'Manifest.Size': async () => target.size,
    Image: images, Provenance: provenance, SBOM: sbom,
    'Provenance.SLSA': async () => (await provenance()).SLSA ?? null, 'SBOM.SPDX': async () => (await sbom()).SPDX ?? null,
    '': async () => ({ name: args[0]!, manifest: described, image: await images() }),
  };
  const known = [...format.matchAll(FORMATS)].every(([, json, name]) => (name === undefined || name in values) && (json !== undefined || name === 'Name' || name?.startsWith('Manifest.')));
  if (!known || format.replace(FORMATS, '').includes('{{')) throw notSimulated(`${commandPath(spec)} --format ${format}`);
  let out = '';
  let at = 0;
  for (const action of format.matchAll(FORMATS)) {
    const value = action[2] === undefined ? (await images() as Readonly<Record<string, unknown>>)[action[3]!] : await values[action[2]]!();
    out += format.slice(at, action.index) + (action[1] === undefined ? String(value) : marshalIndent(value, '', '  '));
    at = action.index + action[0].length;
  }
  await cli.out(out + format.slice(at));
};
