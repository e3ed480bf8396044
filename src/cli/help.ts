import { canonical, childrenOf, commandPath, flagsOf, nameOf, useLine, type CommandSpec, type FlagSpec } from './tree';

/** What of the engine decides which commands and flags are shown. */
export interface HelpContext {
  home: string;
  swarm: boolean;
  experimental: boolean;
  /** Plugins that were found: name and description. */
  plugins: readonly { name: string; description: string }[];
  /** Columns to wrap flag descriptions at. */
  columns: number;
}

function wrapN(width: number, slop: number, text: string): [string, string] {
  if (width + slop > text.length) return [text, ''];
  const head = text.slice(0, width);
  const at = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t'), head.lastIndexOf('\n'));
  if (at <= 0) return [text, ''];
  const newline = head.lastIndexOf('\n');
  if (newline > 0 && newline < at) return [text.slice(0, newline), text.slice(newline + 1)];
  return [text.slice(0, at), text.slice(at + 1)];
}

/** pflag's wrapping of a description that starts at column `indent`. */
function wrap(indent: number, columns: number, text: string): string {
  let at = indent;
  let width = columns - at;
  let out = '';
  if (width < 24) {
    at = 16;
    width = columns - at;
    out = '\n' + ' '.repeat(at);
  }
  const margin = '\n' + ' '.repeat(at);
  if (columns === 0 || width < 24) return out + text.replaceAll('\n', margin);
  const slop = 5;
  let [line, rest] = wrapN(width - slop, slop, text);
  out += line.replaceAll('\n', margin);
  while (rest !== '') {
    [line, rest] = wrapN(width - slop, slop, rest);
    out += margin + line.replaceAll('\n', margin);
  }
  return out;
}

const NO_DEFAULT = new Set(['', '0', '0s', 'false', '[]', 'map[]', '<nil>']);

function defaultOf(flag: FlagSpec, home: string): string {
  if (flag.d === undefined || NO_DEFAULT.has(flag.d)) return '';
  const text = flag.d.replace(/^\/root\/\.docker/, `${home}/.docker`);
  return (flag.t ?? 'string') === 'string' ? ` (default "${text}")` : ` (default ${text})`;
}

/** pflag's FlagUsagesWrapped: one line a flag, sorted by name. */
export function flagUsages(flags: readonly FlagSpec[], context: Pick<HelpContext, 'home' | 'columns'>): string {
  const shown = flags.filter((flag) => !flag.hidden && !flag.deprecated).sort((a, b) => (a.n < b.n ? -1 : 1));
  const lines = shown.map((flag) => {
    const name = flag.s === undefined ? `      --${flag.n}` : `  -${flag.s}, --${flag.n}`;
    const kind = flag.t === 'bool' ? '' : ` ${flag.p ?? flag.t ?? 'string'}`;
    return { head: name + kind, text: flag.h + defaultOf(flag, context.home) };
  });
  const widest = Math.max(0, ...lines.map((line) => line.head.length)) + 1;
  return lines
    .map(({ head, text }) => `${head} ${' '.repeat(widest - head.length)} ${wrap(widest + 2, context.columns, text)}\n`)
    .join('');
}

function isShown(spec: CommandSpec, context: HelpContext): boolean {
  if (spec.hidden || (spec.experimental && !context.experimental)) return false;
  return spec.swarm !== 'manager' || context.swarm;
}

function rows(specs: readonly { name: string; text: string }[]): string {
  return specs.map(({ name, text }) => `  ${name.padEnd(11)} ${text}`.trimEnd() + '\n').join('');
}

function row(spec: CommandSpec): { name: string; text: string } {
  return { name: nameOf(spec), text: canonical(spec).h ?? '' };
}

function rootHelp(context: HelpContext, root: CommandSpec): string {
  const all = childrenOf('').filter((spec) => isShown(spec, context));
  const isGroup = (spec: CommandSpec): boolean => childrenOf(spec.path).length > 0;
  const common = all.filter((spec) => spec.top !== undefined).sort((a, b) => a.top! - b.top! || (a.path < b.path ? -1 : 1));
  const groups = all.filter((spec) => isGroup(spec) && spec.swarm === undefined).map(row);
  const plugins = context.plugins.map(({ name, description }) => ({ name: `${name}*`, text: description }));
  const management = [...groups, ...plugins].sort((a, b) => (a.name < b.name ? -1 : 1));
  const swarm = all.filter((spec) => isGroup(spec) && spec.swarm !== undefined);
  const rest = all.filter((spec) => !isGroup(spec) && spec.top === undefined);
  return [
    'Usage:  docker [OPTIONS] COMMAND', root.h!,
    `Common Commands:\n${rows(common.map(row))}`.trimEnd(),
    `Management Commands:\n${rows(management)}`.trimEnd(),
    `Swarm Commands:\n${rows(swarm.map(row))}`.trimEnd(),
    `Commands:\n${rows(rest.map(row))}`.trimEnd(),
    `Global Options:\n${flagUsages([...flagsOf(root), { n: 'version', s: 'v', t: 'bool', h: 'Print version information and quit' }], context)}`.trimEnd(),
    "Run 'docker COMMAND --help' for more information on a command.",
    'For more help on how to use Docker, head to https://docs.docker.com/go/guides/',
  ].join('\n\n') + '\n';
}

/** The page of `--help`, as docker/cli's template lays it out. */
export function helpPage(spec: CommandSpec, context: HelpContext): string {
  if (spec.path === '') return rootHelp(context, spec);
  const path = commandPath(spec);
  const children = childrenOf(spec.path).filter((child) => !child.hidden);
  const parts = [`Usage:  ${children.length > 0 ? `${path} COMMAND` : useLine(spec)}`, canonical(spec).h ?? ''];
  const aliases = spec.aliases ?? (spec.names ? [path, ...spec.names.map((name) => path.replace(/\S+$/, name))].join(', ') : undefined);
  if (aliases !== undefined) parts.push(`Aliases:\n  ${aliases}`);
  const flags = flagUsages(flagsOf(spec), context);
  if (flags !== '') parts.push(`Options:\n${flags}`.trimEnd());
  if (children.length > 0) {
    parts.push(`Commands:\n${rows(children.map(row))}`.trimEnd());
    parts.push(`Run '${path} COMMAND --help' for more information on a command.`);
  }
  return parts.join('\n\n') + '\n';
}
