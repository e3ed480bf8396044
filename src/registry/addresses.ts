/** Where a host of the simulated internet that serves registries stands. */
export interface RegistryAddress {
  names: readonly string[];
  ip: string;
  /** What answers there: one of the Hub's four faces, a registry that anybody may read, or one that wants a login. */
  role: 'hub-registry' | 'hub-auth' | 'hub-index' | 'hub-web' | 'public' | 'private';
}

/** Every one of them; what stands behind is loaded when somebody connects. */
export const REGISTRY_ADDRESSES: readonly RegistryAddress[] = [
  { names: ['registry-1.docker.io'], ip: '198.51.100.10', role: 'hub-registry' },
  { names: ['auth.docker.io'], ip: '198.51.100.11', role: 'hub-auth' },
  { names: ['index.docker.io', 'docker.io'], ip: '198.51.100.12', role: 'hub-index' },
  { names: ['hub.docker.com'], ip: '198.51.100.13', role: 'hub-web' },
  { names: ['gcr.io'], ip: '198.51.100.20', role: 'public' },
  { names: ['ghcr.io'], ip: '198.51.100.21', role: 'public' },
  { names: ['quay.io'], ip: '198.51.100.22', role: 'public' },
  { names: ['mcr.microsoft.com'], ip: '198.51.100.23', role: 'public' },
  { names: ['public.ecr.aws'], ip: '198.51.100.24', role: 'public' },
  { names: ['registry.k8s.io'], ip: '198.51.100.25', role: 'public' },
  { names: ['docker.elastic.co'], ip: '198.51.100.26', role: 'public' },
  { names: ['registry.domain.com'], ip: '203.0.113.20', role: 'private' },
  { names: ['docker.domain.com'], ip: '203.0.113.21', role: 'private' },
  { names: ['registry.company.com'], ip: '203.0.113.22', role: 'private' },
];

export const REGISTRY_LATENCY_MS = 24;
/** The ports that they answer on. */
export const REGISTRY_PORTS = [443, 80] as const;
