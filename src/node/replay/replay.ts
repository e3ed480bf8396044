import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseSeed, UsageError } from '../arguments';
import { bootForNode } from '../machine';
import { differences } from './compare';
import { prepare, replaySession } from './session';
import { formatCommand, parseTranscript } from './transcript';

function consoleFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    try {
      return statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.endsWith('.console')).sort().map((name) => join(path, name)) : [path];
    } catch {
      throw new UsageError(`dockyard: ${path}: there is no such transcript`);
    }
  });
}

/** Longest that one session may take in real time; a command that never ends must not hang the rest. */
const SESSION_LIMIT_MS = 120_000;

/** `dockyard replay FILE…`: recorded sessions on fresh machines; `--check` compares under the masks. */
export async function replay(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { check: { type: 'boolean' }, quiet: { type: 'boolean', short: 'q' }, engine: { type: 'string' }, seed: { type: 'string' } },
  });
  const files = consoleFiles(positionals);
  if (files.length === 0) throw new UsageError('dockyard: replay wants transcripts');
  let matched = 0;
  let counted = 0;
  for (const file of files) {
    const name = basename(file).replace(/\.console$/, '');
    const recorded = parseTranscript(readFileSync(file, 'utf8'));
    if (recorded.length === 0) throw new UsageError(`dockyard: ${file}: there is no recorded command in it`);
    const total = recorded.filter((command) => !command.remarks.includes('skip')).length;
    let good = 0;
    const host = await bootForNode({ seed: parseSeed(values.seed), engineHost: values.engine });
    const work = async () => {
      if (values.engine === undefined) await prepare(host);
      await replaySession(host, recorded, (actual, index) => {
        if (!values.check) {
          process.stdout.write(formatCommand(actual));
          return;
        }
        const expected = recorded[index]!;
        if (expected.remarks.includes('skip')) return;
        // The obtained command is compared as it stands in a transcript.
        const wrong = differences(expected, parseTranscript(formatCommand(actual))[0]!);
        if (wrong.length === 0) good++;
        else console.log([`DIFF  ${name}: ${expected.command.split('\n')[0]}`, ...(values.quiet ? [] : wrong)].join('\n'));
      });
    };
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${SESSION_LIMIT_MS / 1000} s`)), SESSION_LIMIT_MS);
    });
    host.clock.onIdle = () => console.error(`dockyard: ${name}: everything waits for something that will not come`);
    try {
      await Promise.race([work(), limit]);
    } catch (error) {
      console.error(`dockyard: ${name}: the session broke off: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      clearTimeout(timer);
      host.clock.stop();
      host.machine.halt();
    }
    if (values.check) console.log(`${name}: matched ${good} of ${total}`);
    matched += good;
    counted += total;
  }
  if (!values.check) return 0;
  console.log(`matched ${matched} of ${counted} commands`);
  return matched === counted ? 0 : 1;
}
