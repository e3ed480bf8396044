import type { Shell } from '../interp/shell';

const BASH_KEYWORDS = ['if', 'then', 'else', 'elif', 'fi', 'case', 'esac', 'for', 'select', 'while', 'until', 'do', 'done', 'in', 'function', 'time', '{', '}', '!', '[[', ']]', 'coproc'];
const POSIX_KEYWORDS = ['!', 'case', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'for', 'if', 'in', 'then', 'until', 'while', '{', '}'];

/** The reserved words of a shell's dialect (bash's manual, "Reserved Words"; POSIX XCU 2.4). */
export function keywords(shell: Shell): string[] {
  return shell.dialect.bash ? BASH_KEYWORDS : POSIX_KEYWORDS;
}
