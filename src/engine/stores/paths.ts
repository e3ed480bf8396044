/** Where containerd, embedded in dockerd, keeps its things below the data root. */
export function storePaths(dataRoot: string): { blobs: string; ingests: string; meta: string; snapshots: string; rootfs: string } {
  const daemon = `${dataRoot}/containerd/daemon`;
  return {
    blobs: `${daemon}/io.containerd.content.v1.content/blobs/sha256`,
    ingests: `${daemon}/io.containerd.content.v1.content/ingest`,
    meta: `${daemon}/io.containerd.metadata.v1.bolt/meta.json`,
    snapshots: `${daemon}/io.containerd.snapshotter.v1.overlayfs/snapshots`,
    rootfs: `${dataRoot}/rootfs/overlayfs`,
  };
}
