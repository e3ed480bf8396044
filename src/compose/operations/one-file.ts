import { concat, utf8 } from '../../lib/bytes';

const BLOCK = 512;

/** A tar of one file at an absolute path (POSIX ustar). */
export function tarOfFile(path: string, content: Uint8Array, mode: number, uid: number, gid: number, mtimeMs: number): Uint8Array {
  const header = new Uint8Array(BLOCK);
  const put = (offset: number, text: string): void => header.set(utf8(text), offset);
  const octal = (offset: number, width: number, value: number): void => put(offset, `${Math.trunc(value).toString(8).padStart(width - 1, '0')}\0`);
  put(0, path.replace(/^\/+/, '').slice(0, 100));
  octal(100, 8, mode);
  octal(108, 8, uid);
  octal(116, 8, gid);
  octal(124, 12, content.length);
  octal(136, 12, mtimeMs / 1000);
  put(148, '        0ustar\0');
  put(263, '00');
  octal(148, 7, header.reduce((sum, byte) => sum + byte, 0));
  const padding = new Uint8Array((BLOCK - (content.length % BLOCK)) % BLOCK);
  return concat([header, content, padding, new Uint8Array(2 * BLOCK)]);
}
