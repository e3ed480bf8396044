import type { Duplex } from '../lib/stream';
import { readContent } from '../lib/content';
import { executableFormat, FORMAT_HEAD_BYTES } from '../lib/executable';
import { isSysError } from '../machine/errno';
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
  /** Takes a TCP port of the real machine for one that a container publishes; false where another has it. */
  claimPort?: (port: number) => Promise<boolean>;
}

/** Finds every program of the machine, each loaded when first run. */
export function makeProgramLoader(wiring: DockerWiring): ProgramLoader {
  const loaded = new Map<string, Promise<Program>>();
  // Tab asks the program that an executable names, as bash-completion's scripts do.
  const shells = async () => (await import('../shell/index')).makeShells({ completions: (sys, exePath) => programAt(sys, exePath, find) });
  const own: Record<string, () => Promise<Program>> = {
    bash: async () => (await shells()).bash,
    dash: async () => (await shells()).dash,
    ash: async () => (await shells()).ash,
    docker: async () => (await import('../cli/docker')).makeDocker({ ...transportOf(wiring), readCompose: async () => (await import('../compose/load/read-for-bake')).readForBake }),
    dockerd: async () => {
      const [{ makeDockerd }, { openImages }] = await Promise.all([import('../engine/dockerd'), import('../engine/images/index')]);
      return makeDockerd({ openImages, claimPort: wiring.claimPort });
    },
    'docker-proxy': async () => (await import('../engine/networks/docker-proxy')).dockerProxy,
    'docker-init': async () => (await import('../engine/runtime/docker-init')).dockerInit,
    'docker-compose': async () => (await import('../compose')).makeCompose(transportOf(wiring)),
    buildkitd: async () => (await import('../engine/buildkitd/buildkitd')).buildkitd,
    buildctl: async () => (await import('../engine/buildkitd/buildctl')).buildctl,
    registry: async () => (await import('../registry/program')).registry,
    ...(wiring.runtimes ? runtimePrograms(wiring.runtimes) : {}),
  };
  const find: ProgramLoader = (name) => {
    const load = own[name] ?? PROGRAMS[name];
    if (!load) return undefined;
    let program = loaded.get(name);
    if (!program) {
      program = load();
      loaded.set(name, program);
    }
    return program;
  };
  return find;
}

/** The program that the executable file at a path names. */
function programAt(sys: Sys, exePath: string, find: ProgramLoader): Promise<Program | undefined> | undefined {
  try {
    const format = executableFormat(readContent(sys.readContent(exePath), 0, FORMAT_HEAD_BYTES));
    const program = format.kind === 'program' ? find(format.program) : undefined;
    return program && sys.external(program);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

function transportOf(wiring: DockerWiring): { transport?: (sys: Sys, host: string) => Transport; foreignEngine?: boolean } {
  const engine = wiring.engine;
  if (!engine) return {};
  return { foreignEngine: true, transport: () => ({ host: engine.host, dial: engine.dial }) };
}
