import { statementEnd, tokenize } from '../sql/tokens';

/** The statements of a query string: each without its semicolon, and with it. Those that are nothing but blanks and comments are left out. */
export function splitStatements(source: string): { sql: string; whole: string }[] {
  const statements: { sql: string; whole: string }[] = [];
  for (let rest = source; ; ) {
    const at = statementEnd(rest, 'postgres');
    const sql = (at === -1 ? rest : rest.slice(0, at)).trim();
    if (sql !== '' && !isBlank(sql)) statements.push({ sql, whole: at === -1 ? sql : `${sql};` });
    if (at === -1) return statements;
    rest = rest.slice(at + 1);
  }
}

function isBlank(sql: string): boolean {
  // A text that can't be read is no blank: its fault is told when it runs.
  try {
    return tokenize(sql, 'postgres').length === 1;
  } catch {
    return false;
  }
}
