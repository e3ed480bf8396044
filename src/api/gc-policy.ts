import type { GcRule } from './build-worker';

const HOUR = 3600;
const GIB = 1024 ** 3;

/** A share of the disk in whole gigabytes, rounded up (BuildKit cmd/buildkitd/config/gcpolicy.go, AsBytes; moby daemon/internal/builder-next/worker/gc.go). */
export const diskShare = (totalBytes: number, percent: number): number => (Math.floor((totalBytes * percent) / 100 / GIB) + 1) * 1e9;

/** The rules that there are when nobody says otherwise, from what is easily made again to all there is (DefaultGCPolicy in both). */
export function gcPolicy(easyMaxBytes: number, cap: Pick<GcRule, 'reservedSpace' | 'maxUsedSpace' | 'minFreeSpace'>): GcRule[] {
  return [
    { all: false, filters: ['type==source.local', 'type==exec.cachemount', 'type==source.git.checkout'], keepDurationSeconds: 48 * HOUR, maxUsedSpace: easyMaxBytes },
    { all: false, keepDurationSeconds: 60 * 24 * HOUR, ...cap },
    { all: false, ...cap },
    { all: true, ...cap },
  ];
}
