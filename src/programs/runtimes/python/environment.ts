import type { Sys } from '../../../machine/sys';

/** The interpreter as it was called: its own path, and the virtual environment that stands around it. */
export interface Interpreter {
  path: string;
  venv: string | undefined;
  /** What the environment, or the interpreter without one, is rooted in. */
  prefix: string;
  basePrefix: string;
}

/** The path by which a program was called: of its first word, looked up in PATH where it has no slash. */
function calledAs(sys: Sys): string {
  const word = sys.argv[0] ?? '';
  if (word.startsWith('/')) return word;
  if (word.includes('/')) return `${sys.cwd()}/${word.replace(/^\.\//, '')}`.replace(/^\/\//, '/');
  for (const folder of (sys.env['PATH'] ?? '').split(':')) if (folder.startsWith('/') && sys.access(`${folder}/${word}`, 'x')) return `${folder}/${word}`;
  return sys.exePath;
}

/** Finds pyvenv.cfg beside the called path or above it, as CPython's start-up does (PEP 405). */
export function interpreter(sys: Sys): Interpreter {
  const path = calledAs(sys);
  const basePrefix = sys.exePath.startsWith('/usr/bin/') ? '/usr' : '/usr/local';
  const folder = path.replace(/\/[^/]*$/, '');
  const venv = [folder.replace(/\/[^/]*$/, ''), folder].find((at) => at !== '' && sys.access(`${at}/pyvenv.cfg`, ''));
  return { path, venv, prefix: venv ?? basePrefix, basePrefix };
}

/** Whether an environment sees the packages of the interpreter that it was made of. */
export function seesSystem(sys: Sys, venv: string): boolean {
  return /^include-system-site-packages\s*=\s*true\s*$/m.test(sys.readText(`${venv}/pyvenv.cfg`));
}
