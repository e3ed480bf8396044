import { executable } from '../../../lib/executable';
import { readContent } from '../../../lib/content';
import type { Program } from '../../../machine/program';

const BIN = '/usr/local/bin';

/** corepack: puts the commands of other package managers beside node; pnpm then says that it isn't simulated. */
export const corepack: Program = {
  async main(sys) {
    const [verb, ...args] = sys.argv.slice(1);
    const names = args.filter((arg) => !arg.startsWith('-'));
    if (verb === '--version' || verb === '-v') {
      await sys.write(1, '0.34.0\n');
      return 0;
    }
    if ((verb !== 'enable' && verb !== 'disable') || names.some((name) => !/^(?:npm|pnpm|yarn)$/.test(name))) {
      await sys.write(2, `dockyard: corepack ${[verb ?? '', ...args].join(' ').trim()} is not simulated\n`);
      return 1;
    }
    const isThere = sys.access(`${BIN}/pnpm`, '');
    if (names.length > 0 && !names.includes('pnpm')) return 0;
    if (verb === 'enable' && !isThere) sys.writeFile(`${BIN}/pnpm`, readContent(executable('pnpm')), 0o755);
    if (verb === 'disable' && isThere) sys.unlink(`${BIN}/pnpm`);
    return 0;
  },
};
