import { utf8 } from '../../lib/bytes';

/** The path that a target names: decoded, its slashes merged, its dots resolved. Undefined when it is none. */
export function normalPath(target: string): string | undefined {
  const raw = target.replace(/^https?:\/\/[^/?]*/i, '').replace(/[?#][^]*$/, '');
  if (raw === '') return '/';
  if (!raw.startsWith('/')) return undefined;
  let decoded: string;
  try {
    if (/%(?![0-9a-f]{2})|%00/i.test(raw)) return undefined;
    decoded = new TextDecoder().decode(Uint8Array.from(unescapeBytes(raw)));
  } catch {
    return undefined;
  }
  const out: string[] = [];
  const parts = decoded.split('/').slice(1);
  for (const [i, part] of parts.entries()) {
    const isLast = i === parts.length - 1;
    if (part === '..') {
      if (out.length === 0) return undefined;
      out.pop();
      if (isLast) out.push('');
    } else if (part === '.' || part === '') {
      if (isLast) out.push('');
    } else out.push(part);
  }
  return `/${out.join('/')}`;
}

function* unescapeBytes(text: string): Generator<number> {
  const bytes = utf8(text);
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0x25) {
      yield parseInt(String.fromCharCode(bytes[i + 1]!, bytes[i + 2]!), 16);
      i += 2;
    } else yield bytes[i]!;
  }
}
