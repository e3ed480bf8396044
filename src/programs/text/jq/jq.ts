import { upstreamVersion } from '../../../lib/package-version';
import { buildTriplet, programVersion } from '../../../machine/program-version';
import { text } from '../../../lib/bytes';
import type { Applet, Io } from '../../applet';
import { reason } from '../../applet';
import { JqSyntaxError, Parser, type Filter } from './parse';
import { Env, run, UndefinedName, type World } from './run';
import { encode, JqError, JsonReader, truthy, type Json, type Style } from './value';

const USAGE = `Usage:	jq [OPTIONS] FILTER [FILES...]
	jq [OPTIONS] --args FILTER [ARGUMENTS...]
	jq [OPTIONS] --jsonargs FILTER [JSON_VALUES...]
`;

/** What jq says it is. Debian's and Ubuntu's build of 1.7.1 calls itself 1.7, as the sources' version file has it. */
function jqVersion(io: Io): string {
  const version = upstreamVersion(programVersion(io.sys) ?? '1.6-2');
  return version === '1.7.1' && buildTriplet(io.sys) === 'x86_64-pc-linux-gnu' ? '1.7' : version;
}

/** jq(1): -r -c -e -s -n -S -a -j -R -C -M --arg --argjson --args --tab --indent --slurpfile -f. */
export const jq: Applet = async (io) => {
  const flags = new Set<string>();
  const variables = new Map<string, Json>();
  const operands: string[] = [];
  const positional: Json[] = [];
  let indent = 2;
  let rest: 'files' | 'args' | 'jsonargs' = 'files';
  let script: string | undefined;
  const named: Record<string, string> = { 'raw-output': 'r', 'compact-output': 'c', 'exit-status': 'e', slurp: 's', 'null-input': 'n', 'sort-keys': 'S', 'ascii-output': 'a', 'join-output': 'j', 'raw-input': 'R', 'color-output': 'C', 'monochrome-output': 'M', 'raw-output0': 'r', unbuffered: 'u', seq: 'q', stream: 'stream', help: 'h', version: 'V' };
  const badJson = async (what: string): Promise<number> => {
    await io.err(`jq: Invalid JSON text passed to --${what}`);
    await io.err('Use jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq');
    return 2;
  };
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (arg === '--arg') variables.set(io.args[++i] ?? '', io.args[++i] ?? '');
    else if (arg === '--argjson') {
      const name = io.args[++i] ?? '';
      try {
        variables.set(name, new JsonReader(io.args[++i] ?? '').next() ?? null);
      } catch {
        return badJson('argjson');
      }
    } else if (arg === '--slurpfile' || arg === '--rawfile') {
      const name = io.args[++i] ?? '';
      const path = io.args[++i] ?? '';
      try {
        const content = text(await io.file(path));
        const reader = new JsonReader(content);
        const list: Json[] = [];
        if (arg === '--slurpfile') for (let one = reader.next(); one !== undefined; one = reader.next()) list.push(one);
        variables.set(name, arg === '--rawfile' ? content : list);
      } catch (error) {
        await io.err(`jq: error: Bad JSON in --${arg.slice(2)} ${name} ${path}: Could not open ${path}: ${reason(error)}`);
        return 2;
      }
    } else if (arg === '--args') rest = 'args';
    else if (arg === '--jsonargs') rest = 'jsonargs';
    else if (arg === '--tab') indent = -1;
    else if (arg === '--indent') indent = Number(io.args[++i]);
    else if (arg === '-f' || arg === '--from-file') script = io.args[++i] ?? '';
    else if (arg.startsWith('--') && arg.length > 2) {
      const letter = named[arg.slice(2)];
      if (letter === undefined) {
        await io.err(`Unknown arguments\n${USAGE.trimEnd()}`);
        return 2;
      }
      flags.add(letter);
    } else if (/^-[a-zA-Z]+$/.test(arg)) {
      for (const letter of arg.slice(1)) flags.add(letter);
    } else if (operands.length === 0 || rest === 'files') operands.push(arg);
    else positional.push(rest === 'args' ? arg : (new JsonReader(arg).next() ?? null));
  }
  if (flags.has('V')) {
    await io.out(`jq-${jqVersion(io)}\n`);
    return 0;
  }
  const source = script === undefined ? operands.shift() : undefined;
  if ((source === undefined && script === undefined) || flags.has('h')) {
    await (flags.has('h') ? io.out(USAGE) : io.err(USAGE.trimEnd()));
    return flags.has('h') ? 0 : 2;
  }
  let filter: Filter;
  const program = source ?? text(await io.file(script!));
  try {
    filter = new Parser(program).parse();
  } catch (error) {
    if (!(error instanceof JqSyntaxError)) throw error;
    await io.err(`jq: error: ${error.message} (Unix shell quoting issues?) at <top-level>, line 1:\n${program}${error.message.endsWith('$end') ? ' ' : ''}\njq: 1 compile error`);
    return 3;
  }
  let status = 0;
  const contents: string[] = [];
  if (!flags.has('n') || operands.length > 0) {
    for (const path of operands.length > 0 ? operands : ['-']) {
      try {
        contents.push(text(await io.file(path)));
      } catch (error) {
        await io.err(`jq: error: Could not open ${path}: ${reason(error)}`);
        status = 2;
      }
    }
  }
  const whole = contents.join('');
  const reader = new JsonReader(whole);
  const lines = flags.has('R') ? (flags.has('s') ? [whole] : whole.replace(/\n$/, '').split('\n').filter(() => whole !== '')) : [];
  const next = (): Json | undefined => (flags.has('R') ? lines.shift() : reader.next());
  const debugged: Json[] = [];
  const world: World = { env: io.sys.env, now: () => io.sys.now() / 1000, nextInput: next, debug: (value) => void debugged.push(value) };
  const env = new Env(undefined, world);
  for (const [name, value] of variables) env.setVar(name, value);
  env.setVar('ARGS', new Map<string, Json>([['positional', positional], ['named', new Map(variables)]]));
  env.setVar('__prog_args', []);
  const raw = flags.has('r') || flags.has('j');
  const style: Style = { indent: flags.has('c') ? undefined : indent === -1 ? '\t' : indent === 0 ? undefined : ' '.repeat(indent), sort: flags.has('S'), color: flags.has('C') || (!flags.has('M') && io.sys.isatty(1)), ascii: flags.has('a') };
  let last: Json | undefined;
  const each = async (input: Json): Promise<number | undefined> => {
    try {
      for (const { value } of run(filter, env, { value: input, path: undefined })) {
        for (const one of debugged.splice(0)) await io.err(encode(['DEBUG:', one]));
        last = value;
        await io.out(`${raw && typeof value === 'string' ? value : encode(value, style)}${flags.has('j') ? '' : '\n'}`);
        await io.sys.cpu(2);
      }
    } catch (error) {
      if (error instanceof UndefinedName) {
        await io.err(`jq: error: ${error.message} at <top-level>, line 1:\n${program}\njq: 1 compile error`);
        return 3;
      }
      if (!(error instanceof JqError)) throw error;
      await io.err(`jq: error (at ${operands[0] ?? '<stdin>'}:${Math.max(0, whole.split('\n').length - 1)}): ${error.message}`);
      status = 5;
    }
    return undefined;
  };
  try {
    if (flags.has('n')) {
      const code = await each(null);
      if (code !== undefined) return code;
    } else if (flags.has('s') && !flags.has('R')) {
      const list: Json[] = [];
      for (let one = next(); one !== undefined; one = next()) list.push(one);
      const code = await each(list);
      if (code !== undefined) return code;
    } else {
      for (let one = next(); one !== undefined; one = next()) {
        const code = await each(one);
        if (code !== undefined) return code;
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    await io.err(`parse error: ${error.message}`);
    return 2;
  }
  if (status === 0 && flags.has('e')) return last === undefined ? 4 : truthy(last) ? 0 : 1;
  return status;
};
