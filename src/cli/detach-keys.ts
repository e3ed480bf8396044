/** Key sequences such as `ctrl-p,ctrl-q` (moby term.ToBytes). */
export function parseDetachKeys(text: string): Uint8Array {
  const codes: number[] = [];
  for (const key of text.split(',')) {
    if ([...key].length === 1) {
      codes.push(key.charCodeAt(0));
      continue;
    }
    const control = /^ctrl-([a-zA-Z@[\\\]^_])$/.exec(key)?.[1];
    if (key === 'DEL') codes.push(127);
    else if (control === undefined) throw new Error(`Unknown character: '${key}'`);
    else codes.push(control.toLowerCase() >= 'a' && /[a-zA-Z]/.test(control) ? control.toLowerCase().charCodeAt(0) - 96 : control.charCodeAt(0) - 64);
  }
  return Uint8Array.from(codes);
}

/** Throws what run, exec and attach say about a sequence that can't be typed. */
export function validateDetachKeys(text: string): void {
  if (text === '') return;
  try {
    parseDetachKeys(text);
  } catch (error) {
    throw new Error(`invalid detach keys (${text}): ${(error as Error).message}`);
  }
}

export const DEFAULT_DETACH_KEYS = 'ctrl-p,ctrl-q';

/** The keys were typed. */
export class Detached extends Error {
  constructor() {
    super('read escape sequence');
    this.name = 'Detached';
  }
}

/** Watches typed bytes for the sequence; bytes that might begin it are held until that is settled (term.EscapeProxy). */
export class EscapeWatch {
  private matched = 0;

  constructor(private readonly keys: Uint8Array) {}

  /** What may pass on; throws Detached at the end of the sequence. */
  push(bytes: Uint8Array): Uint8Array {
    const out: number[] = [];
    for (const byte of bytes) {
      if (byte === this.keys[this.matched]) {
        this.matched++;
        if (this.matched === this.keys.length) throw new Detached();
        continue;
      }
      out.push(...this.keys.subarray(0, this.matched));
      this.matched = byte === this.keys[0] ? 1 : 0;
      if (this.matched === 0) out.push(byte);
      else if (this.keys.length === 1) throw new Detached();
    }
    return Uint8Array.from(out);
  }
}
