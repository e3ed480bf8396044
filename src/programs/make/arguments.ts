import type { Io } from '../applet';
import { assignmentAt } from './assign';
import type { BuildOptions } from './build';

/** What make's command line and MAKEFLAGS said. */
export interface Arguments extends BuildOptions {
  files: string[];
  folders: string[];
  includeFolders: string[];
  goals: string[];
  /** `NAME=value` words. */
  assignments: string[];
  /** Flags that makes in makes inherit, by letter. */
  letters: string;
  environmentWins: boolean;
  noBuiltIns: boolean;
  /** -w and --no-print-directory; undefined where neither was said. */
  printFolder: boolean | undefined;
  version: boolean;
}

const LONG: Readonly<Record<string, string>> = {
  'always-make': 'B', directory: 'C', 'environment-overrides': 'e', file: 'f', makefile: 'f', 'ignore-errors': 'i', 'include-dir': 'I', jobs: 'j', 'keep-going': 'k', 'load-average': 'l', 'max-load': 'l',
  'just-print': 'n', 'dry-run': 'n', recon: 'n', question: 'q', 'no-builtin-rules': 'r', 'no-builtin-variables': 'R', silent: 's', quiet: 's', 'no-keep-going': 'S', stop: 'S', touch: 't', version: 'v', 'print-directory': 'w',
  'no-print-directory': '!w', 'output-sync': 'O', help: 'h', debug: 'd', trace: '!t', 'print-data-base': 'p', 'old-file': 'o', 'what-if': 'W', 'warn-undefined-variables': '!u', 'assume-old': 'o', 'assume-new': 'W', 'new-file': 'W',
};
const INHERITED = 'Beiknqrst';
const NOT_SIMULATED: Readonly<Record<string, string>> = { d: '-d', p: '-p', o: '-o', W: '-W', '!t': '--trace' };
const USAGE = 'Usage: make [options] [target] ...';

/** Reads the command line after MAKEFLAGS; gives an exit status where it is wrong. */
export async function parseArguments(io: Io, title: string): Promise<Arguments | number> {
  const out: Arguments = {
    files: [], folders: [], includeFolders: [], goals: [], assignments: [], letters: '', dryRun: false, silent: false, ignoreErrors: false, keepGoing: false, always: false, question: false, touch: false,
    environmentWins: false, noBuiltIns: false, printFolder: undefined, version: false,
  };
  const inherited = (io.sys.env['MAKEFLAGS'] ?? '').split(/(?<!\\) /).filter(Boolean).map((word) => word.replaceAll('\\ ', ' '));
  const words = [...inherited.map((word, i) => (i === 0 && !word.startsWith('-') && !word.includes('=') ? `-${word}` : word)).filter((word) => word !== '--' && word !== '-'), ...io.args];
  const complain = async (message: string): Promise<number> => {
    await io.err(`${io.name}: ${message}`);
    await io.err(USAGE);
    return 2;
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--') {
      out.goals.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      if (assignmentAt(word)) out.assignments.push(word);
      else if (word === '') return complain('*** empty string invalid as file name.  Stop.');
      else out.goals.push(word);
      continue;
    }
    if (word.startsWith('--')) {
      const [, name = '', , value] = /^--([^=]*)(=(.*))?$/s.exec(word)!;
      const fits = Object.hasOwn(LONG, name) ? [name] : Object.keys(LONG).filter((one) => one.startsWith(name));
      if (new Set(fits.map((one) => LONG[one])).size !== 1) return complain(fits.length === 0 ? `unrecognized option '${word}'` : `option '${word}' is ambiguous`);
      const letter = LONG[fits[0]!]!;
      const argument = value ?? ('CfIoW'.includes(letter) ? words[++i] : undefined);
      if ('CfIoW'.includes(letter) && argument === undefined) return complain(`option '${word}' requires an argument`);
      const bad = await apply(io, out, letter, argument, title);
      if (bad !== undefined) return bad;
      continue;
    }
    for (let k = 1; k < word.length; k++) {
      const letter = word[k]!;
      if (!/[bBCefiIjklmnoOpqrRsStvwWhd]/.test(letter)) return complain(`invalid option -- '${letter}'`);
      const joined = word.slice(k + 1);
      let argument: string | undefined;
      if ('CfIoW'.includes(letter)) {
        argument = joined || words[++i];
        if (argument === undefined) return complain(`option requires an argument -- '${letter}'`);
        k = word.length;
      } else if (letter === 'j' || letter === 'l') {
        const number = /^[\d.]+/.exec(joined)?.[0];
        if (number) k += number.length;
        else if (joined === '' && /^\d+$/.test(words[i + 1] ?? '')) i++;
      } else if (letter === 'O') k = word.length;
      const bad = await apply(io, out, letter, argument, title);
      if (bad !== undefined) return bad;
    }
  }
  return out;
}

async function apply(io: Io, out: Arguments, letter: string, argument: string | undefined, title: string): Promise<number | undefined> {
  if (INHERITED.includes(letter) && !out.letters.includes(letter)) out.letters += letter;
  switch (letter) {
    case 'B': out.always = true; break;
    case 'C': out.folders.push(argument!); break;
    case 'f': out.files.push(argument!); break;
    case 'I': out.includeFolders.push(argument!); break;
    case 'e': out.environmentWins = true; break;
    case 'i': out.ignoreErrors = true; break;
    case 'k': out.keepGoing = true; break;
    case 'S': out.keepGoing = false; break;
    case 'n': out.dryRun = true; break;
    case 'q': out.question = true; break;
    case 'r': case 'R': out.noBuiltIns = true; break;
    case 's': out.silent = true; break;
    case 't': out.touch = true; break;
    case 'v': out.version = true; break;
    case 'w': out.printFolder = true; break;
    case '!w': out.printFolder = false; break;
    case 'h':
      await io.out(`${USAGE}\n`);
      return 0;
    default:
      if (!Object.hasOwn(NOT_SIMULATED, letter)) break;
      await io.err(`dockyard: ${title} ${NOT_SIMULATED[letter]} is not simulated`);
      return 1;
  }
  return undefined;
}
