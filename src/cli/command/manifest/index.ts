import { marshalIndent } from '../../../lib/gojson';
import { utf8 } from '../../../lib/bytes';
import { digestOfBytes } from '../../../oci/digest';
import { parseReference, type Reference } from '../../../oci/reference';
import type { Cli } from '../../cli';
import { indentJson } from '../../json-text';
import type { Verb, Verbs } from '../../verb';
import { forEach } from '../errors';
import { fetchManifest, mountBlob, putManifest, withPlatform } from './registry';
import { notFound, payload, readEntry, readList, removeList, saveEntry, type ImageManifest, type Platform } from './store';

const LIST_TYPES = /manifest\.list\.v2|image\.index\.v1/;
/** What a list may hold (docker/cli manifest/util.go). */
const PLATFORMS: Readonly<Record<string, string>> = {
  darwin: '386 amd64 arm arm64', dragonfly: 'amd64', freebsd: '386 amd64 arm', linux: '386 amd64 arm arm64 ppc64le mips64 mips64le riscv64 s390x', netbsd: '386 amd64 arm',
  openbsd: '386 amd64 arm', plan9: '386 amd64', solaris: 'amd64', windows: '386 amd64',
};

function normalized(name: string): Reference {
  const reference = parseReference(name);
  return reference.digest === undefined ? reference.tagNameOnly() : reference;
}

interface Descriptor {
  mediaType: string;
  size: number;
  digest: string;
  platform?: Platform;
}

/** A list's text as docker/distribution writes it: three blanks a level. */
function listText(cli: Cli, target: Reference, list: readonly ImageManifest[]): string {
  const manifests = list.map(({ Ref: ref, Descriptor: { mediaType, size, digest, platform } }): Descriptor => {
    const { domain } = parseReference(ref);
    if (domain !== target.domain) throw new Error(`cannot use source images from a different registry than the target image: ${domain} != ${target.domain}`);
    return { mediaType, size, digest, platform: platform ?? { architecture: '', os: '' } };
  });
  return manifestsText(manifests);
}

function manifestsText(manifests: readonly Descriptor[]): string {
  const isOci = manifests[0]?.mediaType === 'application/vnd.oci.image.manifest.v1+json';
  const mediaType = isOci ? 'application/vnd.oci.image.index.v1+json' : 'application/vnd.docker.distribution.manifest.list.v2+json';
  return marshalIndent({ schemaVersion: 2, mediaType, manifests }, '', '   ');
}

/** `docker manifest create`. */
const create: Verb = async ({ cli, flags, args }) => {
  let list: Reference;
  try {
    list = normalized(args[0]!);
  } catch (error) {
    throw new Error(`error parsing name for manifest list ${args[0]!}: ${(error as Error).message}`);
  }
  if (readList(cli, list) && !flags.bool('amend')) throw new Error('refusing to amend an existing manifest list with no --amend flag');
  for (const name of args.slice(1)) {
    const reference = normalized(name);
    let entry = readEntry(cli, list, reference);
    if (!entry) {
      const raw = await fetchManifest(cli, reference, flags.bool('insecure'));
      if (LIST_TYPES.test((JSON.parse(raw) as { mediaType?: string }).mediaType ?? '')) throw new Error(`${reference.toString()} is a manifest list`);
      entry = await withPlatform(cli, reference, raw, flags.bool('insecure'));
    }
    saveEntry(cli, list, reference, entry);
  }
  await cli.line(`Created manifest list ${list.toString()}`);
};

/** `docker manifest annotate`. */
const annotate: Verb = async ({ cli, flags, args }) => {
  const [listName, imageName] = args as [string, string];
  const named = (name: string, what: string): Reference => {
    try {
      return normalized(name);
    } catch (error) {
      throw new Error(`annotate: error parsing name for ${what} ${name}: ${(error as Error).message}`);
    }
  };
  const list = named(listName, 'manifest list');
  const image = named(imageName, 'manifest');
  const entry = readEntry(cli, list, image);
  if (!entry) throw new Error(`manifest for image ${imageName} does not exist in ${listName}`);
  const before = entry.Descriptor.platform ?? { architecture: '', os: '' };
  const features = [...new Set([...(before['os.features'] ?? []), ...flags.list('os-features')])];
  const text = (flag: string, old: string | undefined): string | undefined => flags.string(flag) || old;
  const version = text('os-version', before['os.version']);
  const variant = text('variant', before.variant);
  const platform: Platform = {
    architecture: text('arch', before.architecture) ?? '', os: text('os', before.os) ?? '',
    ...(version && { 'os.version': version }), ...(features.length > 0 && { 'os.features': features }), ...(variant && { variant }),
  };
  if (!PLATFORMS[platform.os]?.split(' ').includes(platform.architecture)) {
    throw new Error(`manifest entry for image has unsupported os/arch combination: ${flags.string('os')}/${flags.string('arch')}`);
  }
  saveEntry(cli, list, image, { ...entry, Descriptor: { ...entry.Descriptor, platform } });
};

