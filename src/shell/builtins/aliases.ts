import { singleQuote } from '../expand/quote';
import type { Shell } from '../interp/shell';
import type { BuiltinTable } from './table';

function alias(shell: Shell, argv: readonly string[]): number {
  const { aliases } = shell.state;
  const show = (name: string): string => `${shell.dialect.bash ? 'alias ' : ''}${name}=${singleQuote(aliases.get(name)!)}\n`;
  const words = argv.slice(argv[1] === '-p' || argv[1] === '--' ? 2 : 1);
  if (words.length === 0) {
    for (const name of [...aliases.keys()].sort()) shell.out(show(name));
    return 0;
  }
  let status = 0;
  for (const word of words) {
    const at = word.indexOf('=', 1);
    if (at !== -1) aliases.set(word.slice(0, at), word.slice(at + 1));
    else if (aliases.has(word)) shell.out(show(word));
    else {
      shell.complain('alias', shell.dialect.bash || shell.dialect.name === 'dash' ? `${word}${shell.dialect.bash ? ': not found' : ' not found'}` : `${word} not found`);
      status = 1;
    }
  }
  return status;
}

function unalias(shell: Shell, argv: readonly string[]): number {
  if (argv[1] === '-a') {
    shell.state.aliases.clear();
    return 0;
  }
  let status = 0;
  for (const name of argv.slice(1)) {
    if (shell.state.aliases.delete(name)) continue;
    if (shell.dialect.bash) shell.complain('unalias', `${name}: not found`);
    else shell.emit(2, `unalias: ${name} not found\n`);
    status = 1;
  }
  return status;
}

/** alias and unalias, which a login's own start-up file runs. */
export const ALIAS_BUILTINS: BuiltinTable = {
  alias: { run: alias },
  unalias: { run: unalias },
};
