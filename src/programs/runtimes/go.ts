import type { Program } from '../../machine/program';
import { architectureOf } from '../../machine/program-architecture';
import { programVersion } from '../../machine/program-version';

/** The go command: `go version` says which toolchain this is (cmd/go/internal/version); nothing is compiled here. */
export const go: Program = {
  async main(sys) {
    const verb = sys.argv[1];
    const release = verb === 'version' && sys.argv.length === 2 ? programVersion(sys) : undefined;
    if (release === undefined) {
      await sys.write(2, `dockyard: ${verb !== undefined && /^[a-z]+$/.test(verb) ? `go ${verb}` : 'go'} is not simulated\n`);
      return 1;
    }
    await sys.write(1, `go version go${release} linux/${architectureOf(sys).name}\n`);
    return 0;
  },
};
