import type { Digest } from '../../oci/digest';
import type { Descriptor } from '../../oci/image';
import type { TransferStatus } from '../builder/ports';
import type { ImageContext } from '../images/context';
import { fetchBlob } from '../images/fetch';
import { chainIds, type ManifestView } from '../images/manifests';
import { rememberSource, unique, UNPACK_BANDWIDTH } from '../images/pull';
import type { RegistryClient } from '../../remotes/registry-client';
import { bandwidthTo, inParallel, Line } from '../images/transfer';
import { COPY_BYTES } from '../stores/ingest-store';

/** Connections to a registry at a time (BuildKit util/resolver/limited, DefaultMaxConcurrency). */
const CONNECTIONS = 4;
/** Between two looks at how far a blob is (BuildKit util/pull/pullprogress). */
const LOOK_MS = 150;
const SLICE_MS = 100;

export interface LayerPull {
  context: ImageContext;
  client: RegistryClient;
  /** Its manifest and configuration are here. */
  view: ManifestView;
  progress(status: TransferStatus): void;
  /** Ends the pull; what has come of a blob is kept for the next one. */
  signal: AbortSignal;
}

/**
 * Brings an image's layers as BuildKit does (cache/refs.go, unlazyLayer): the blobs that aren't here all at once, and each
 * layer is unpacked as soon as it has come and those below it stand.
 */
export async function pullLayers(pull: LayerPull): Promise<void> {
  const { context, client, view } = pull;
  const layers = view.manifest!.layers;
  const ids = chainIds(view.config!);
  const isHere = ({ digest }: Descriptor): boolean => context.content.has(digest);
  const first = ids.findIndex((id, i) => context.snapshots.get(id) === undefined || !isHere(layers[i]!));
  if (first === -1) return;
  const line = new Line(context.sys, bandwidthTo(client.host));
  const arrivals = new Map<Digest, () => void>();
  const missing = unique(layers.slice(first).filter((layer) => !isHere(layer)));
  const arrived = new Map(missing.map(({ digest }) => [digest, new Promise<void>((resolve) => void arrivals.set(digest, resolve))]));
  const fetching = inParallel(missing, CONNECTIONS, async (layer) => {
    await fetchLayer(pull, line, layer);
    arrivals.get(layer.digest)!();
  });
  const unpacking = (async () => {
    for (const [i, layer] of layers.entries()) {
      if (i < first) continue;
      await Promise.race([arrived.get(layer.digest), fetching]);
      await unpackLayer(pull, layer, ids[i - 1], ids[i]!, view.config!.rootfs.diff_ids[i]!);
    }
  })();
  const failed = (await Promise.allSettled([fetching, unpacking])).find((end) => end.status === 'rejected');
  context.meta.save();
  pull.signal.throwIfAborted();
  if (failed) throw failed.reason;
  rememberSource(context, client, view.manifest!);
}

/** What a transfer has brought is told in the pieces in which it reaches the store. */
async function fetchLayer({ context, client, progress, signal }: LayerPull, line: Line, layer: Descriptor): Promise<void> {
  const { digest: id, size: total } = layer;
  const transfer = { total, current: 0, done: false };
  const started = context.sys.now();
  const tell = (current: number, done: boolean): void => progress({ id, total, current, done, startedMs: started });
  let look = started + LOOK_MS;
  signal.throwIfAborted();
  await fetchBlob(context, client, line, layer, transfer, async () => {
    signal.throwIfAborted();
    if (context.sys.now() < look || transfer.current >= total) return;
    while (look <= context.sys.now()) look += LOOK_MS;
    tell(Math.floor(transfer.current / COPY_BYTES) * COPY_BYTES, false);
  });
  tell(total, true);
}

async function unpackLayer({ context, progress, signal }: LayerPull, layer: Descriptor, parent: Digest | undefined, id: Digest, diffId: Digest): Promise<void> {
  if (context.snapshots.get(id) !== undefined) return;
  const startedMs = context.sys.now();
  const tell = (done: boolean): void => progress({ id: `extracting ${layer.digest}`, total: 0, current: 0, done, startedMs });
  tell(false);
  const endMs = startedMs + (layer.size / UNPACK_BANDWIDTH) * 1000;
  for (let left = endMs - startedMs; left >= 1; left = endMs - context.sys.now()) {
    signal.throwIfAborted();
    await context.sys.sleep(Math.min(SLICE_MS, left));
  }
  signal.throwIfAborted();
  await context.snapshots.unpack(parent, id, diffId, layer.digest);
  tell(true);
}
