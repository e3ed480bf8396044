import type { Io } from '../applet';
import { parseOptions, type Options, type OptionSpec } from '../options';

/**
 * parseOptions for tools that say more than `Try …` when an option is wrong: `usage` stands before that line.
 * `args` replaces the arguments (`-5` written as `-C 5`).
 */
export async function parseWithUsage(io: Io, spec: OptionSpec, more: { usage?: string; status?: number; args?: readonly string[]; hint?: string | false }): Promise<Options> {
  const err = async (line: string): Promise<void> => {
    if (!line.startsWith('Try ')) return io.err(line);
    if (more.usage !== undefined) await io.err(more.usage);
    if (more.hint !== false) await io.err(more.hint ?? line);
  };
  const face = Object.create(io, { args: { value: more.args ?? io.args }, err: { value: err } }) as Io;
  return parseOptions(face, spec, io.flavour === 'gnu' ? (more.status ?? 1) : 1);
}
