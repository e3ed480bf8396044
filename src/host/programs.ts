import type { Duplex } from '../lib/stream';
import type { Program, ProgramLoader } from '../machine/program';
import { PROGRAMS } from '../programs/index';
import type { RuntimeHost } from '../programs/runtimes/host';
import { runtimePrograms } from '../programs/runtimes/list';
import type { Transport } from '../api/transport';
import type { Sys } from '../machine/sys';

/** Overrides for what the command line talks to. */
export interface DockerWiring {
  /** How interpreters of learners' code are run; without it in the machine's own thread. */
  runtimes?: RuntimeHost | undefined;
  /** Another engine than the simulated one: `docker` dials it, wherever it is run. */
  engine?: { host: string; dial: () => Promise<Duplex> };
}

/** Finds every program of the machine, each loaded when first run. */
export function makeProgramLoader(wiring: DockerWiring): ProgramLoader {
  const loaded = new Map<string, Promise<Program>>();
  const own: Record<string, () => Promise<Program>> = {
    bash: async () => (await import('../shell/index')).bash,
    dash: async () => (await import('../shell/index')).dash,
    ash: async () => (await import('../shell/index')).ash,
    docker: async () => (await import('../cli/docker')).makeDocker(transportOf(wiring)),
    dockerd: async () => {
      const [{ makeDockerd }, { openImages }] = await Promise.all([import('../engine/dockerd'), import('../engine/images/index')]);
      return makeDockerd({ openImages });
    },
    'docker-proxy': async () => (await import('../engine/networks/docker-proxy')).dockerProxy,
    'docker-init': async () => (await import('../engine/runtime/docker-init')).dockerInit,
    registry: async () => (await import('../registry/program')).registry,
    ...(wiring.runtimes ? runtimePrograms(wiring.runtimes) : {}),
  };
  return (name) => {
    const load = own[name] ?? PROGRAMS[name];
    if (!load) return undefined;
    let program = loaded.get(name);
    if (!program) {
      program = load();
      loaded.set(name, program);
    }
    return program;
  };
}

function transportOf(wiring: DockerWiring): { transport?: (sys: Sys, host: string) => Transport } {
  const engine = wiring.engine;
  if (!engine) return {};
  return { transport: () => ({ host: engine.host, dial: engine.dial }) };
}
