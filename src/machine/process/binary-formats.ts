import { ARCHITECTURES } from '../../lib/architecture';
import { hex } from '../../lib/bytes';
import { executableFormat, type ExecutableFormat } from '../../lib/executable';
import { SysError } from '../errno';
import type { KernelCore } from '../kernel-core';
import type { FsContext } from '../vfs/path-ops';
import type { VirtualDirectory, VirtualFile, VirtualNode } from '../vfs/virtual-fs';
import type { Emulation } from './load';

/** A rule of binfmt_misc (Documentation/admin-guide/binfmt-misc.rst). */
interface BinaryFormat {
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

/** A file that execve has come to, on the way to the binary that runs. */
export interface Candidate {
  head: Uint8Array;
  format: ExecutableFormat;
  /** The processor runs it itself, or the kernel does. */
  isNative: boolean;
  file: string;
  args: readonly string[];
  path: string;
  /** The emulator that runs it, where one does. */
  by: Pick<Emulation, 'prefix' | 'spreads'> | undefined;
}

const PREFIX = 'fs.binfmt_misc/';
const ALL = `${PREFIX}status`;
/** QEMU's user mode by its executable's name; BuildKit brings a build of its own (tonistiigi/binfmt, target buildkit). */
const EMULATOR = /^(buildkit-)?qemu-/;

/** binfmt_misc: rules by name, kept in the kernel's table of values, so that snapshots have them. */
export class BinaryFormats {
  /** `headOf` gives a file's first bytes; what walks paths is handed over, for the kernel has it anyway. */
  constructor(
    private readonly core: KernelCore,
    private readonly headOf: (context: FsContext, path: string) => Uint8Array,
  ) {}

  private get table(): Map<string, string> {
    return this.core.sysctlTable;
  }

  private get enabled(): boolean {
    return this.table.get(ALL) !== 'disabled';
  }

  private names(): string[] {
    return [...this.table.keys()].filter((key) => key.startsWith(PREFIX) && key !== ALL).map((key) => key.slice(PREFIX.length));
  }

  private get(name: string): BinaryFormat | undefined {
    const text = name === 'status' ? undefined : this.table.get(PREFIX + name);
    return text === undefined ? undefined : (JSON.parse(text) as BinaryFormat);
  }

  /** What is written to `status`: 1 enables, 0 disables, -1 removes every rule. */
  private setAll(text: string): void {
    const value = switchOf(text);
    if (value === '-1') for (const name of this.names()) this.table.delete(PREFIX + name);
    else this.table.set(ALL, value === '1' ? 'enabled' : 'disabled');
  }

  /** What is written to a rule's file. */
  private set(name: string, text: string): void {
    const value = switchOf(text);
    const format = this.get(name);
    if (value === '-1' || !format) this.table.delete(PREFIX + name);
    else this.table.set(PREFIX + name, JSON.stringify({ ...format, enabled: value === '1' }));
  }

  /** `:name:type:offset:magic:mask:interpreter:flags`. EINVAL, EEXIST; with F also what opening the interpreter throws. */
  private register(text: string): void {
    const line = text.replace(/\n$/, '');
    const [, name = '', type, offset, magic = '', mask = '', interpreter = '', flags = '', ...more] = line.split(line[0] ?? '');
    const isKnown = (type === 'M' || type === 'E') && /^\d*$/.test(offset ?? 'x') && /^[POCF]*$/.test(flags) && more.length === 0;
    if (!isKnown || !/^[^/]+$/.test(name) || name === '.' || name === '..' || magic === '' || interpreter === '') throw new SysError('EINVAL');
    const bytes = type === 'M' ? unescaped(magic) : magic;
    const maskBytes = unescaped(mask);
    if (type === 'M' && maskBytes !== '' && maskBytes.length !== bytes.length) throw new SysError('EINVAL');
    if (this.table.has(PREFIX + name)) throw new SysError('EEXIST');
    const writer = this.core.current ?? this.core.host.pid.init;
    const program = flags.includes('F') && writer ? this.programAt(writer.fs, interpreter) : undefined;
    // C stands for O too.
    const shown = ['P', 'O', 'C', 'F'].filter((flag) => flags.includes(flag) || (flag === 'O' && flags.includes('C'))).join('');
    const format: BinaryFormat = { enabled: true, type, offset: Number(offset), magic: bytes, mask: maskBytes, interpreter, flags: shown, ...(program === undefined ? {} : { program }) };
    this.table.set(PREFIX + name, JSON.stringify(format));
  }

