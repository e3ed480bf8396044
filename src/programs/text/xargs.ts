import { text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { findExecutable } from '../coreutils/who';
import { parseWithUsage } from './usage';

/** The words of xargs' input: blanks part them, quotes and backslashes protect them. Undefined: an unmatched quote. */
function words(input: string): { lines: string[][] } | { quote: string } {
  const lines: string[][] = [];
  let line: string[] = [];
  let word: string | undefined;
  for (let i = 0; i < input.length; i++) {
    const c = input[i]!;
    if (c === "'" || c === '"') {
      const end = input.indexOf(c, i + 1);
      const newline = input.indexOf('\n', i + 1);
      if (end === -1 || (newline !== -1 && newline < end)) return { quote: c === '"' ? 'double' : 'single' };
      word = (word ?? '') + input.slice(i + 1, end);
      i = end;
    } else if (c === '\\' && i + 1 < input.length) word = (word ?? '') + input[++i]!;
    else if (c === '\n' || c === ' ' || c === '\t') {
      if (word !== undefined) line.push(word);
      word = undefined;
      if (c === '\n') {
        if (line.length > 0) lines.push(line);
        line = [];
      }
    } else word = (word ?? '') + c;
  }
  if (word !== undefined) line.push(word);
  if (line.length > 0) lines.push(line);
  return { lines };
}

/** xargs(1): -0 -a -d -I -i -L -n -P -r -s -t -p -x -E. */
export const xargs: Applet = async (io) => {
  const options = await parseWithUsage(io, {
    short: '0a:d:E:I:i::L:n:P:rs:tpxo', stopAtFirst: true,
    long: { null: '0', 'arg-file': 'a', delimiter: 'd', replace: 'i', 'max-lines': 'L', 'max-args': 'n', 'max-procs': 'P', 'no-run-if-empty': 'r', 'max-chars': 's', verbose: 't', interactive: 'p', exit: 'x' },
  }, { usage: 'Usage: xargs [OPTION]... COMMAND [INITIAL-ARGS]...', hint: "Try 'xargs --help' for more information." });
  const command = options.rest.length > 0 ? options.rest : ['echo'];
  const number = async (letter: string): Promise<number | undefined> => {
    const value = options.get(letter);
    if (value === undefined) return undefined;
    if (/^\d+$/.test(value) && (Number(value) > 0 || letter === 'P')) return Number(value);
    await io.complain(io.flavour === 'gnu' ? (/^-?\d+$/.test(value) ? `value ${value} for -${letter} option should be >= 1` : `invalid number "${value}" for -${letter} option`) : `invalid number '${value}'`);
    if (io.flavour === 'gnu') await io.err("Try 'xargs --help' for more information.");
    return NaN;
  };
  const [perCommand, perLine, parallel] = [await number('n'), await number('L'), await number('P')];
  if ([perCommand, perLine, parallel].some((value) => Number.isNaN(value))) return 1;
  let input: string;
  try {
    input = text(await io.file(options.get('a') ?? '-'));
  } catch (error) {
    await io.complain(`Cannot open input file ‘${options.get('a')}’`, error);
    return 1;
  }
  const marker = options.get('I') ?? (options.has('i') ? options.get('i') || '{}' : undefined);
  const delimiter = options.has('0') ? '\0' : options.get('d')?.replace(/^\\n$/, '\n').replace(/^\\t$/, '\t').replace(/^\\0$/, '\0');
  let lines: string[][];
  if (delimiter !== undefined) lines = (input.endsWith(delimiter) ? input.slice(0, -1) : input).split(delimiter).map((item) => [item]).filter(() => input !== '');
  else if (marker !== undefined) lines = input.split('\n').map((line) => line.replace(/^[ \t]+/, '')).filter((line) => line !== '').map((line) => [line.replace(/\\(.)|["']/g, '$1')]);
  else {
    const parsed = words(input);
    if ('quote' in parsed) {
      await io.complain(io.flavour === 'gnu' ? `unmatched ${parsed.quote} quote; by default quotes are special to xargs unless you use the -0 option` : `unmatched ${parsed.quote} quote`);
      return 1;
    }
    lines = parsed.lines;
  }
  const jobs: string[][] = [];
  const flat = lines.flat();
  if (marker !== undefined) for (const item of flat) jobs.push(command.map((word) => word.replaceAll(marker, item)));
  else if (perLine !== undefined) for (let i = 0; i < lines.length; i += perLine) jobs.push([...command, ...lines.slice(i, i + perLine).flat()]);
  else if (perCommand !== undefined) for (let i = 0; i < flat.length; i += perCommand) jobs.push([...command, ...flat.slice(i, i + perCommand)]);
  else if (flat.length > 0) jobs.push([...command, ...flat]);
  if (jobs.length === 0 && !options.has('r') && marker === undefined) jobs.push([...command]);
  return runJobs(io, jobs, parallel === 0 ? Infinity : (parallel ?? 1), options.has('t'));
};

/** Runs the commands, so many at once; gives xargs' exit status. */
async function runJobs(io: Io, jobs: readonly string[][], parallel: number, verbose: boolean): Promise<number> {
  let status = 0;
  const running = new Map<number, string>();
  const reap = async () => {
    const ended = await io.sys.wait();
    if (!ended) return;
    const name = running.get(ended.pid) ?? '';
    running.delete(ended.pid);
    if (ended.status.kind === 'signaled') {
      await io.complain(`${name}: terminated by signal ${ended.status.signal}`);
      status = 125;
    } else if (ended.status.kind === 'exited' && ended.status.code === 255) {
      await io.complain(`${name}: exited with status 255; aborting`);
      status = 124;
    } else if (ended.status.kind === 'exited' && ended.status.code !== 0 && status < 124) status = 123;
  };
  for (const argv of jobs) {
    if (verbose) await io.err(argv.join(' '));
    const path = findExecutable(io, argv[0]!, io.sys.env['PATH']);
    if (path === undefined) {
      await io.complain(`${argv[0]}: No such file or directory`);
      return 127;
    }
    while (running.size >= parallel) await reap();
    if (status === 124 || status === 125) break;
    await io.flush();
    const nothing = io.sys.open('/dev/null', 'r');
    try {
      running.set(await io.sys.spawn(path, argv, { env: io.sys.env, fds: new Map([[0, nothing], [1, 1], [2, 2]]) }), argv[0]!);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.complain(`${argv[0]}: ${error.message}`);
      return 126;
    } finally {
      io.sys.close(nothing);
    }
  }
  while (running.size > 0) await reap();
  return status;
}
