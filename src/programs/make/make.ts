import { buildTriplet } from '../../machine/program-version';
import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { assign, assignmentAt } from './assign';
import { Builder, Interrupted, StoppedByError, type BuildOptions } from './build';
import { MakeError } from './error';
import { expand, type ExpandHost } from './expand';
import { noteMakefile, readMakefile, settle, type ReadContext } from './read';
import { builtInRules, newMakefile } from './rules';
import { wordsOf } from './words';
import { DEFAULTS, Variables } from './variables';
import { parseArguments, type Arguments } from './arguments';

const VERSION = (version: string, triplet: string): string => `GNU Make ${version}
Built for ${triplet}
Copyright (C) 1988-2020 Free Software Foundation, Inc.
License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>
This is free software: you are free to change and redistribute it.
There is NO WARRANTY, to the extent permitted by law.
`;

/** make(1) as GNU make 4: rules, pattern rules, variables, functions, conditionals, includes, makes in makes. Recipes run one by one, whatever -j says. */
export const make: Applet = async (io) => {
  const level = Number(io.sys.env['MAKELEVEL'] ?? 0);
  const title = level === 0 ? io.name : `${io.name}[${level}]`;
  const given = await parseArguments(io, title);
  if (typeof given === 'number') return given;
  if (given.version) {
    await io.out(VERSION(io.sys.access('/etc/alpine-release', '') ? '4.4.1' : '4.3', buildTriplet(io.sys)));
    return 0;
  }
  for (const folder of given.folders) {
    try {
      io.sys.chdir(folder);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.err(`${title}: *** ${folder}: ${error.message}.  Stop.`);
      return 2;
    }
  }
  const speaks = given.printFolder ?? ((given.folders.length > 0 || level > 0) && !given.silent);
  if (speaks) await io.out(`${title}: Entering directory '${io.sys.cwd()}'\n`);
  const status = await guarded(io, title, () => run(io, title, level, given, speaks));
  if (speaks) await io.out(`${title}: Leaving directory '${io.sys.cwd()}'\n`);
  if (status === 'interrupted') {
    await io.flush();
    io.sys.onSignal('SIGINT', 'default');
    io.sys.kill(io.sys.pid, 'SIGINT');
    await io.sys.cpu(1);
    return 130;
  }
  return status;
};

async function guarded(io: Io, title: string, work: () => Promise<number>): Promise<number | 'interrupted'> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoppedByError) return 2;
    if (error instanceof Interrupted) return 'interrupted';
    if (!(error instanceof MakeError)) throw error;
    await io.err(`${error.where ?? title}: *** ${error.message}  Stop.`.replace(/([^.])  Stop\.$/, '$1.  Stop.'));
    return 2;
  }
}

async function run(io: Io, title: string, level: number, given: Arguments, speaks: boolean): Promise<number> {
  const { sys } = io;
  // Ctrl-C goes to the recipe's programs too: make ends when they have.
  sys.onSignal('SIGINT', () => undefined);
  const variables = new Variables();
  const makefile = newMakefile();
  if (!given.noBuiltIns) makefile.patterns.push(...builtInRules());
  for (const [name, value] of Object.entries(DEFAULTS)) variables.set(name, { value, recursive: true, origin: 'default' });
  for (const [name, value] of Object.entries(sys.env)) if (name !== 'SHELL' && name !== 'MAKEFLAGS') variables.set(name, { value, recursive: true, origin: given.environmentWins ? 'override' : 'environment', exported: true });
  const flags = `${given.letters}${speaks && !given.letters.includes('w') ? 'w' : ''}`;
  const overrides = given.assignments.map((text) => text.replaceAll(' ', '\\ ')).join(' ');
  const makeFlags = `${flags}${overrides === '' ? '' : `${flags === '' ? '' : ' '}-- ${overrides}`}`;
  for (const [name, value] of Object.entries({ MAKE_COMMAND: sys.argv[0]!, CURDIR: sys.cwd(), MAKEFLAGS: makeFlags, MAKELEVEL: String(level), MAKECMDGOALS: given.goals.join(' ') })) variables.set(name, { value, recursive: false, origin: 'file' });
  const host: ExpandHost = {
    io, title,
    environment: async (scope) => {
      const env: Record<string, string> = {};
      for (const [name, variable] of scope.all()) {
        const exported = variable.exported ?? (variable.origin === 'command line' || (makefile.exportAll && variable.origin !== 'default' && variable.origin !== 'automatic'));
        if (exported && /^[A-Za-z_]\w*$/.test(name)) env[name] = variable.recursive ? await expand(host, variable.value, { variables: scope }) : variable.value;
      }
      if (sys.env['SHELL'] !== undefined) env['SHELL'] = sys.env['SHELL'];
      return { ...env, MAKELEVEL: String(level + 1), MAKEFLAGS: makeFlags };
    },
    evaluate: (text, scope) => readMakefile(context, text, (scope.where ?? 'eval').replace(/:\d+$/, ''), Number(/\d+$/.exec(scope.where ?? '')?.[0] ?? 1)),
  };
  const context: ReadContext = { host, makefile, variables, includeFolders: [...given.includeFolders, '/usr/include', '/usr/local/include'] };
  for (const text of given.assignments) {
    const assignment = assignmentAt(text)!;
    await assign(host, { ...assignment, origin: 'command line' }, { variables });
  }
  const files = given.files.length > 0 ? given.files : ['GNUmakefile', 'makefile', 'Makefile'].filter((name) => sys.access(name, '')).slice(0, 1);
  for (const file of files) {
    let text: string;
    try {
      text = file === '-' ? new TextDecoder().decode(await io.stdin()) : sys.readText(file);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.err(`${title}: ${file}: ${error.message}`);
      throw new MakeError(`No rule to make target '${file}'.`);
    }
    noteMakefile(variables, file);
    await readMakefile(context, text, file);
  }
  await settle(context);
  const chosen = variables.get('.DEFAULT_GOAL');
  const goals = given.goals.length > 0 ? given.goals : chosen ? wordsOf(await expand(host, chosen.value, { variables })) : makefile.firstGoal === undefined ? [] : [makefile.firstGoal];
  if (goals.length === 0) throw new MakeError(files.length > 0 ? 'No targets.' : 'No targets specified and no makefile found.');
  const options: BuildOptions = { dryRun: given.dryRun, silent: given.silent || (makefile.special.get('.SILENT')?.size === 0), ignoreErrors: given.ignoreErrors, keepGoing: given.keepGoing, always: given.always, question: given.question, touch: given.touch };
  const builder = new Builder(host, makefile, variables, options);
  let status = 0;
  for (const goal of goals) if (!(await builder.goal(goal))) status = given.question ? 1 : 2;
  return status;
}
