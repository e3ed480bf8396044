import type { PgError } from './protocol';

/** An error with the line it points into, as psql shows it. */
export function errorText(error: PgError, sql: string, prefix = ''): string {
  let out = `${prefix}${error.severity}:  ${error.message}\n`;
  if (error.position !== undefined) {
    const before = sql.slice(0, error.position - 1);
    const line = before.split('\n').length;
    const label = `LINE ${line}: `;
    const column = before.length - before.lastIndexOf('\n') - 1;
    out += `${label}${sql.split('\n')[line - 1] ?? ''}\n${' '.repeat(label.length + column)}^\n`;
  }
  if (error.detail !== undefined) out += `DETAIL:  ${error.detail}\n`;
  if (error.hint !== undefined) out += `HINT:  ${error.hint}\n`;
  if (error.context !== undefined) out += `CONTEXT:  ${error.context}\n`;
  return out;
}
