import { hex } from '../../lib/bytes';
import { executableFormat, FORMAT_HEAD_BYTES } from '../../lib/executable';
import { SysError } from '../errno';
import { statAt, walk, type FsContext } from '../vfs/path-ops';

/** A rule of binfmt_misc (Documentation/admin-guide/binfmt-misc.rst). */
export interface BinaryFormat {
  enabled: boolean;
  type: 'M' | 'E';
  offset: number;
  /** Bytes to find at `offset`, hexadecimal; for type E the extension as it is. */
  magic: string;
  mask: string;
  interpreter: string;
  /** As the kernel prints them: P, O, C, F. */
  flags: string;
  /** F: the program of the interpreter, which was opened when the rule was made; it is found in every mount namespace. */
  program?: string;
}

const PREFIX = 'fs.binfmt_misc/';
const ALL = `${PREFIX}status`;

/** binfmt_misc: rules by name, kept in the kernel's table of values, so that snapshots have them. */
export class BinaryFormats {
  constructor(private readonly table: Map<string, string>) {}

  get enabled(): boolean {
    return this.table.get(ALL) !== 'disabled';
  }

  names(): string[] {
    return [...this.table.keys()].filter((key) => key.startsWith(PREFIX) && key !== ALL).map((key) => key.slice(PREFIX.length));
  }

  get(name: string): BinaryFormat | undefined {
    const text = name === 'status' ? undefined : this.table.get(PREFIX + name);
    return text === undefined ? undefined : (JSON.parse(text) as BinaryFormat);
  }

  /** What is written to `status`: 1 enables, 0 disables, -1 removes every rule. */
  setAll(text: string): void {
    const value = switchOf(text);
    if (value === '-1') for (const name of this.names()) this.table.delete(PREFIX + name);
    else this.table.set(ALL, value === '1' ? 'enabled' : 'disabled');
  }

  /** What is written to a rule's file. */
  set(name: string, text: string): void {
    const value = switchOf(text);
    const format = this.get(name);
    if (value === '-1' || !format) this.table.delete(PREFIX + name);
    else this.table.set(PREFIX + name, JSON.stringify({ ...format, enabled: value === '1' }));
  }

  /** `:name:type:offset:magic:mask:interpreter:flags` by whoever sees the files so. EINVAL, EEXIST; with F also what opening the interpreter throws. */
  register(context: FsContext, text: string): void {
    const line = text.replace(/\n$/, '');
    const [, name = '', type, offset, magic = '', mask = '', interpreter = '', flags = '', ...more] = line.split(line[0] ?? '');
    const isKnown = (type === 'M' || type === 'E') && /^\d*$/.test(offset ?? 'x') && /^[POCF]*$/.test(flags) && more.length === 0;
    if (!isKnown || !/^[^/]+$/.test(name) || name === '.' || name === '..' || magic === '' || interpreter === '') throw new SysError('EINVAL');
    const bytes = type === 'M' ? unescaped(magic) : magic;
    const maskBytes = unescaped(mask);
    if (type === 'M' && maskBytes !== '' && maskBytes.length !== bytes.length) throw new SysError('EINVAL');
    if (this.table.has(PREFIX + name)) throw new SysError('EEXIST');
    const program = flags.includes('F') ? programAt(context, interpreter) : undefined;
    // C stands for O too.
    const shown = ['P', 'O', 'C', 'F'].filter((flag) => flags.includes(flag) || (flag === 'O' && flags.includes('C'))).join('');
    const format: BinaryFormat = { enabled: true, type, offset: Number(offset), magic: bytes, mask: maskBytes, interpreter, flags: shown, ...(program === undefined ? {} : { program }) };
    this.table.set(PREFIX + name, JSON.stringify(format));
  }

  /** The newest rule that takes a file by its first bytes or its name. */
  find(head: Uint8Array, path: string): BinaryFormat | undefined {
    if (!this.enabled) return undefined;
    return this.names().reverse().map((name) => this.get(name)!).find((format) => format.enabled && (format.type === 'E' ? path.endsWith(`.${format.magic}`) : hasMagic(head, format)));
  }
}

/** The name in the note of an interpreter; undefined for one of which nothing is known. */
export function programAt(context: FsContext, interpreter: string): string | undefined {
  const at = walk(context, interpreter);
  if (statAt(at).type !== 'file') throw new SysError('EACCES');
  const format = executableFormat(at.mount.fs.read(at.ino, 0, FORMAT_HEAD_BYTES));
  return format.kind === 'program' ? format.program : undefined;
}

/** How a rule's file reads (fs/binfmt_misc.c, entry_status). */
export function formatText({ enabled, type, offset, magic, mask, interpreter, flags }: BinaryFormat): string {
  const what = type === 'E' ? `extension .${magic}\n` : `offset ${offset}\nmagic ${magic}\n${mask === '' ? '' : `mask ${mask}\n`}`;
  return `${enabled ? 'enabled' : 'disabled'}\ninterpreter ${interpreter}\nflags: ${flags}\n${what}`;
}

function switchOf(text: string): '0' | '1' | '-1' {
  const value = text.replace(/\n$/, '');
  if (value !== '0' && value !== '1' && value !== '-1') throw new SysError('EINVAL');
  return value;
}

/** Bytes with `\xNN` among them, as hexadecimal. */
function unescaped(text: string): string {
  const characters = text.replace(/\\x([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return hex(Uint8Array.from(characters, (one) => one.charCodeAt(0)));
}

function hasMagic(head: Uint8Array, { offset, magic, mask }: BinaryFormat): boolean {
  for (let i = 0; i < magic.length; i += 2) {
    const bits = mask === '' ? 0xff : parseInt(mask.slice(i, i + 2), 16);
    if ((((head[offset + i / 2] ?? 0) ^ parseInt(magic.slice(i, i + 2), 16)) & bits) !== 0) return false;
  }
  return true;
}
