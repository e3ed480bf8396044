import { equalBytes, text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import { formatDate } from '../coreutils/date-text';
import { parseOptions, type Options } from '../options';
import { hunksOf, type Hunk } from './hunks';

interface Side {
  name: string;
  lines: string[];
  ended: boolean;
  bytes: Uint8Array;
  mtimeMs: number;
}

async function side(io: Io, path: string): Promise<Side> {
  const bytes = await io.file(path);
  const content = text(bytes);
  const lines = content === '' ? [] : content.replace(/\n$/, '').split('\n');
  return { name: path, lines, ended: content === '' || content.endsWith('\n'), bytes, mtimeMs: path === '-' ? io.sys.now() : io.sys.stat(path).mtimeMs };
}

async function normal(io: Io, a: Side, b: Side, hunks: readonly Hunk[]): Promise<void> {
  const range = (from: number, to: number) => (to - from <= 1 ? String(to === from ? from : from + 1) : `${from + 1},${to}`);
  for (const hunk of hunks) {
    const kind = hunk.oldFrom === hunk.oldTo ? 'a' : hunk.newFrom === hunk.newTo ? 'd' : 'c';
    await io.out(`${range(hunk.oldFrom, hunk.oldTo)}${kind}${range(hunk.newFrom, hunk.newTo)}\n`);
    for (let i = hunk.oldFrom; i < hunk.oldTo; i++) await io.out(`< ${a.lines[i]}\n${i === a.lines.length - 1 && !a.ended ? '\\ No newline at end of file\n' : ''}`);
    if (kind === 'c') await io.out('---\n');
    for (let i = hunk.newFrom; i < hunk.newTo; i++) await io.out(`> ${b.lines[i]}\n${i === b.lines.length - 1 && !b.ended ? '\\ No newline at end of file\n' : ''}`);
  }
}

async function unified(io: Io, a: Side, b: Side, hunks: readonly Hunk[], context: number): Promise<void> {
  const stamp = (one: Side) => (io.flavour === 'busybox' ? `${one.name}` : `${one.name}\t${formatDate('%F %T.%N +0000', one.mtimeMs)}`);
  await io.out(`--- ${stamp(a)}\n+++ ${stamp(b)}\n`);
  for (let i = 0; i < hunks.length; ) {
    let last = i;
    while (last + 1 < hunks.length && hunks[last + 1]!.oldFrom - hunks[last]!.oldTo <= context * 2) last++;
    const oldFrom = Math.max(0, hunks[i]!.oldFrom - context);
    const oldTo = Math.min(a.lines.length, hunks[last]!.oldTo + context);
    const newFrom = hunks[i]!.newFrom - (hunks[i]!.oldFrom - oldFrom);
    const newTo = hunks[last]!.newTo + (oldTo - hunks[last]!.oldTo);
    const range = (from: number, to: number) => (to - from === 1 ? String(from + 1) : `${to === from ? from : from + 1},${to - from}`);
    await io.out(`@@ -${range(oldFrom, oldTo)} +${range(newFrom, newTo)} @@\n`);
    let at = oldFrom;
    const put = (mark: string, one: Side, index: number) => io.out(`${mark}${one.lines[index]}\n${index === one.lines.length - 1 && !one.ended ? '\\ No newline at end of file\n' : ''}`);
    for (let h = i; h <= last; h++) {
      const hunk = hunks[h]!;
      for (; at < hunk.oldFrom; at++) await put(' ', a, at);
      for (; at < hunk.oldTo; at++) await put('-', a, at);
      for (let k = hunk.newFrom; k < hunk.newTo; k++) await put('+', b, k);
    }
    for (; at < oldTo; at++) await put(' ', a, at);
    i = last + 1;
  }
}

async function compareFiles(io: Io, options: Options, first: string, second: string, fromFolders: boolean): Promise<number> {
  const [a, b] = [await side(io, first), await side(io, second)];
  if (equalBytes(a.bytes, b.bytes)) {
    if (options.has('s')) await io.out(`Files ${first} and ${second} are identical\n`);
    return 0;
  }
  if (a.bytes.includes(0) || b.bytes.includes(0)) {
    await io.out(options.has('q') ? `Files ${first} and ${second} differ\n` : `Binary files ${first} and ${second} differ\n`);
    return options.has('q') ? 1 : 2;
  }
  const fold = (line: string) => {
    let folded = line;
    if (options.has('w')) folded = folded.replace(/\s+/g, '');
    else if (options.has('b')) folded = folded.replace(/\s+$/, '').replace(/\s+/g, ' ');
    return options.has('i') ? folded.toLowerCase() : folded;
  };
  const marked = (one: Side) => one.lines.map((line, i) => fold(line) + (i === one.lines.length - 1 && !one.ended ? '\0' : ''));
  const hunks = hunksOf(marked(a), marked(b));
  if (hunks.length === 0) return 0;
  if (options.has('q')) {
    await io.out(`Files ${first} and ${second} differ\n`);
    return 1;
  }
  if (fromFolders) await io.out(`diff ${io.args.filter((arg) => arg.startsWith('-')).join(' ')} ${first} ${second}\n`);
  const context = options.get('U') ?? (options.has('u') || io.flavour === 'busybox' ? '3' : undefined);
  if (context !== undefined) await unified(io, a, b, hunks, Number(context));
  else await normal(io, a, b, hunks);
  return 1;
}

async function compareFolders(io: Io, options: Options, first: string, second: string): Promise<number> {
  const names = (folder: string) => new Map(io.sys.readdir(folder).map((entry) => [entry.name, entry.type]));
  const [a, b] = [names(first), names(second)];
  let status = 0;
  for (const name of [...new Set([...a.keys(), ...b.keys()])].sort()) {
    const [left, right] = [`${first}/${name}`, `${second}/${name}`];
    if (!a.has(name) || !b.has(name)) {
      if (!options.has('N')) await io.out(`Only in ${a.has(name) ? first : second}: ${name}\n`);
      status = Math.max(status, 1);
    } else if (a.get(name) === 'dir' && b.get(name) === 'dir') {
      if (options.has('r')) status = Math.max(status, await compareFolders(io, options, left, right));
      else await io.out(`Common subdirectories: ${left} and ${right}\n`);
    } else status = Math.max(status, await compareFiles(io, options, left, right, true));
  }
  return status;
}

/** diff(1): the normal and the unified format, -q -r -s -i -w -b -N. */
export const diff: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'uU:qrsiwbNaBtdpL:', long: { unified: 'u', brief: 'q', recursive: 'r', 'report-identical-files': 's', 'ignore-case': 'i', 'ignore-all-space': 'w', 'ignore-space-change': 'b', 'new-file': 'N', text: 'a' } }, 2);
  const [first, second] = options.rest;
  if (first === undefined || second === undefined) {
    await io.complain(first === undefined ? `missing operand after '${io.name}'` : `missing operand after '${first}'`);
    await io.err(`${io.name}: Try '${io.name} --help' for more information.`);
    return 2;
  }
  try {
    const isDir = (path: string) => path !== '-' && io.sys.stat(path).type === 'dir';
    const [a, b] = [isDir(first), isDir(second)];
    if (a && b) return await compareFolders(io, options, first.replace(/(.)\/$/, '$1'), second.replace(/(.)\/$/, '$1'));
    const inside = (folder: string, file: string) => `${folder.replace(/\/$/, '')}/${file.replace(/^.*\//, '')}`;
    return await compareFiles(io, options, a ? inside(first, second) : first, b ? inside(second, first) : second, false);
  } catch (error) {
    const culprit = [first, second].find((path) => path !== '-' && !io.sys.access(path, '')) ?? first;
    await io.complain(`${culprit}: ${reason(error)}`);
    return 2;
  }
};

