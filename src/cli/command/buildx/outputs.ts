import type { Cli } from '../../cli';
import type { Flags } from '../../flags/parse';
import { parseCsv } from '../../opts/csv';
import { OptionError } from './option-error';

/** One -o. */
export interface Output {
  type: string;
  attrs: Record<string, string>;
}

/** `key=value` fields between commas, keys in small letters. */
export function fieldsOf(text: string, bare = (field: string): string => `invalid value ${field}`): Record<string, string> {
  const out: Record<string, string> = {};
  for (const field of parseCsv(text)) {
    const at = field.indexOf('=');
    if (at === -1) throw new OptionError(bare(field));
    out[field.slice(0, at).trim().toLowerCase()] = field.slice(at + 1);
  }
  return out;
}

/** -o in its long and short forms (`dest`, `-`, `type=…`; buildx util/buildflags/export.go). */
export function parseOutput(text: string): Output {
  if (!text.startsWith('type=') && parseCsv(text).length === 1) return text === '-' ? { type: 'tar', attrs: { dest: '-' } } : { type: 'local', attrs: { dest: text } };
  const { type, ...attrs } = fieldsOf(text);
  if (!type) throw new OptionError('type is required for output');
  return { type, attrs };
}

/** The outputs of all flags together: what is only pushed isn't unpacked (buildx commands/build.go, build/opt.go). */
export function outputsOf(flags: Flags): Output[] {
  const outputs = flags.list('output').filter((text) => text !== '').map(parseOutput);
  const pushed = outputs.filter(({ type }) => type === 'registry' || (type === 'image' && flags.bool('push')));
  if (flags.bool('push') && pushed.length === 0) {
    const added = { type: 'image', attrs: {} };
    outputs.push(added);
    pushed.push(added);
  }
  for (const output of pushed) Object.assign(output, { type: 'image', attrs: { unpack: 'false', ...output.attrs, push: 'true' } });
  return outputs;
}

/** Refuses what can't be written where it is to go (buildx build/opt.go, CreateExports), and a push without a name. */
export function checkOutputs(cli: Cli, outputs: readonly Output[], tags: readonly string[]): void {
  let isStdoutUsed = false;
  for (const { type, attrs } of outputs) {
    const isFolder = type === 'local' || ((type === 'oci' || type === 'docker') && /^(?:0|f|false)$/i.test(attrs.tar ?? ''));
    if (isFolder) checkFolder(cli, type, attrs.dest);
    else if (type === 'tar' || type === 'oci' || type === 'docker') {
      const dest = attrs.dest || (type === 'docker' ? '' : '-');
      if (dest === '-') {
        if (isStdoutUsed) throw new Error('multiple outputs configured to write to stdout');
        if (cli.isTty(1)) throw new Error(`dest file is required for ${type} exporter. refusing to write to console`);
        isStdoutUsed = true;
      } else if (dest !== '' && cli.sys.access(dest, '') && cli.sys.stat(dest).type === 'dir') throw new Error(`destination file ${dest} is a directory`);
    } else if (type === 'image' && attrs.push === 'true' && !attrs.name && tags.length === 0) throw new Error('tag is needed when pushing to registry');
  }
}

function checkFolder(cli: Cli, type: string, dest: string | undefined): void {
  if (!dest) throw new Error(`dest is required for ${type} exporter`);
  if (dest === '-') throw new Error(`dest cannot be stdout for ${type} exporter`);
  if (cli.sys.access(dest, '') && cli.sys.stat(dest).type !== 'dir') throw new Error(`destination directory ${dest} is a file`);
}
