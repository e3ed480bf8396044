import { expandPrompt } from '../expand/prompt';
import { Expander } from '../expand/expander';
import { quoteIfNeeded } from '../expand/quote';
import type { ReadyAssign } from './state';
import type { Shell } from './shell';

/** A line of set -x: PS4, its first character once per level of indirection. */
export function traceLine(shell: Shell, text: string): void {
  const fd = Number(shell.vars.get('BASH_XTRACEFD') ?? 2);
  const ps4 = shell.vars.get('PS4') ?? '+ ';
  const x = new Expander(shell);
  x.begin([]);
  const prompt = ps4.includes('$') || ps4.includes('\\') ? expandPrompt(shell, ps4, x) : ps4;
  const first = [...prompt][0] ?? '';
  const level = shell.dialect.bash ? shell.state.frames.filter((frame) => frame.t === 'source' && (frame.kind === 'eval' || frame.kind === 'dot' || frame.kind === 'trap')).length + shell.state.substLevel : 0;
  shell.emit(fd, `${first.repeat(level)}${prompt}${text}\n`);
}

/** A simple command as xtrace shows it. */
export function traceWords(shell: Shell, argv: readonly string[]): string {
  return argv.map((word) => (shell.dialect.bash ? quoteIfNeeded(word) : shell.dialect.name === 'dash' ? word : dashQuote(word))).join(' ');
}

/** BusyBox quotes as it can be read again; dash shows words as they are. */
function dashQuote(word: string): string {
  if (word === '') return "''";
  return /^[-+,./0-9:@A-Z\]^_a-z]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}

export function traceAssign(shell: Shell, assign: ReadyAssign): string {
  const name = assign.index === undefined ? assign.name : `${assign.name}[${assign.index}]`;
  if (assign.items) return `${name}${assign.append ? '+' : ''}=(${assign.items.map((item) => (item.index === undefined ? '' : `[${item.index}]=`) + quoteIfNeeded(item.value)).join(' ')})`;
  const value = assign.value ?? '';
  return `${name}${assign.append ? '+' : ''}=${value === '' ? '' : shell.dialect.bash ? quoteIfNeeded(value) : shell.dialect.name === 'dash' ? value : dashQuote(value)}`;
}
