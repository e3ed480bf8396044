import type { Sys } from '../../machine/sys';

/** A value between the quotes that the locale has: ‘x’ where the character set is UTF-8, 'x' elsewhere (gnulib's quote()). */
export function localQuote(sys: Pick<Sys, 'env'>, value: string): string {
  const locale = sys.env['LC_ALL'] || sys.env['LC_CTYPE'] || sys.env['LANG'] || '';
  return /utf-?8/i.test(locale) ? `‘${value}’` : `'${value}'`;
}

/** A file's name as it stands where that is unambiguous in a shell, between quotes elsewhere (gnulib's quotef()). */
export function quoteIfNeeded(name: string): string {
  return /^[\w./+,:=@%^-]+$/.test(name) ? name : name.includes("'") && !name.includes('"') ? `"${name}"` : `'${name.replace(/'/g, "'\\''")}'`;
}
