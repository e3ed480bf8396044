/** Addresses as Go's net and netip packages read and write them. */

function parse4(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const bytes = parts.map((part) => (/^(0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256));
  return bytes.every((byte) => byte < 256) ? bytes : undefined;
}

function parse6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = (half: string): number[] | undefined => {
    if (half === '') return [];
    const out: number[] = [];
    const parts = half.split(':');
    for (const [i, part] of parts.entries()) {
      if (part.includes('.') && i === parts.length - 1) {
        const four = parse4(part);
        if (!four) return undefined;
        out.push(four[0]! * 256 + four[1]!, four[2]! * 256 + four[3]!);
      } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) out.push(parseInt(part, 16));
      else return undefined;
    }
    return out;
  };
  const head = groups(halves[0]!);
  const tail = halves.length === 2 ? groups(halves[1]!) : [];
  if (!head || !tail) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  const gap = 8 - head.length - tail.length;
  return gap < 1 ? undefined : [...head, ...Array<number>(gap).fill(0), ...tail];
}

function format6(groups: number[]): string {
  let best = -1;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let run = 0;
    while (i + run < 8 && groups[i + run] === 0) run++;
    if (run > length) [best, length] = [i, run];
  }
  const part = (list: number[]): string => list.map((group) => group.toString(16)).join(':');
  return best === -1 ? part(groups) : `${part(groups.slice(0, best))}::${part(groups.slice(best + length))}`;
}

/** net.ParseIP and IP.String: the canonical text, or undefined. An IPv4-mapped address becomes IPv4. */
export function parseIp(text: string): string | undefined {
  const four = parse4(text);
  if (four) return four.join('.');
  if (!text.includes(':')) return undefined;
  const six = parse6(text);
  if (!six) return undefined;
  if (six.slice(0, 5).every((group) => group === 0) && six[5] === 0xffff) {
    return [six[6]! >> 8, six[6]! & 255, six[7]! >> 8, six[7]! & 255].join('.');
  }
  return format6(six);
}

export function isIPv6(text: string): boolean {
  return text.includes(':');
}