/** cmp(1): -s, -l, -n. */
export const cmp: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'sln:b', long: { silent: 's', quiet: 's', verbose: 'l', bytes: 'n' } }, 2);
  const [first, second = '-'] = options.rest;
  if (first === undefined) {
    await io.complain("missing operand after 'cmp'");
    await io.err("cmp: Try 'cmp --help' for more information.");
    return 2;
  }
  const contents: Uint8Array[] = [];
  for (const path of [first, second]) {
    try {
      contents.push((await io.file(path)).subarray(0, options.get('n') === undefined ? undefined : Number(options.get('n'))));
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (!options.has('s')) await io.complain(`${path}: ${error.message}`);
      return 2;
    }
  }
  const [a, b] = contents as [Uint8Array, Uint8Array];
  let line = 1;
  let status = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) {
      status = 1;
      if (options.has('s')) return 1;
      if (!options.has('l')) {
        await io.out(`${first} ${second} differ: ${io.flavour === 'busybox' ? 'char' : 'byte'} ${i + 1}, line ${line}\n`);
        return 1;
      }
      await io.out(`${String(i + 1).padStart(String(Math.min(a.length, b.length)).length)} ${a[i]!.toString(8).padStart(3)} ${b[i]!.toString(8).padStart(3)}\n`);
    }
    if (a[i] === 10) line++;
  }
  if (a.length === b.length) return status;
  const [short, size] = a.length < b.length ? [first, a.length] : [second, b.length];
  if (!options.has('s')) await io.err(`cmp: EOF on ${short}${size === 0 && io.flavour === 'gnu' ? ' which is empty' : io.flavour === 'gnu' ? ` after byte ${size}, ${(a.length < b.length ? a : b)[size - 1] === 10 ? `line ${line - 1}` : `in line ${line}`}` : ''}`);
  return 1;
};