/** Brings what other repositories of the registry have under the list's own name: blobs first, then manifests. */
async function bring(cli: Cli, target: Reference, list: readonly ImageManifest[], insecure: boolean): Promise<void> {
  const others = list.filter(({ Ref: ref }) => parseReference(ref).path !== target.path);
  for (const entry of others) {
    const { config, layers } = JSON.parse(payload(entry)) as { config: { digest: string }; layers: { digest: string }[] };
    for (const { digest } of [config, ...layers]) await mountBlob(cli, parseReference(entry.Ref).path, digest, target, insecure);
  }
  for (const entry of others) {
    const place = target.trimmed().withDigest(entry.Descriptor.digest);
    await putManifest(cli, place, utf8(payload(entry)), insecure);
    await cli.line(`Pushed ref ${place.toString()} with digest: ${entry.Descriptor.digest}`);
  }
}

/** `docker manifest push`. */
const push: Verb = async ({ cli, flags, args }) => {
  const target = normalized(args[0]!);
  const list = readList(cli, target);
  if (!list) throw notFound(target.toString());
  if (list.length === 0) throw new Error(`${target.toString()} not found`);
  for (const { Ref: ref, Descriptor: { platform } } of list) {
    if (!platform?.architecture || !platform.os) throw new Error(`manifest ${ref} must have an OS and Architecture to be pushed to a registry`);
  }
  const text = listText(cli, target, list);
  const insecure = flags.bool('insecure');
  await bring(cli, target, list, insecure);
  await putManifest(cli, target, utf8(text), insecure);
  await cli.line(digestOfBytes(utf8(text)));
  if (flags.bool('purge')) removeList(cli, target);
};

async function show(cli: Cli, entry: ImageManifest, verbose: boolean): Promise<void> {
  await cli.line(verbose ? marshalIndent(entry, '', '\t') : indentJson(payload(entry), '\t'));
}

/** `docker manifest inspect`: local lists first, then registries. */
const inspect: Verb = async ({ cli, flags, args }) => {
  const verbose = flags.bool('verbose');
  const reference = normalized(args.at(-1)!);
  if (args.length > 1) {
    const entry = readEntry(cli, normalized(args[0]!), reference);
    if (!entry) throw notFound(reference.toString());
    return show(cli, entry, verbose);
  }
  const local = readList(cli, reference);
  if (local) return cli.line(verbose ? marshalIndent(local, '', '\t') : listText(cli, reference, local));
  const insecure = flags.bool('insecure');
  const raw = await fetchManifest(cli, reference, insecure);
  const { mediaType = '', manifests } = JSON.parse(raw) as { mediaType?: string; manifests?: Descriptor[] };
  if (!LIST_TYPES.test(mediaType) || !manifests) return show(cli, await withPlatform(cli, reference, raw, insecure), verbose);
  if (!verbose) return cli.line(manifestsText(manifests.map(({ mediaType: type, size, digest, platform }) => ({ mediaType: type, size, digest, platform }))));
  const entries: ImageManifest[] = [];
  for (const { digest, platform } of manifests) {
    const one = parseReference(`${reference.toString()}@${digest}`);
    const entry = await withPlatform(cli, one, await fetchManifest(cli, one, insecure), insecure);
    entries.push({ ...entry, Descriptor: { ...entry.Descriptor, platform } });
  }
  await cli.line(marshalIndent(entries, '', '\t'));
};

/** `docker manifest rm`. */
const rm: Verb = ({ cli, args }) =>
  forEach(args, async (name) => {
    const reference = normalized(name);
    if (!readList(cli, reference)) throw notFound(reference.toString());
    removeList(cli, reference);
  });

/** `docker manifest …`. */
export const MANIFEST_VERBS: Verbs = {
  'manifest create': create, 'manifest annotate': annotate, 'manifest push': push, 'manifest inspect': inspect, 'manifest rm': rm,
};
