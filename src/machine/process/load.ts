import { utf8 } from '../../lib/bytes';
import { executableFormat, FORMAT_HEAD_BYTES } from '../../lib/executable';
import { LIMITS } from '../../lib/limits';
import { SysError } from '../errno';
import type { KernelCore } from '../kernel-core';
import type { Program } from '../program';
import type { Credentials } from '../sys';
import { demand, EXECUTE } from '../vfs/permissions';
import { pathOf } from '../vfs/location';
import { hasFlag, statAt, walk, type FsContext } from '../vfs/path-ops';

/** An executable that was found and may be run. */
export interface Loaded {
  program: Program;
  /** The name in its note; undefined for a foreign binary. */
  programName: string | undefined;
  argv: readonly string[];
  /** The binary that runs: a script's is its interpreter. */
  exePath: string;
  /** What the process is named after: a script's own file. */
  commPath: string;
  /** Ids that the file's set-id bits give. */
  setIds: { euid?: number; egid?: number };
  emulated: Emulation | undefined;
}

/** A program of another architecture, which QEMU's user mode runs. */
export interface Emulation {
  /** What `uname -m` says to it. */
  machine: string;
  /** What others see before its own words: the emulator, and the file. */
  prefix: readonly string[];
  /** The emulator also runs what the program executes: BuildKit's does, which no rule of the kernel names. */
  spreads?: boolean;
}

const SCRIPT_DEPTH = 4;
/** e_machine of what the processor runs itself: x86-64, and i386 with the kernel's help. */
const NATIVE: readonly number[] = [62, 3];

/** Runs in place of a binary whose code nobody has written here. */
export function foreignProgram(path: string): Program {
  return {
    async main(sys) {
      await sys.write(2, `dockyard: ${path}: this program is not simulated\n`);
      return 1;
    },
  };
}

/**
 * execve(2) up to the point of no return: resolves the path, checks permissions, reads the format, follows `#!`
 * and rules of binfmt_misc (at most four levels, as Linux) and loads the program. ENOEXEC for another architecture's.
 */
export async function loadExecutable(core: KernelCore, context: FsContext, path: string, argv: readonly string[], env: Readonly<Record<string, string>>, parent?: Emulation): Promise<Loaded> {
  checkSize(argv, env);
  let file = path;
  let args = argv;
  let by: Pick<Emulation, 'prefix' | 'spreads'> | undefined = parent?.spreads ? { prefix: parent.prefix.slice(0, 1), spreads: true } : undefined;
  for (let depth = 0; depth <= SCRIPT_DEPTH; depth++) {
    const at = walk(context, file);
    const stat = statAt(at);
    if (stat.type !== 'file') throw new SysError('EACCES');
    demand(stat, context.credentials, EXECUTE);
    if (hasFlag(at, 'noexec')) throw new SysError('EACCES');
    const head = at.mount.fs.read(at.ino, 0, FORMAT_HEAD_BYTES);
    const format = executableFormat(head);
    let emulated: Emulation | undefined;
    const isNative = !('machine' in format) || NATIVE.includes(format.machine);
    if (core.hasFormats || !isNative || (format.kind === 'program' && format.program.includes('qemu-'))) {
      const step = (await core.loadFormats()).interpret(context, { head, format, isNative, file, args, path: env['PATH'] ?? '', by });
      if ('next' in step) {
        ({ file, args, by } = step.next);
        continue;
      }
      ({ emulated } = step);
    }
    if (format.kind === 'unknown') throw new SysError('ENOEXEC');
    if (format.kind === 'script') {
      args = [format.interpreter, ...(format.argument === undefined ? [] : [format.argument]), file, ...args.slice(1)];
      file = format.interpreter;
      continue;
    }
    const program = format.kind === 'program' ? await findProgram(core, format.program) : undefined;
    const setIds = hasFlag(at, 'nosuid') ? {} : { euid: stat.mode & 0o4000 ? stat.uid : undefined, egid: stat.mode & 0o2000 ? stat.gid : undefined };
    return { program: program ?? foreignProgram(path), programName: program && format.kind === 'program' ? format.program : undefined, argv: args, exePath: pathOf(at, context.root), commPath: path, setIds, emulated };
  }
  throw new SysError('ELOOP');
}

/** The first bytes of a file; EACCES where it is none. */
export function headOf(context: FsContext, path: string): Uint8Array {
  const at = walk(context, path);
  if (statAt(at).type !== 'file') throw new SysError('EACCES');
  return at.mount.fs.read(at.ino, 0, FORMAT_HEAD_BYTES);
}

/** Loads a program once; the machine's time stands still meanwhile. */
export async function findProgram(core: KernelCore, name: string): Promise<Program | undefined> {
  const known = core.programs.get(name);
  if (known) return known;
  const loading = core.loader(name);
  if (!loading) return undefined;
  const program = await core.clock.external(loading);
  core.programs.set(name, program);
  return program;
}

function checkSize(argv: readonly string[], env: Readonly<Record<string, string>>): void {
  let length = 0;
  for (const word of argv) length += word.length + 9;
  for (const name in env) length += name.length + env[name]!.length + 10;
  if (length * 3 < LIMITS.argBytes) return;
  let bytes = 0;
  for (const word of argv) bytes += utf8(word).length + 9;
  for (const name in env) bytes += utf8(name).length + utf8(env[name]!).length + 10;
  if (bytes > LIMITS.argBytes) throw new SysError('E2BIG');
}

/** Credentials after execve(2): set-id bits, and capabilities by the rules for root (capabilities(7)). */
export function credentialsAfterExec(old: Credentials, loaded: Loaded, bounding: ReadonlySet<string>, noNewPrivileges: boolean): Credentials {
  const { euid, egid } = noNewPrivileges ? {} : loaded.setIds;
  if (euid === undefined && egid === undefined) return old;
  const next = { ...old, euid: euid ?? old.euid, egid: egid ?? old.egid };
  if (euid !== undefined && euid !== old.euid) next.caps = euid === 0 ? new Set(bounding) : new Set();
  return next;
}
