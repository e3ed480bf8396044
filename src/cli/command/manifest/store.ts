import { fromBase64, toBase64 } from '../../../api/buildkit-trace';
import { text, utf8 } from '../../../lib/bytes';
import { marshal } from '../../../lib/gojson';
import { digestOfBytes } from '../../../oci/digest';
import type { Reference } from '../../../oci/reference';
import { isSysError } from '../../../machine/errno';
import type { Cli } from '../../cli';
import { makeDirs } from '../../config-file';

export interface Platform {
  architecture: string;
  os: string;
  'os.version'?: string;
  'os.features'?: string[];
  variant?: string;
}

/** A manifest in a local list (docker/cli manifest/types.ImageManifest). */
export interface ImageManifest {
  Ref: string;
  Descriptor: { mediaType: string; digest: string; size: number; platform?: Platform };
  /** Base64 of the manifest as its registry has it. */
  Raw: string;
  SchemaV2Manifest?: unknown;
  OCIManifest?: unknown;
}

const fileName = (name: string): string => name.replaceAll(':', '-').replaceAll('/', '_');
const folderOf = (cli: Cli, list: Reference): string => `${cli.config.dir}/manifests/${fileName(list.toString())}`;

export function notFound(name: string): Error {
  return new Error(`No such manifest: ${name}`);
}

/** The text of a manifest. */
export function payload({ Raw: raw }: ImageManifest): string {
  return text(fromBase64(raw));
}

/** A manifest with what the store keeps of it; `platform` comes from the image's configuration. */
export function imageManifest(ref: Reference, raw: string, platform: Platform): ImageManifest {
  const parsed = JSON.parse(raw) as { mediaType?: string };
  const mediaType = parsed.mediaType ?? 'application/vnd.oci.image.manifest.v1+json';
  return {
    Ref: ref.toString(), Descriptor: { mediaType, digest: digestOfBytes(utf8(raw)), size: utf8(raw).length, platform }, Raw: toBase64(utf8(raw)),
    ...(mediaType.includes('oci') ? { OCIManifest: parsed } : { SchemaV2Manifest: parsed }),
  };
}

/** The manifests of a local list, in the order of their files' names; undefined where there is no such list. */
export function readList(cli: Cli, list: Reference): ImageManifest[] | undefined {
  const folder = folderOf(cli, list);
  if (!cli.sys.access(folder, '')) return undefined;
  return cli.sys.readdir(folder).map(({ name }) => name).sort().map((name) => JSON.parse(cli.sys.readText(`${folder}/${name}`)) as ImageManifest);
}

/** One manifest of a local list. */
export function readEntry(cli: Cli, list: Reference, manifest: Reference): ImageManifest | undefined {
  try {
    return JSON.parse(cli.sys.readText(`${folderOf(cli, list)}/${fileName(manifest.toString())}`)) as ImageManifest;
  } catch (error) {
    if (isSysError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

export function saveEntry(cli: Cli, list: Reference, manifest: Reference, entry: ImageManifest): void {
  const folder = folderOf(cli, list);
  makeDirs(cli.sys, folder);
  cli.sys.writeFile(`${folder}/${fileName(manifest.toString())}`, marshal(entry), 0o644);
}

export function removeList(cli: Cli, list: Reference): void {
  const folder = folderOf(cli, list);
  for (const { name } of cli.sys.readdir(folder)) cli.sys.unlink(`${folder}/${name}`);
  cli.sys.rmdir(folder);
}
