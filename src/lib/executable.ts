import type { Architecture } from './architecture';
import { text, utf8 } from './bytes';
import { contentOf, joinContents, noise, type Content } from './content';

/** What the first bytes of a file say about how to run it. */
export type ExecutableFormat =
  | { kind: 'program'; program: string; machine: number }
  | { kind: 'script'; interpreter: string; argument: string | undefined }
  | { kind: 'foreign-elf'; machine: number }
  | { kind: 'unknown' };

/** Bytes that the kernel reads to tell a format (Linux: BINPRM_BUF_SIZE). */
export const FORMAT_HEAD_BYTES = 256;

const HEADER_BYTES = 64;
const X86_64 = { elf: 62, elfClass: 2 } as const;
const NOTE = 'dockyard:';
const VERSION = 'version=';

/**
 * The content of an executable: an ELF header of its architecture, a note that names the program, the version that
 * whoever brings it gives it, and a generated tail that brings it to `sizeBytes`.
 */
export function executable(program: string, sizeBytes = 0, version = '', { elf, elfClass }: Pick<Architecture, 'elf' | 'elfClass'> = X86_64): Content {
  const note = utf8(`${NOTE}${program}\0${version && `${VERSION}${version}\0`}`);
  const head = new Uint8Array(HEADER_BYTES + note.length);
  head.set([0x7f, 0x45, 0x4c, 0x46, elfClass, 1, 1]);
  head.set([2, 0, elf, 0, 1, 0, 0, 0], 16);
  head.set(note, HEADER_BYTES);
  let seed = 7;
  for (const byte of note) seed = (Math.imul(seed, 31) + byte) | 0;
  return joinContents([contentOf(head), noise(seed, Math.max(0, sizeBytes - head.length))]);
}

/** Reads the format from a file's first `FORMAT_HEAD_BYTES` bytes (execve(2), interpreter scripts included). */
export function executableFormat(head: Uint8Array): ExecutableFormat {
  if (head[0] === 0x23 && head[1] === 0x21) {
    const newline = head.indexOf(10);
    const line = text(head.subarray(2, newline === -1 ? head.length : newline)).trim();
    const [, interpreter = '', argument = ''] = /^(\S*)\s*(.*)$/.exec(line) ?? [];
    if (!interpreter) return { kind: 'unknown' };
    return { kind: 'script', interpreter, argument: argument.trim() || undefined };
  }
  if (head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46) {
    const machine = head[18]! | (head[19]! << 8);
    const end = head.indexOf(0, HEADER_BYTES);
    const note = text(head.subarray(HEADER_BYTES, end === -1 ? head.length : end));
    if (note.startsWith(NOTE)) return { kind: 'program', program: note.slice(NOTE.length), machine };
    return { kind: 'foreign-elf', machine };
  }
  return { kind: 'unknown' };
}

/** The version that an executable's first `FORMAT_HEAD_BYTES` bytes name, if they name one. */
export function executableVersion(head: Uint8Array): string | undefined {
  const [name = '', version = ''] = text(head.subarray(HEADER_BYTES)).split('\0', 2);
  return name.startsWith(NOTE) && version.startsWith(VERSION) ? version.slice(VERSION.length) : undefined;
}
