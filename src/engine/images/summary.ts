import type { Schemas } from '../../api/types';
import type { Descriptor, ImageConfig } from '../../oci/image';
import { nanosOf, parseNanos, secondsOf, millisOf } from '../go-time';
import type { ImageRecord } from '../stores/metadata';
import { records, type ImageContext } from './context';
import { isDanglingName, referenceOf } from './find';
import { bestManifest, chainIds, manifestViews, platformOf, unpackedBytes, type ManifestView } from './manifests';

/** An image as lists show it: a target with all its names. */
export interface ImageGroup {
  target: Descriptor;
  names: ImageRecord[];
  views: ManifestView[];
  best: ManifestView | undefined;
  config: ImageConfig | undefined;
  createdMs: number;
}

export function groupOf(context: ImageContext, target: Descriptor, names: ImageRecord[]): ImageGroup {
  const views = manifestViews(context, target);
  const best = bestManifest(views);
  const config = best?.config;
  const createdMs = config?.created ? millisOf(parseNanos(config.created)) : 0;
  return { target, names, views, best, config, createdMs };
}

/** Every image, each once. */
export function allGroups(context: ImageContext): ImageGroup[] {
  const byTarget = new Map<string, ImageRecord[]>();
  for (const record of records(context)) {
    const names = byTarget.get(record.target.digest);
    if (names) names.push(record);
    else byTarget.set(record.target.digest, [record]);
  }
  return [...byTarget.values()].map((names) => groupOf(context, names[0]!.target, names));
}

/** Records in the order of the store's keys, the full names. */
const inOrder = (names: readonly ImageRecord[]): ImageRecord[] => [...names].sort((a, b) => (a.name < b.name ? -1 : 1));

/** The names as people write them; what was pulled by its digest has that name alone. */
export function repoTags(names: readonly ImageRecord[]): string[] {
  return [...new Set(inOrder(names).flatMap(({ name }) => referenceOf(name)?.familiar ?? []))];
}

export function repoDigests(names: readonly ImageRecord[]): string[] {
  const digests = inOrder(names).flatMap(({ name, target }) => {
    const reference = referenceOf(name);
    return reference ? [`${reference.familiarName}@${target.digest}`] : [];
  });
  return [...new Set(digests)];
}

/** What a manifest weighs: its content, and its layers unpacked. */
export function manifestSize(context: ImageContext, view: ManifestView): { content: number; unpacked: number } {
  const unpacked = view.kind === 'image' && view.config ? unpackedBytes(context, view.config) : 0;
  return { content: view.contentBytes, unpacked };
}

export function groupSize(context: ImageContext, group: ImageGroup): number {
  return group.views.reduce((sum, view) => {
    const { content, unpacked } = manifestSize(context, view);
    return sum + content + unpacked;
  }, 0);
}

function manifestSummary(context: ImageContext, group: ImageGroup, view: ManifestView): Record<string, unknown> {
  const { content, unpacked } = manifestSize(context, view);
  const common = { ID: view.descriptor.digest, Descriptor: view.descriptor, Available: view.available, Size: { Content: content, Total: content + unpacked }, Kind: view.kind };
  if (view.kind === 'attestation') return { ...common, AttestationData: { For: view.attestationFor } };
  if (view.kind !== 'image') return common;
  const users = context.host.users().filter((user) => user.imageId === group.target.digest && user.manifest === view.descriptor.digest).map((user) => user.containerId);
  return { ...common, ImageData: { Platform: platformOf(view) ?? { architecture: '', os: '' }, Size: { Unpacked: unpacked }, Containers: users.length > 0 ? users : null } };
}

/** One element of GET /images/json, field by field as the engine orders them. */
export function imageSummary(context: ImageContext, group: ImageGroup, options: { manifests: boolean; sharedSize: number }): Schemas['ImageSummary'] {
  const id = group.target.digest;
  const summary = {
    Containers: context.host.users().filter((user) => user.imageId === id).length,
    Created: secondsOf(nanosOf(group.createdMs)),
    Id: id,
    Labels: group.config?.config?.Labels ?? {},
    ParentId: context.meta.data.parents[id] ?? '',
    Descriptor: group.target,
    ...(options.manifests ? { Manifests: group.views.map((view) => manifestSummary(context, group, view)) } : {}),
    // Lists know a digest of the last name alone (image_list.go, singlePlatformImage).
    RepoDigests: repoDigests(inOrder(group.names).slice(-1)),
    RepoTags: repoTags(group.names),
    SharedSize: options.sharedSize,
    Size: groupSize(context, group),
  };
  return summary as unknown as Schemas['ImageSummary'];
}

/** What each layer of an image weighs, blob and tree together, by chain id. */
export function layerWeights(context: ImageContext, group: ImageGroup): Map<string, number> {
  const weights = new Map<string, number>();
  for (const view of group.views) {
    const { config, manifest } = view;
    if (view.kind !== 'image' || !config || !manifest) continue;
    for (const [i, id] of chainIds(config).entries()) {
      const blob = manifest.layers[i];
      weights.set(id, (context.snapshots.get(id)?.bytes ?? 0) + (blob ? (context.content.size(blob.digest) ?? 0) : 0));
    }
  }
  return weights;
}

/** Bytes of an image's layers that other images have too. */
export function sharedSize(context: ImageContext, group: ImageGroup, all: readonly ImageGroup[]): number {
  const elsewhere = new Set<string>();
  for (const other of all) if (other.target.digest !== group.target.digest) for (const id of layerWeights(context, other).keys()) elsewhere.add(id);
  let bytes = 0;
  for (const [id, weight] of layerWeights(context, group)) if (elsewhere.has(id)) bytes += weight;
  return bytes;
}

export function isDangling(group: ImageGroup): boolean {
  return group.names.every((record) => isDanglingName(record.name));
}
