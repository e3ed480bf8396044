/** What a node command line asks for (node(1)). */
export type NodeCommand =
  | { kind: 'version' }
  | { kind: 'help' }
  | { kind: 'complain'; message: string }
  | {
      kind: 'run';
      mode: 'file' | 'eval' | 'print' | 'check' | 'stdin' | 'repl';
      file: string | undefined;
      source: string | undefined;
      args: readonly string[];
      execArgv: readonly string[];
      preload: readonly string[];
      noWarnings: boolean;
      inputType: string | undefined;
      /** Files of variables; those that need not be there are marked. */
      envFiles: readonly { file: string; optional: boolean }[];
      /** Runs again when files change: those given, else the script's. */
      watch: readonly string[] | undefined;
    };

/** Options that take a value, and flags, which change nothing here. */
const WITH_VALUE = new Set(['--import', '--loader', '--experimental-loader', '--conditions', '-C', '--title']);
const FLAG = /^--(?:inspect|experimental-|no-|trace-|enable-|max-|stack-|throw-|unhandled-|preserve-|expose-|harmony|use-|test-|abort-|disable-|icu-|dns-|openssl-|secure-|tls-|report-|prof|cpu-prof|heap|pending-|insecure-|network-|huge-|interactive)/;

export function parseNodeArguments(argv: readonly string[], interactive: boolean): NodeCommand {
  let source: string | undefined;
  let mode: 'file' | 'eval' | 'print' | 'check' | 'repl' = 'file';
  const preload: string[] = [];
  let inputType: string | undefined;
  let noWarnings = false;
  const envFiles: { file: string; optional: boolean }[] = [];
  let watch: string[] | undefined;
  let forced = false;
  let i = 0;
  for (; i < argv.length; i++) {
    const arg = argv[i]!;
    if (arg === '--') {
      i++;
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) break;
    const [name = arg, joined] = arg.startsWith('--') ? [arg.replace(/=.*/s, ''), /=(.*)/s.exec(arg)?.[1]] : [arg, undefined];
    const value = (): string | undefined => joined ?? argv[++i];
    if (name === '-v' || name === '--version') return { kind: 'version' };
    if (name === '-h' || name === '--help') return { kind: 'help' };
    if (name === '-e' || name === '--eval' || name === '-p' || name === '--print' || name === '-pe') {
      source = value();
      mode = /p/.test(name) ? 'print' : 'eval';
      if (source === undefined) return { kind: 'complain', message: `${name} requires an argument` };
    } else if (name === '-c' || name === '--check') mode = 'check';
    else if (name === '-i' || name === '--interactive') forced = true;
    else if (name === '-r' || name === '--require') {
      const module = value();
      if (module === undefined) return { kind: 'complain', message: `${name} requires an argument` };
      preload.push(module);
    } else if (name === '--input-type') inputType = value();
    else if (name === '--no-warnings') noWarnings = true;
    else if (name === '--env-file' || name === '--env-file-if-exists') {
      const file = value();
      if (file === undefined) return { kind: 'complain', message: `${name} requires an argument` };
      envFiles.push({ file, optional: name !== '--env-file' });
    } else if (name === '--watch' || name === '--watch-preserve-output') watch ??= [];
    else if (name === '--watch-path') (watch ??= []).push(value() ?? '.');
    else if (WITH_VALUE.has(name)) value();
    else if ( name === '--test' || name === '--run') return { kind: 'complain', message: `dockyard: ${name} is not simulated` };
    else if (!FLAG.test(name)) return { kind: 'complain', message: `bad option: ${arg}` };
  }
  const execArgv = argv.slice(0, i);
  const rest = argv.slice(i);
  const common = { kind: 'run' as const, source, execArgv, preload, noWarnings, inputType, envFiles, watch };
  if (mode === 'eval' || mode === 'print') return { ...common, mode, file: undefined, args: rest };
  const [file, ...args] = rest;
  if (file === undefined || file === '-') return { ...common, mode: file === undefined && (interactive || forced) ? 'repl' : 'stdin', file: undefined, args };
  return { ...common, mode, file, args };
}
