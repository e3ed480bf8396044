import { FORMATS, type Format, type TableStyle } from './format';

const SIMULATED: readonly string[] = ['aligned', 'unaligned', 'csv', 'html'];

/** A boolean as psql reads it; undefined for what is none. */
export function boolean(text: string | undefined): boolean | undefined {
  const word = (text ?? '').toLowerCase();
  if (word === '') return undefined;
  if ('true'.startsWith(word) || 'yes'.startsWith(word) || word === 'on' || word === '1') return true;
  if ('false'.startsWith(word) || 'no'.startsWith(word) || word === 'off' || word === 'of' || word === '0') return false;
  return undefined;
}

export type Told = { k: 'said'; text: string } | { k: 'failed'; text: string };

const said = (text: string): Told => ({ k: 'said', text: `${text}\n` });
const failed = (text: string): Told => ({ k: 'failed', text: `${text}\n` });
/** What is set with a value of its own says nothing where it could have been toggled. */
const NOTHING: Told = { k: 'said', text: '' };
const onOff = (on: boolean): string => (on ? 'on' : 'off');

function expandedText({ expanded }: TableStyle): string {
  return expanded === 'auto' ? 'Expanded display is used automatically.' : `Expanded display is ${onOff(expanded)}.`;
}

const separatorText = (kind: string, value: string): string => (value === '\0' ? `${kind} separator is zero byte.` : kind === 'Record' && value === '\n' ? 'Record separator is <newline>.' : `${kind} separator is "${value}".`);

/** \pset with a name: what it sets, and what psql says of it (print.c's and command.c's texts). */
export function pset(style: TableStyle, name: string, value: string | undefined): Told {
  const toggled = (before: boolean): boolean | Told => (value === undefined ? !before : (boolean(value) ?? failed(`unrecognized value "${value}" for "${name}": Boolean expected`)));
  switch (name) {
    case 'format': {
      if (value === undefined) return said(`Output format is ${style.format}.`);
      const found = FORMATS.find((each) => each === value) ?? FORMATS.find((each) => each.startsWith(value));
      if (!found || value === '') return failed(`\\pset: allowed formats are ${FORMATS.join(', ')}`);
      if (!SIMULATED.includes(found)) return failed(`dockyard: \\pset format ${found} is not simulated`);
      style.format = found as Format;
      return said(`Output format is ${found}.`);
    }
    case 'border':
      if (value !== undefined) style.border = Math.max(0, Math.min(2, Number.parseInt(value, 10) || 0));
      return said(`Border style is ${style.border}.`);
    case 'x': case 'expanded': case 'vertical': {
      if (value === 'auto') style.expanded = 'auto';
      else {
        const on = value === undefined ? style.expanded === false : boolean(value);
        if (on === undefined) return failed(`unrecognized value "${value}" for "${name}"\nAvailable values are: on, off, auto.`);
        style.expanded = on;
      }
      return said(expandedText(style));
    }
    case 't': case 'tuples_only': {
      const on = toggled(style.tuplesOnly);
      if (typeof on !== 'boolean') return on;
      style.tuplesOnly = on;
      return value === undefined ? said(`Tuples only is ${onOff(on)}.`) : NOTHING;
    }
    case 'footer': {
      const on = toggled(style.footer);
      if (typeof on !== 'boolean') return on;
      style.footer = on;
      return value === undefined ? said(`Default footer is ${onOff(on)}.`) : NOTHING;
    }
    case 'null':
      if (value !== undefined) style.nullText = value;
      return said(`Null display is "${style.nullText}".`);
    case 'title': case 'C':
      style.title = value;
      return said(value === undefined ? 'Title is unset.' : `Title is "${value}".`);
    case 'fieldsep':
      if (value !== undefined) style.separator = value;
      return said(separatorText('Field', style.separator));
    case 'fieldsep_zero':
      style.separator = '\0';
      return said(separatorText('Field', style.separator));
    case 'recordsep':
      if (value !== undefined) style.recordSeparator = value;
      return said(separatorText('Record', style.recordSeparator));
    case 'recordsep_zero':
      style.recordSeparator = '\0';
      return said(separatorText('Record', style.recordSeparator));
    case 'csv_fieldsep':
      if (value !== undefined && value.length !== 1) return failed('\\pset: csv_fieldsep must be a single one-byte character');
      if (value !== undefined) style.csvSeparator = value;
      return said(`Field separator for CSV is "${style.csvSeparator}".`);
    case 'linestyle':
      if (value !== undefined) {
        if (!['ascii', 'old-ascii', 'unicode'].includes(value)) return failed('\\pset: allowed line styles are ascii, old-ascii, unicode');
        if (value === 'old-ascii') return failed('dockyard: \\pset linestyle old-ascii is not simulated');
        style.unicode = value === 'unicode';
      }
      return said(`Line style is ${style.unicode ? 'unicode' : 'ascii'}.`);
    case 'pager': return said(value === 'always' ? 'Pager is always used.' : boolean(value) === false ? 'Pager usage is off.' : 'Pager is used for long output.');
    case 'columns': case 'numericlocale': case 'pager_min_lines': case 'tableattr': case 'T': case 'unicode_border_linestyle': case 'unicode_column_linestyle': case 'unicode_header_linestyle': return failed(`dockyard: \\pset ${name} is not simulated`);
    default: return failed(`\\pset: unknown option: ${name}`);
  }
}

/** \pset alone: all settings. */
export function allSettings(style: TableStyle): string {
  const settings: [string, string][] = [
    ['border', String(style.border)], ['columns', '0'], ['csv_fieldsep', `'${style.csvSeparator}'`], ['expanded', style.expanded === 'auto' ? 'auto' : onOff(style.expanded)],
    ['fieldsep', style.separator === '\0' ? "''" : `'${style.separator}'`], ['fieldsep_zero', onOff(style.separator === '\0')], ['footer', onOff(style.footer)], ['format', style.format],
    ['linestyle', style.unicode ? 'unicode' : 'ascii'], ['null', `'${style.nullText}'`], ['numericlocale', 'off'], ['pager', '1'], ['pager_min_lines', '0'],
    ['recordsep', style.recordSeparator === '\n' ? "'\\n'" : `'${style.recordSeparator}'`], ['recordsep_zero', onOff(style.recordSeparator === '\0')], ['tableattr', ''],
    ['title', style.title === undefined ? '' : `'${style.title}'`], ['tuples_only', onOff(style.tuplesOnly)], ['unicode_border_linestyle', 'single'], ['unicode_column_linestyle', 'single'], ['unicode_header_linestyle', 'single'],
  ];
  return settings.map(([name, value]) => `${name.padEnd(24)} ${value}\n`).join('');
}