  /** What the file system binfmt_misc holds: a file a rule, the switch for all, and the file that takes new ones. */
  directory(): VirtualDirectory {
    const file = (mode: number, read: () => string, write: (text: string) => void): VirtualFile => ({ kind: 'file', mode, read, write });
    const register = file(0o200, () => '', (text) => this.register(text));
    const status = file(0o644, () => `${this.enabled ? 'enabled' : 'disabled'}\n`, (text) => this.setAll(text));
    const rule = (name: string): VirtualNode | undefined => {
      const format = this.get(name);
      return format && file(0o644, () => formatText(format), (text) => this.set(name, text));
    };
    const child = (name: string): VirtualNode | undefined => (name === 'register' ? register : name === 'status' ? status : rule(name));
    return { kind: 'dir', mode: 0o755, names: () => [...this.names(), 'register', 'status'], child };
  }

  /** The newest rule that takes a file by its first bytes or its name. */
  private find(head: Uint8Array, path: string): BinaryFormat | undefined {
    if (!this.enabled) return undefined;
    return this.names().reverse().map((name) => this.get(name)!).find((format) => format.enabled && (format.type === 'E' ? path.endsWith(`.${format.magic}`) : hasMagic(head, format)));
  }

  /**
   * What execve does with a file that a rule may take, or another architecture's: goes on with an interpreter, or runs it
   * itself, emulated or not. ENOEXEC where nobody runs it.
   */
  interpret(context: FsContext, { head, format, isNative, file: at, args, path, by }: Candidate): { next: Pick<Candidate, 'file' | 'args' | 'by'> } | { emulated: Emulation | undefined } {
    if (format.kind === 'program' && EMULATOR.test(format.program) && args.length > 1) {
      const name = args[1]!;
      const found = name.includes('/') ? name : (this.searched(context, name, path) ?? name);
      return { next: { file: found, args: args.slice(1), by: { prefix: [at], spreads: format.program.startsWith('buildkit-') } } };
    }
    const rule = this.find(head, at);
    const emulator = rule && (rule.program ?? this.programAt(context, rule.interpreter));
    if (rule && !(emulator && EMULATOR.test(emulator))) {
      return { next: { file: rule.interpreter, args: [rule.interpreter, at, ...args.slice(rule.flags.includes('P') ? 0 : 1)], by } };
    }
    if (!('machine' in format) || (!rule && isNative)) return { emulated: undefined };
    const machine = ARCHITECTURES.find((one) => one.elf === format.machine)?.machine ?? emulator?.replace(EMULATOR, '') ?? '';
    if (rule) return { emulated: { machine, prefix: [rule.interpreter, at, ...(rule.flags.includes('P') ? args.slice(0, 1) : [])] } };
    if (!by) throw new SysError('ENOEXEC');
    return { emulated: { machine, prefix: [...by.prefix, at], ...(by.spreads ? { spreads: true } : {}) } };
  }

  /** The first file of a name in the folders of a PATH. */
  private searched(context: FsContext, name: string, path: string): string | undefined {
    return path.split(':').map((folder) => `${folder}/${name}`).find((candidate) => {
      try {
        return this.headOf(context, candidate).length > 0;
      } catch {
        return false;
      }
    });
  }

  /** The name in the note of an interpreter; undefined for one of which nothing is known. */
  private programAt(context: FsContext, interpreter: string): string | undefined {
    const format = executableFormat(this.headOf(context, interpreter));
    return format.kind === 'program' ? format.program : undefined;
  }
}

/** How a rule's file reads (fs/binfmt_misc.c, entry_status). */
function formatText({ enabled, type, offset, magic, mask, interpreter, flags }: BinaryFormat): string {
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
