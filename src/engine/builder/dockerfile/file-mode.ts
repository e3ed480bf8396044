import { DockerfileError } from './location';

const symbolic = /^[augo]*(?:[+=-][rstwXxugo]*)+(?:,[augo]*(?:[+=-][rstwXxugo]*)+)*$/;

/** A `--chmod`: the twelve bits, or changes to what a file has, as chmod(1) writes them. */
export type ModeChange = number | string;

/** Checks and reads a `--chmod` value (BuildKit's dispatchCopy). */
export function parseModeChange(value: string): ModeChange {
  const notOctal = () =>
    new DockerfileError(`invalid chmod parameter: '${value}'. it should be octal string and between 0 and 07777`);
  if (/^[0-7]+$/.test(value)) {
    const mode = parseInt(value, 8);
    if (mode > 0o7777) throw notOctal();
    return mode;
  }
  if (/^\d/.test(value)) throw notOctal();
  if (!symbolic.test(value)) throw new DockerfileError('invalid syntax');
  return value;
}

const WHO: Record<string, number> = { u: 0o4700, g: 0o2070, o: 0o0007, a: 0o0777 };

/** Applies a mode change to a file's twelve bits; the umask is 0 in a build. */
export function applyModeChange(change: ModeChange, mode: number, isDirectory: boolean): number {
  if (typeof change === 'number') return change;
  let result = mode;
  for (const clause of change.split(',')) {
    const letters = /^[augo]*/.exec(clause)![0];
    let who = 0;
    for (const letter of letters) who |= WHO[letter]!;
    for (const [, operator, permissions] of clause.matchAll(/([+=-])([rstwXxugo]*)/g)) {
      const bits = permissionBits(permissions!, who, mode, result, isDirectory, operator!);
      if (operator === '+') result |= bits;
      else if (operator === '-') result &= ~bits;
      else result = (result & ~(who === 0 ? 0o7777 : who | (bits & 0o1000))) | bits;
    }
  }
  return result;
}

function permissionBits(
  permissions: string, who: number, original: number, current: number, isDirectory: boolean, operator: string,
): number {
  const mask = who === 0 ? 0o7777 : who;
  const setId = who === 0 || (who & ~0o7) !== 0;
  let bits = 0;
  for (const permission of permissions) {
    if (permission === 'r') bits |= 0o444 & mask;
    else if (permission === 'w') bits |= 0o222 & mask;
    else if (permission === 'x') bits |= 0o111 & mask;
    else if (permission === 'X') bits |= operator === '-' || isDirectory || original & 0o111 ? 0o111 & mask : 0;
    else if (permission === 's') bits |= setId ? 0o6000 & mask : 0;
    else if (permission === 't') bits |= setId ? 0o1000 : 0;
    else {
      const shift = permission === 'u' ? 6 : permission === 'g' ? 3 : 0;
      const copied = (current >> shift) & 7;
      bits |= ((copied << 6) | (copied << 3) | copied) & mask;
    }
  }
  return bits;
}
