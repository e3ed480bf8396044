import type { GcRule, WorkerInfo } from '../../../../api/build-worker';
import { diskShare, gcPolicy } from '../../../../api/gc-policy';
import type { Client } from '../../../../client/client';
import { networkInspect } from '../../../../client/network';
import { systemInfo } from '../../../../client/system';
import type { Sys } from '../../../../machine/sys';
import { runnablePlatforms } from '../platforms';

const BUILDKIT_VERSION = 'v0.32.0';

/** What of the cache that is easily made again may stay: 100/(e·π·φ) of what is reserved (moby daemon/internal/builder-next/worker/gc.go). */
const EASY_PERCENT = Math.E * Math.PI * ((1 + Math.sqrt(5)) / 2);

function enginePolicy(totalBytes: number): GcRule[] {
  const reservedSpace = diskShare(totalBytes, 10);
  const easy = Math.max(Math.round((reservedSpace / 100) * EASY_PERCENT), 512e6);
  return gcPolicy(easy, { reservedSpace, maxUsedSpace: diskShare(totalBytes, 80), minFreeSpace: diskShare(totalBytes, 20) });
}

/** The worker in the engine itself, which tells of it by BuildKit's protocol; that isn't served here, so it is found out by other ways. */
export async function engineWorker(client: Client, sys: Sys): Promise<Omit<WorkerInfo, 'id'>> {
  const [{ DockerRootDir: root }, bridge] = await Promise.all([systemInfo(client), networkInspect(client, 'bridge').catch(() => undefined)]);
  const { blocks, blockSize } = sys.statfs(root as string);
  const gateway = (bridge?.IPAM as { Config?: { Gateway?: string }[] | null } | undefined)?.Config?.[0]?.Gateway;
  return {
    version: BUILDKIT_VERSION, platforms: runnablePlatforms(sys), labels: gateway === undefined ? {} : { 'org.mobyproject.buildkit.worker.moby.host-gateway-ip': gateway },
    gcPolicy: enginePolicy(blocks * blockSize),
  };
}
