import type { GcRule, WorkerInfo } from '../../api/build-worker';
import { supportedPlatforms } from '../../lib/emulators';
import type { Sys } from '../../machine/sys';

export const BUILDKITD_VERSION = 'v0.32.2';
export const BUILDKITD_REVISION = '991535e0973488b6a429096d21fa13f81f2d89d8';

const HOUR = 3600;
const GIB = 1024 ** 3;

/** A share of the disk in whole gigabytes, rounded up (BuildKit cmd/buildkitd/config/gcpolicy.go, AsBytes). */
const share = (totalBytes: number, percent: number): number => (Math.floor((totalBytes * percent) / 100 / GIB) + 1) * 1e9;

/** What is collected when nobody says otherwise (DefaultGCPolicy there). */
export function defaultGcPolicy(totalBytes: number): GcRule[] {
  const cap = { reservedSpace: Math.min(share(totalBytes, 10), 10e9), maxUsedSpace: Math.min(share(totalBytes, 60), 100e9), minFreeSpace: share(totalBytes, 20) };
  return [
    { all: false, filters: ['type==source.local', 'type==exec.cachemount', 'type==source.git.checkout'], keepDurationSeconds: 48 * HOUR, maxUsedSpace: 512e6 },
    { all: false, keepDurationSeconds: 60 * 24 * HOUR, ...cap },
    { all: false, ...cap },
    { all: true, ...cap },
  ];
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
