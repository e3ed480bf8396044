/** Media types of OCI image-spec and of Docker's image manifest v2 schema 2. */
export const MEDIA = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
  layerGzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  layerZstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
  empty: 'application/vnd.oci.empty.v1+json',
  inToto: 'application/vnd.in-toto+json',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerConfig: 'application/vnd.docker.container.image.v1+json',
  dockerLayer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  dockerLayerPlain: 'application/vnd.docker.image.rootfs.diff.tar',
  dockerSchema1: 'application/vnd.docker.distribution.manifest.v1+prettyjws',
} as const;

export function isIndexType(mediaType: string): boolean {
  return mediaType === MEDIA.index || mediaType === MEDIA.dockerIndex;
}

export function isManifestType(mediaType: string): boolean {
  return mediaType === MEDIA.manifest || mediaType === MEDIA.dockerManifest;
}

export function isConfigType(mediaType: string): boolean {
  return mediaType === MEDIA.config || mediaType === MEDIA.dockerConfig;
}

/** How a layer's blob is compressed, or undefined when the type isn't a layer's. */
export function layerCompression(mediaType: string): 'gzip' | 'none' | 'zstd' | undefined {
  switch (mediaType) {
    case MEDIA.layer:
    case MEDIA.dockerLayerPlain:
      return 'none';
    case MEDIA.layerGzip:
    case MEDIA.dockerLayer:
      return 'gzip';
    case MEDIA.layerZstd:
      return 'zstd';
    default:
      return undefined;
  }
}
