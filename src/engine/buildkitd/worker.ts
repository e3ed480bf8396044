import type { GcRule, WorkerInfo } from '../../api/build-worker';
import { diskShare, gcPolicy } from '../../api/gc-policy';
import { supportedPlatforms } from '../../lib/emulators';
import type { Sys } from '../../machine/sys';

export const BUILDKITD_VERSION = 'v0.32.2';
export const BUILDKITD_REVISION = '991535e0973488b6a429096d21fa13f81f2d89d8';

/** What is collected when nobody says otherwise (BuildKit cmd/buildkitd/config/gcpolicy.go, DetectDefaultGCCap). */
function defaultGcPolicy(totalBytes: number): GcRule[] {
  return gcPolicy(512e6, { reservedSpace: Math.min(diskShare(totalBytes, 10), 10e9), maxUsedSpace: Math.min(diskShare(totalBytes, 60), 100e9), minFreeSpace: diskShare(totalBytes, 20) });
}

const PREFIX = 'org.mobyproject.buildkit.worker';

/** The OCI worker of a buildkitd in a container. */
export function describeWorker(sys: Sys, id: string, root: string): WorkerInfo {
  const { blocks, blockSize } = sys.statfs(root);
  return {
    id, version: BUILDKITD_VERSION, platforms: supportedPlatforms(sys.kernel().binaryFormats()), gcPolicy: defaultGcPolicy(blocks * blockSize),
    labels: {
      [`${PREFIX}.executor`]: 'oci', [`${PREFIX}.hostname`]: sys.hostname(), [`${PREFIX}.network`]: 'host', [`${PREFIX}.oci.process-mode`]: 'sandbox',
      [`${PREFIX}.selinux.enabled`]: 'false', [`${PREFIX}.snapshotter`]: 'overlayfs',
    },
  };
}
