import { invalid } from '../../api/errors';

const NAMED: Readonly<Record<string, number>> = { '@': 0, '[': 27, '\\': 28, ']': 29, '^': 30, _: 31 };

/** `ctrl-p,ctrl-q` → bytes (moby/term ToBytes). */
export function parseDetachKeys(text: string): number[] {
  return text.split(',').map((key) => {
    const match = /^ctrl-(.)$/i.exec(key);
    if (!match) {
      if (key.length !== 1) throw invalid(`Invalid detach keys (${text}) provided`);
      return key.charCodeAt(0);
    }
    const letter = match[1]!.toLowerCase();
    if (letter >= 'a' && letter <= 'z') return letter.charCodeAt(0) - 96;
    const code = NAMED[letter];
    if (code === undefined) throw invalid(`Invalid detach keys (${text}) provided`);
    return code;
  });
}

/** Watches typed bytes for the keys that detach; keys that only began them are given back (term.EscapeProxy). */
export class DetachWatcher {
  private matched = 0;

  constructor(private readonly keys: readonly number[]) {}

  /** What goes on to the process, and whether the keys have come. */
  take(bytes: Uint8Array): { bytes: Uint8Array; detach: boolean } {
    const out: number[] = [];
    for (const byte of bytes) {
      if (byte === this.keys[this.matched]) {
        if (++this.matched === this.keys.length) return { bytes: Uint8Array.from(out), detach: true };
        continue;
      }
      out.push(...this.keys.slice(0, this.matched));
      this.matched = byte === this.keys[0] ? 1 : 0;
      if (this.matched === 0) out.push(byte);
    }
    return { bytes: Uint8Array.from(out), detach: false };
  }
}
