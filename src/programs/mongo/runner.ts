import type { Sys } from '../../machine/sys';
import type { RuntimeHost } from '../runtimes/host';
import { ShellJavaScript } from './javascript';
import { isOpen, literalChains } from './parse';
import type { Output } from './outcome';
import type { Shell } from './shell';
import { inspect } from './value';

/** How a text is named that comes from a prompt or --eval. */
export const STATEMENT = '@(shell)';

/** Runs texts for a shell: those that are calls with literals by itself, all others in JavaScript. */
export class Runner {
  private javascript: ShellJavaScript | undefined;

  constructor(
    private readonly sys: Sys,
    private readonly host: RuntimeHost,
    readonly shell: Shell,
  ) {}

  /** What the last statement of the text shows. Throws ShellError. */
  async run(source: string, file: string, shows = true): Promise<string> {
    const { sys, shell } = this;
    const word = /^(show|use|help|it)\b\s*(\S*)$/.exec(source.trim().replace(/;$/, ''));
    if (word && file === STATEMENT) return shell.command(word[1]!, word[2]!);
    const chains = literalChains(source, () => sys.now(), () => shell.newId());
    if (!chains) return (this.javascript ??= new ShellJavaScript(sys, this.host, shell)).run(source, file, shows);
    let out: Output | undefined;
    for (const steps of chains) {
      const { name, args } = steps[0]!;
      out = undefined;
      if (name === 'db') out = await shell.evaluate(shell.database, steps);
      else if (name === 'exit' || name === 'quit') sys.exit(Number(args?.[0] ?? 0));
      else await sys.write(1, `${args!.map((arg) => (typeof arg === 'string' ? arg : name === 'printjson' ? shell.shown({ k: 'value', value: arg }) : shell.isLegacy ? String(arg) : inspect(arg))).join(' ')}\n`);
    }
    return shows ? shell.shown(out) : '';
  }
}

/** The texts of a pipe: lines, those together that make one statement. */
export function statements(source: string): string[] {
  const list: string[] = [];
  let held = '';
  for (const line of source.split('\n')) {
    held += `${line}\n`;
    if (isOpen(held)) continue;
    if (held.trim() !== '') list.push(held.trim());
    held = '';
  }
  return held.trim() === '' ? list : [...list, held.trim()];
}
