import type { Program } from '../../machine/program';
import type { ProgramTable } from '../index';
import type { RuntimeHost } from './host';
import { inlineHost } from './worker/inline';

/** Compilers and interpreters that nobody has written here. */
const NOT_SIMULATED = 'gofmt gcc g++ cc c++ clang javac java jar mvn gradle dotnet cargo rustc ruby gem bundle bundler irb php composer perl pnpm bun deno tsc cmake'.split(' ');

function notSimulated(name: string): Program {
  return {
    async main(sys) {
      await sys.write(2, `dockyard: ${name} is not simulated\n`);
      return 1;
    },
  };
}

/** The language runtimes, with the way in which their interpreters are run. */
export function runtimePrograms(host: RuntimeHost): ProgramTable {
  return {
    node: async () => (await import('./node/program')).makeNode(host),
    nodejs: async () => (await import('./node/program')).makeNode(host),
    mongo: async () => (await import('../mongo/legacy')).makeMongo(host),
    mongosh: async () => (await import('../mongo/mongosh')).makeMongosh(host),
    python3: async () => (await import('./python/program')).makePython(host),
    python: async () => (await import('./python/program')).makePython(host),
  };
}

export const RUNTIMES: ProgramTable = {
  ...Object.fromEntries(NOT_SIMULATED.map((name) => [name, async () => notSimulated(name)])),
  ...runtimePrograms(inlineHost),
  go: async () => (await import('./go')).go,
  npm: async () => (await import('./npm/program')).npm,
  npx: async () => (await import('./npm/program')).npx,
  pip: async () => (await import('./python/pip')).pip,
  pip3: async () => (await import('./python/pip')).pip,
  yarn: async () => (await import('./npm/yarn')).yarn,
  corepack: async () => (await import('./npm/corepack')).corepack,
};
