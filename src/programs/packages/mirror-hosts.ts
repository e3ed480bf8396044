import type { Clock } from '../../lib/clock';
import type { InternetHost } from '../../machine/net/types';

const ADDRESSES: readonly { names: readonly string[]; ip: string; latencyMs: number }[] = [
  { names: ['deb.dockyard.example', 'security.dockyard.example'], ip: '151.101.2.132', latencyMs: 14 },
  { names: ['archive.dockyard.example', 'ports.dockyard.example'], ip: '185.125.190.36', latencyMs: 22 },
  { names: ['dl-cdn.alpine.dockyard.example'], ip: '151.101.2.133', latencyMs: 14 },
  { names: ['download.docker.com', 'get.docker.com'], ip: '3.165.190.30', latencyMs: 16 },
];

/** The archives that the simulated distributions install from; what they offer is loaded at the first connection. */
export function archiveMirrors(clock: Clock): InternetHost[] {
  const serve: InternetHost['tcp'][number] = async (connection) => {
    const { serveMirror } = await clock.external(import('./mirror'));
    await serveMirror(connection);
  };
  return ADDRESSES.map((one) => ({ ...one, tcp: { 80: serve, 443: serve } }));
}
