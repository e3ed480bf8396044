/** A key, or a character that was typed. */
export type Key = { name: string } | { text: string };

const SEQUENCES: Readonly<Record<string, string>> = {
  '[A': 'up', '[B': 'down', '[C': 'right', '[D': 'left', OA: 'up', OB: 'down', OC: 'right', OD: 'left', '[H': 'home', '[F': 'end', OH: 'home', OF: 'end', '[1~': 'home', '[4~': 'end', '[7~': 'home', '[8~': 'end',
  '[3~': 'delete', '[2~': 'insert', '[5~': 'page-up', '[6~': 'page-down', '[1;5C': 'M-f', '[1;5D': 'M-b', '[1;3C': 'M-f', '[1;3D': 'M-b', '[5C': 'M-f', '[5D': 'M-b', '[200~': 'paste', '[201~': 'paste-end', '[Z': 'back-tab', '[3;5~': 'M-d',
};

/** Takes one key from the front of `bytes`; undefined when it isn't complete. */
export function takeKey(bytes: number[]): Key | undefined {
  const first = bytes[0];
  if (first === undefined) return undefined;
  if (first === 27) return escape(bytes);
  if (first < 32 || first === 127) {
    bytes.shift();
    return { name: first === 127 ? 'backspace' : `C-${String.fromCharCode(first + 96)}` };
  }
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  if (bytes.length < length) return undefined;
  return { text: new TextDecoder().decode(Uint8Array.from(bytes.splice(0, length))) };
}

function escape(bytes: number[]): Key | undefined {
  if (bytes.length < 2) return undefined;
  const next = String.fromCharCode(bytes[1]!);
  if (next === '[' || next === 'O') {
    for (let end = 2; end < bytes.length; end++) {
      const c = bytes[end]!;
      if (c < 0x40 || c > 0x7e) continue;
      const sequence = String.fromCharCode(...bytes.splice(0, end + 1).slice(1));
      return { name: SEQUENCES[sequence] ?? 'unknown' };
    }
    return undefined;
  }
  bytes.splice(0, 2);
  if (next === '\x7f' || next === '\b') return { name: 'M-backspace' };
  return { name: `M-${next === '\x1b' ? 'escape' : next}` };
}
