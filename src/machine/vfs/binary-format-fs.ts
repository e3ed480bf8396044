import { formatText, type BinaryFormats } from '../process/binary-formats';
import { file, VirtualFs, type VirtualDirectory, type VirtualNode } from './virtual-fs';

/** The kernel's rules, and how whoever writes adds one. */
export interface FormatSource {
  readonly formats: BinaryFormats;
  registerFormat(text: string): void;
}

/** What binfmt_misc holds: a file a rule, the switch for all, and the file that takes new ones. */
export function formatDirectory(source: FormatSource): VirtualDirectory {
  const { formats } = source;
  const register = file(() => '', { mode: 0o200, write: (text) => source.registerFormat(text) });
  const status = file(() => `${formats.enabled ? 'enabled' : 'disabled'}\n`, { write: (text) => formats.setAll(text) });
  const rule = (name: string): VirtualNode | undefined => {
    const format = formats.get(name);
    return format && file(() => formatText(format), { write: (text) => formats.set(name, text) });
  };
  const child = (name: string): VirtualNode | undefined => (name === 'register' ? register : name === 'status' ? status : rule(name));
  return { kind: 'dir', mode: 0o755, names: () => [...formats.names(), 'register', 'status'], child };
}

/** The file system binfmt_misc (Documentation/admin-guide/binfmt-misc.rst): one for the machine, wherever it is mounted. */
export class BinaryFormatFs extends VirtualFs {
  constructor(source: FormatSource, dev: number, now: () => number) {
    super('binfmt_misc', dev, formatDirectory(source), now);
  }
}
