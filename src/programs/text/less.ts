import { text } from '../../lib/bytes';
import { RAW } from '../../machine/tty/types';
import type { Applet } from '../applet';
import { reason } from '../applet';
import { posixRegex, RegexError } from './regex';

/** less(1) and more(1): a pager on a terminal (space, b, j, k, g, G, /, n, N, q), else a copy. */
export const less: Applet = async (io) => {
  const files = io.args.filter((arg) => !/^[-+]./.test(arg));
  const quitsIfShort = io.args.some((arg) => /^-\w*[FE]/.test(arg)) || io.name === 'more';
  let content = '';
  let status = 0;
  if (files.length === 0 && io.sys.isatty(0)) {
    await io.err(io.name === 'less' ? 'Missing filename ("less --help" for help)' : 'more: bad usage\nTry \'more --help\' for more information.');
    return 1;
  }
  for (const path of files.length > 0 ? files : ['-']) {
    try {
      content += text(await io.file(path));
    } catch (error) {
      const why = reason(error);
      await io.err(io.name === 'less' ? `${path}${why === 'Is a directory' ? ' is a directory' : `: ${why}`}` : `more: ${why === 'No such file or directory' ? `cannot open ${path}` : path}: ${why}`);
      status = 1;
    }
  }
  if (content === '' && status !== 0) return status;
  if (!io.sys.isatty(1)) {
    await io.out(content);
    return status;
  }
  const tty = io.sys.isatty(0) ? 0 : io.sys.open('/dev/tty', 'r+');
  const numbered = io.args.some((arg) => /^-\w*N/.test(arg));
  const { rows, cols } = io.sys.winsize(1);
  const height = rows - 1;
  const lines = content.replace(/\n$/, '').split('\n').flatMap((line, i) => {
    const whole = numbered ? `${String(i + 1).padStart(7)} ${line}` : line;
    const parts: string[] = [];
    for (let at = 0; at === 0 || at < whole.length; at += cols) parts.push(whole.slice(at, at + cols));
    return parts;
  });
  if (quitsIfShort && lines.length <= height) {
    await io.out(content);
    return status;
  }
  const cooked = io.sys.tcgetattr(tty);
  io.sys.tcsetattr(tty, { ...RAW, nlToCrNl: true });
  let top = 0;
  let pattern: RegExp | undefined;
  const last = () => Math.max(0, lines.length - height);
  const search = (from: number, step: 1 | -1): number | undefined => {
    for (let i = from; i >= 0 && i < lines.length; i += step) if (pattern?.test(lines[i]!)) return i;
    return undefined;
  };
  let message = files[0] ?? '';
  if (io.name !== 'more') await io.out('\x1b[?1049h');
  try {
    for (;;) {
      const shown = lines.slice(top, top + height).map((line) => (pattern ? line.replace(pattern, (all) => `\x1b[7m${all}\x1b[27m`) : line));
      while (shown.length < height && io.name !== 'more') shown.push('~');
      const atEnd = top >= last();
      const prompt = message !== '' ? `\x1b[7m${message}\x1b[27m` : atEnd ? '\x1b[7m(END)\x1b[27m' : io.name === 'more' ? `\x1b[7m--More--(${Math.round(((top + height) / lines.length) * 100)}%)\x1b[27m` : ':';
      await io.out(`\x1b[H\x1b[2J${shown.join('\n')}\n${prompt}`);
      await io.flush();
      message = '';
      const key = text(await io.sys.read(tty));
      if (key === '' || key === 'q' || key === 'Q' || key === '\x03') break;
      if (key === ' ' || key === 'f' || key === '\x1b[6~') {
        if (atEnd && io.name === 'more') break;
        top = Math.min(last(), top + height);
      } else if (key === 'b' || key === '\x1b[5~') top = Math.max(0, top - height);
      else if (key === 'd') top = Math.min(last(), top + Math.floor(height / 2));
      else if (key === 'u') top = Math.max(0, top - Math.floor(height / 2));
      else if (key === 'j' || key === '\r' || key === '\n' || key === 'e' || key === '\x1b[B' || key === '\x1bOB') top = Math.min(last(), top + 1);
      else if (key === 'k' || key === 'y' || key === '\x1b[A' || key === '\x1bOA') top = Math.max(0, top - 1);
      else if (key === 'g' || key === '<' || key === '\x1b[H') top = 0;
      else if (key === 'G' || key === '>' || key === '\x1b[F') top = last();
      else if (key === '/' || key === '?') {
        let typed = '';
        for (;;) {
          await io.out(`\r\x1b[K${key}${typed}`);
          await io.flush();
          const next = text(await io.sys.read(tty));
          if (next === '\r' || next === '\n' || next === '') break;
          typed = next === '\x7f' || next === '\b' ? typed.slice(0, -1) : typed + next;
        }
        try {
          if (typed !== '') pattern = posixRegex(typed, { extended: true });
          const found = search(key === '/' ? top + 1 : top - 1, key === '/' ? 1 : -1) ?? (key === '/' ? search(0, 1) : undefined);
          if (found === undefined) message = 'Pattern not found  (press RETURN)';
          else top = Math.min(last(), found);
        } catch (error) {
          if (!(error instanceof RegexError)) throw error;
          message = error.message;
        }
      } else if (key === 'n' || key === 'N') {
        const found = search(key === 'n' ? top + 1 : top - 1, key === 'n' ? 1 : -1);
        if (found === undefined) message = 'Pattern not found  (press RETURN)';
        else top = Math.min(last(), found);
      } else if (key === 'h') message = 'SPACE forward  b back  / search  n next  g start  G end  q quit';
    }
  } finally {
    io.sys.tcsetattr(tty, cooked);
  }
  await io.out(io.name === 'more' ? '\r\x1b[K' : '\x1b[?1049l');
  return status;
};
