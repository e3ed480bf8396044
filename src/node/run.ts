import { fstatSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { utf8 } from '../lib/bytes';
import { ROOT } from '../host/accounts';
import { runBash } from '../host/script';
import { parseSeed, UsageError } from './arguments';
import { bootForNode } from './machine';
import { processWriter } from './output';

/** Whether two descriptors are one open file, as after `2>&1`: then what is written to them must keep its order. */
function isOneFile(a: number, b: number): boolean {
  try {
    const [one, other] = [fstatSync(a), fstatSync(b)];
    return one.dev === other.dev && one.ino === other.ino;
  } catch {
    return false;
  }
}

/** `dockyard run SCRIPT [ARG...]` or `run -c COMMANDS`: a fresh machine, no terminal, the script's exit status. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { c: { type: 'string', short: 'c' }, seed: { type: 'string' }, engine: { type: 'string' } },
  });
  const [file, ...rest] = positionals;
  if (values.c === undefined && file === undefined) throw new UsageError("dockyard: run wants a script, or -c 'COMMANDS'");
  let script: string | undefined;
  if (values.c === undefined) {
    try {
      script = readFileSync(file!, 'utf8');
    } catch {
      throw new UsageError(`dockyard: ${file}: there is no such file to run`);
    }
  }
  const host = await bootForNode({ seed: parseSeed(values.seed), engineHost: values.engine });
  let bashArgs = ['-c', values.c ?? '', ...positionals];
  if (script !== undefined) {
    const path = `/tmp/${file!.replace(/^.*[\\/]/, '')}`;
    const root = host.machine.root;
    const folder = root.lookup(root.root, 'tmp')!;
    const inode = root.create(folder, path.slice(5), { type: 'file', mode: 0o755, uid: ROOT.uid, gid: ROOT.gid });
    root.write(inode, 0, utf8(script));
    bashArgs = [path, ...rest];
  }
  // A script whose programs all wait for what can no longer come would end in silence, and with status 0.
  const stuck = (): void => {
    process.stderr.write('dockyard: the script waits for something that never comes\n');
    process.exitCode = 1;
  };
  process.once('beforeExit', stuck);
  try {
    return await runBash(host, bashArgs, { stdout: processWriter(process.stdout), ...(isOneFile(1, 2) ? {} : { stderr: processWriter(process.stderr) }) });
  } finally {
    process.off('beforeExit', stuck);
    host.machine.halt();
    host.clock.stop();
  }
}
