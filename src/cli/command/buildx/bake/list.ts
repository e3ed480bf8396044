import { marshalIndent } from '../../../../lib/gojson';
import { tabulate } from '../../../../lib/tabwriter';
import { parseCsv } from '../../../opts/csv';
import type { Definition } from './definition';

/** `--list=targets` or `--list=type=variables,format=json` (buildx commands/bake.go parseList). */
export function parseList(text: string): { type: string; format: string } {
  const fields = parseCsv(text);
  let type = '';
  let format = '';
  if (fields.length === 1 && fields[0] === text && !text.startsWith('type=')) type = text;
  else {
    for (const field of fields) {
      const at = field.indexOf('=');
      if (at === -1) throw new Error(`invalid value ${field}`);
      const key = field.slice(0, at).trim().toLowerCase();
      if (key === 'type') type = field.slice(at + 1);
      else if (key === 'format') format = field.slice(at + 1);
      else throw new Error(`unexpected key '${key}' in '${field}'`);
    }
  }
  format ||= 'table';
  if (type !== 'targets' && type !== 'variables') throw new Error(`invalid list type "${type}"`);
  if (format !== 'table' && format !== 'json') throw new Error(`invalid list format "${format}"`);
  return { type, format };
}

const byName = <T extends { name: string }>(a: T, b: T): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const table = (rows: readonly string[][]): string => tabulate(rows.map((row) => `${row.join('\t')}\n`).join(''), { minWidth: 1, tabWidth: 8, padding: 1, padChar: '\t' });

function targetList(definition: Definition, format: string): string {
  const all = [
    ...definition.targets.map(({ name, description }) => ({ name, description: description ?? '', group: false })),
    ...definition.groups.map(({ name, description, targets }) => {
      const names = [...targets].sort().join(', ');
      return { name, description: names === '' ? description ?? '' : description ? `${description} (${names})` : names, group: true };
    }),
  ].filter(({ name }) => !name.startsWith('_')).sort(byName);
  if (format === 'json') return `${marshalIndent(all.map(({ name, description, group }) => ({ name, ...(description && { description }), ...(group && { group }) })), '', '  ')}\n`;
  return table([['TARGET', 'DESCRIPTION'], ...all.map(({ name, description }) => [name, description])]);
}

/** The page that `--list` prints. */
export function listPage(definition: Definition, { type, format }: { type: string; format: string }): string {
  if (type === 'targets') return targetList(definition, format);
  const variables = [...definition.variables].sort(byName);
  if (format === 'json') return `${marshalIndent(variables, '', '  ')}\n`;
  return table([['VARIABLE', 'TYPE', 'VALUE', 'DESCRIPTION'], ...variables.map(({ name, type: kind, value, description }) => [name, kind ?? '', value ?? '<null>', description ?? ''])]);
}
