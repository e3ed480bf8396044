/** One record of encoding/csv with Go's errors: fields split at commas, quotes around a whole field. */
export function parseCsv(line: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let field = '';
      at++;
      for (;;) {
        const end = line.indexOf('"', at);
        if (end === -1) throw new Error(`record on line 1; parse error on line 1, column ${line.length + 1}: extraneous or missing " in quoted-field`);
        field += line.slice(at, end);
        if (line[end + 1] === '"') {
          field += '"';
          at = end + 2;
          continue;
        }
        at = end + 1;
        break;
      }
      fields.push(field);
      if (at >= line.length) return fields;
      if (line[at] !== ',') throw new Error(`parse error on line 1, column ${at}: extraneous or missing " in quoted-field`);
      at++;
      continue;
    }
    const comma = line.indexOf(',', at);
    const field = comma === -1 ? line.slice(at) : line.slice(at, comma);
    const quote = field.indexOf('"');
    if (quote !== -1) throw new Error(`parse error on line 1, column ${at + quote + 1}: bare " in non-quoted-field`);
    fields.push(field);
    if (comma === -1) return fields;
    at = comma + 1;
  }
}
