import type { Cli } from '../../cli';
import { notSimulated } from '../../errors';
import type { CommandSpec } from '../../tree';
/** x */
export async function BUILDX(_cli: Cli, words: readonly string[], _spec?: CommandSpec): Promise<number> {
  throw notSimulated(`docker buildx ${words[0] ?? ''}`);
}
