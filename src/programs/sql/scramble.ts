/** A password as it is kept. Not MySQL's hash: nothing but the server reads it. */
export function scramble(password: string): string {
  let a = 0x811c9dc5;
  let b = 0x1000193;
  for (const char of password) {
    a = Math.imul(a ^ char.codePointAt(0)!, 16777619) >>> 0;
    b = (Math.imul(b, 31) + a) >>> 0;
  }
  return `*${a.toString(16).padStart(8, '0')}${b.toString(16).padStart(8, '0')}`.toUpperCase();
}
