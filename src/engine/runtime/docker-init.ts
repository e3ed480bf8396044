import { isSysError } from '../../machine/errno';
import type { Program } from '../../machine/program';
import { followChild } from '../../machine/process/init-child';

/**
 * The init of `--init` (tini): starts the command as its child, passes signals on to it, reaps whatever dies, and ends
 * as its child did.
 */
export const dockerInit: Program = {
  async main(sys) {
    const words = sys.argv.slice(1);
    const command = words[0] === '--' ? words.slice(1) : words;
    if (command.length === 0) {
      await sys.write(2, 'tini (version 0.19.0)\nUsage: docker-init [OPTIONS] PROGRAM -- [ARGS]\n');
      return 1;
    }
    let child: number;
    if (typeof sys.resumed === 'number') child = sys.resumed;
    else {
      try {
        child = await sys.spawn(find(sys.env['PATH'] ?? '', command[0]!, (path) => sys.access(path, 'x')), command, { env: sys.env, pgid: 0, foreground: sys.isatty(0) });
      } catch (error) {
        if (!isSysError(error)) throw error;
        await sys.write(2, `[FATAL tini (${sys.pid})] exec ${command[0]} failed: ${error.message}\n`);
        return error.code === 'ENOENT' ? 127 : 126;
      }
    }
    sys.resumable(() => child);
    return followChild(sys, child);
  },
};

function find(path: string, name: string, executable: (path: string) => boolean): string {
  if (name.includes('/')) return name;
  return path.split(':').map((directory) => `${directory}/${name}`).find(executable) ?? name;
}
