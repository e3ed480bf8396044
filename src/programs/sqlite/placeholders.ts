/** What a statement leaves open: the number of its positions, and the names that stand for them (`:name`, `@name`, `$name`). */
export interface Placeholders {
  count: number;
  names: readonly string[];
}

/** Reads a statement's placeholders; comments and quoted text are passed over (sqlite.org/lang_expr.html, "Parameters"). */
export function placeholders(sql: string): Placeholders {
  let last = 0;
  const names: string[] = [];
  for (const [piece] of sql.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\/|\?\d*|[:@$][A-Za-z_]\w*/g)) {
    if (piece.startsWith('?')) last = piece === '?' ? last + 1 : Math.max(last, Number(piece.slice(1)));
    else if (/^[:@$]/.test(piece) && !names.includes(piece)) {
      names.push(piece);
      last++;
    }
  }
  return { count: last, names };
}
