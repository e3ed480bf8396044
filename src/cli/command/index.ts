import type { Sys } from '../../machine/sys';
import type { Verb, Verbs } from '../verb';

/** Where the verbs of each object of the command tree are. */
const OBJECTS: Readonly<Record<string, () => Promise<Verbs>>> = {
  builder: async () => ({ 'builder prune': (await import('./build/classic')).builderPrune }),
  checkpoint: async () => (await import('./checkpoint')).CHECKPOINT_VERBS,
  container: async () => (await import('./container')).CONTAINER_VERBS,
  context: async () => (await import('./context')).CONTEXT_VERBS,
  image: async () => (await import('./image')).IMAGE_VERBS,
  login: async () => ({ login: (await import('./registry/login')).login }),
  logout: async () => ({ logout: (await import('./registry/login')).logout }),
  manifest: async () => (await import('./manifest')).MANIFEST_VERBS,
  network: async () => (await import('./network')).NETWORK_VERBS,
  plugin: async () => (await import('./plugin')).PLUGIN_VERBS,
  search: async () => ({ search: (await import('./registry/search')).search }),
  volume: async () => (await import('./volume')).VOLUME_VERBS,
};

/** `docker version` and its like, and what a swarm has: neither has an object of its own for all of its verbs. */
const others = async (): Promise<Verbs> => ({ ...(await import('./swarm')).SWARM_VERBS, ...(await import('./system')).SYSTEM_VERBS });

/** What is typed first and most often comes without the rest of its object's verbs. */
const ALONE: Readonly<Record<string, () => Promise<Verb>>> = {
  'container ls': async () => (await import('./container/ls')).ls,
};

/** What a command does, by its path in the tree (`container ls`); its code is loaded when it is first run. */
export async function loadVerb(sys: Sys, path: string): Promise<Verb | undefined> {
  const alone = ALONE[path];
  if (alone) return sys.external(alone());
  return (await sys.external((OBJECTS[path.split(' ')[0]!] ?? others)()))[path];
}
