import { DockerfileError } from './location';

/** The fields of one comma-separated record (Go's encoding/csv for a single line, tonistiigi/go-csvvalue). */
export function csvFields(source: string): string[] {
  const line = source.replace(/\r?\n$/, '');
  if (line === '') throw new DockerfileError('EOF');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] !== '"') {
      const comma = line.indexOf(',', at);
      const field = comma < 0 ? line.slice(at) : line.slice(at, comma);
      const bare = field.indexOf('"');
      if (bare >= 0) throw parseError(at + bare, 'bare " in non-quoted-field');
      fields.push(field);
      if (comma < 0) return fields;
      at = comma + 1;
      continue;
    }
    at++;
    let field = '';
    for (;;) {
      const mark = line.indexOf('"', at);
      if (mark < 0) throw parseError(at, 'extraneous or missing " in quoted-field');
      field += line.slice(at, mark);
      at = mark + 1;
      if (line[at] !== '"') break;
      field += '"';
      at++;
    }
    fields.push(field);
    if (at === line.length) return fields;
    if (line[at] !== ',') throw parseError(at - 1, 'extraneous or missing " in quoted-field');
    at++;
  }
}

function parseError(position: number, message: string): DockerfileError {
  return new DockerfileError(`parse error on line 1, column ${position + 1}: ${message}`);
}
