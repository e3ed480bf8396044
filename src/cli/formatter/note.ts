import type { Cli } from '../cli';
import { style } from './ansi';

/** How docker begins what it has to add to an answer (docker/cli internal/tui/note.go). */
export const INFO_HEADER = { plain: ' Info -> ', fancy: '\x1b[1m\x1b[106m\x1b[30mi\x1b[0m\x1b[0m \x1b[96mInfo → \x1b[0m\x1b[0m' };
const HEADER_WIDTH = 9;

/** A note after an empty line, on stdout; in colours on a terminal that wants them. */
export async function printNote(cli: Cli, text: string): Promise<void> {
  const fancy = cli.isTty(1) && !cli.sys.env.NO_COLOR;
  const [line, flag] = fancy ? [style(3), style(1)] : [(plain: string) => plain, (plain: string) => plain];
  const lines = text.replaceAll('--platform', flag('--platform')).split('\n').map((one) => `${line(one)}\n`);
  await cli.out(`\n${fancy ? INFO_HEADER.fancy : INFO_HEADER.plain}${lines.join(' '.repeat(HEADER_WIDTH))}`);
}
