import { bashVersion } from '../bash-version';
import { byteChar, normalize } from '../text';
import type { Shell } from '../interp/shell';
import { NeedSubstitution } from '../interp/errors';
import { Parser } from '../syntax/parser';
import type { Expander } from './expander';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Civil date of a time in UTC (days-from-civil, inverted). */
export function civil(ms: number): { year: number; month: number; day: number; weekday: number; hour: number; minute: number; second: number } {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86400);
  const rest = seconds - days * 86400;
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1, weekday: (((days + 4) % 7) + 7) % 7,
    hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60,
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** strftime(3), the conversions that prompts and printf %(…)T use, in UTC. */
export function strftime(format: string, ms: number): string {
  const t = civil(ms);
  const table: Record<string, () => string> = {
    Y: () => String(t.year), m: () => two(t.month), d: () => two(t.day), e: () => String(t.day).padStart(2), H: () => two(t.hour), M: () => two(t.minute), S: () => two(t.second),
    I: () => two(t.hour % 12 || 12), p: () => (t.hour < 12 ? 'AM' : 'PM'), y: () => two(t.year % 100), a: () => DAYS[t.weekday]!, b: () => MONTHS[t.month - 1]!, h: () => MONTHS[t.month - 1]!,
    A: () => ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][t.weekday]!,
    B: () => ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][t.month - 1]!,
    s: () => String(Math.floor(ms / 1000)), n: () => '\n', t: () => '\t', z: () => '+0000', Z: () => 'UTC', u: () => String(t.weekday || 7), w: () => String(t.weekday),
    F: () => `${t.year}-${two(t.month)}-${two(t.day)}`, T: () => `${two(t.hour)}:${two(t.minute)}:${two(t.second)}`, R: () => `${two(t.hour)}:${two(t.minute)}`, D: () => `${two(t.month)}/${two(t.day)}/${two(t.year % 100)}`,
    c: () => strftime('%a %b %e %H:%M:%S %Y', ms), x: () => strftime('%D', ms), X: () => strftime('%T', ms), '%': () => '%',
    j: () => String(Math.floor(ms / 86400000) - Math.floor(yearStart(t.year) / 86400000) + 1).padStart(3, '0'),
  };
  return format.replace(/%-?([A-Za-z%])/g, (all: string, c: string) => {
    const value = table[c]?.();
    return value === undefined ? all : all[1] === '-' ? value.replace(/^[0 ](?=.)/, '') : value;
  });
}

function yearStart(year: number): number {
  const y = year - 1;
  return (y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) - 719162) * 86400000;
}

/** A prompt string: backslash escapes, then the expansions (bash(1), PROMPTING). Other shells only expand. */
export function expandPrompt(shell: Shell, prompt: string, expander: Expander = shell.expander): string {
  const decoded = shell.dialect.bash || shell.dialect.name === 'ash' ? escapes(shell, prompt) : prompt;
  if (!/[$`\\]/.test(decoded)) return decoded;
  try {
    const word = { parts: new Parser(decoded, shell.parseOptions()).quotedText(), raw: decoded };
    return expander.quoted(word);
  } catch (error) {
    if (error instanceof NeedSubstitution) throw error;
    return decoded;
  }
}

/** What expands the prompt must not change what the escapes gave. */
function guard(text: string): string {
  return text.replace(/[$`\\]/g, '\\$&');
}

function escapes(shell: Shell, prompt: string): string {
  const now = shell.sys.now();
  return prompt.replace(/\\([0-7]{3}|D\{[^}]*\}|[\s\S])/g, (all, c: string) => {
    if (/^[0-7]{3}$/.test(c)) return normalize(byteChar(parseInt(c, 8)));
    if (c.startsWith('D{')) return strftime(c.slice(2, -1) || '%X', now);
    switch (c) {
      case 'u': return guard(shell.userName());
      case 'h': return guard(shell.sys.hostname().split('.')[0]!);
      case 'H': return guard(shell.sys.hostname());
      case 'w': return guard(tildePath(shell));
      case 'W': {
        const path = tildePath(shell);
        return guard(path === '/' || path === '~' ? path : path.slice(path.lastIndexOf('/') + 1));
      }
      case '$': return shell.sys.credentials.euid === 0 ? '#' : '\\$';
      case 'n': return '\n';
      case 'r': return '\r';
      case 'a': return '\x07';
      case 'e': return '\x1b';
      case 's': return guard(shell.state.arg0.replace(/^-/, '').split('/').pop()!);
      case 'v': return bashVersion(shell.sys).slice(0, 3);
      case 'V': return bashVersion(shell.sys);
      case 't': return strftime('%T', now);
      case 'T': return strftime('%I:%M:%S', now);
      case '@': return strftime('%I:%M %p', now);
      case 'A': return strftime('%R', now);
      case 'd': return strftime('%a %b %d', now);
      case 'j': return String(shell.state.jobs.length);
      case 'l': return guard((shell.sys.ttyname(0) ?? 'tty').split('/').pop()!);
      case '!': return String(shell.state.history.length + 1);
      case '#': return String(shell.state.commandNumber);
      case '[': return '\x01';
      case ']': return '\x02';
      case '\\': return '\\\\';
      default: return all;
    }
  });
}

/** The working directory with ~ for home. */
export function tildePath(shell: Shell): string {
  const path = shell.vars.get('PWD') ?? shell.sys.cwd();
  const home = shell.vars.get('HOME');
  if (home && home !== '/' && (path === home || path.startsWith(`${home}/`))) return `~${path.slice(home.length)}`;
  return path;
}
