import { HEADER_FUNCTIONS, parseTemplate, TemplateError, type Template } from '../../lib/gotemplate';
import type { Typed } from '../../lib/govalue';
import { tabulate } from '../../lib/tabwriter';
import { FormatError } from './format-error';
import { headerContext } from './go-context';

/** What all list commands know of how to print. */
export interface ListOptions {
  /** `--format`, or the configuration file's: `table`, `raw`, `json`, a template, `table TEMPLATE`; a table without. */
  format?: string;
  quiet?: boolean;
  noTrunc?: boolean;
  /** The machine's time in milliseconds since the Unix epoch. */
  now: number;
}

export const QUIET_FORMAT = '{{.ID}}';

/** Whether a format asks for a table: it begins with `table`. */
export function isTable(format: string): boolean {
  return format.startsWith('table');
}

/** The template in a format (formatter.Format.templateString): `\t` and `\n` may be spelled out. */
export function templateText(format: string): string {
  if (format === 'table') return '';
  if (format === 'json') return '{{json .}}';
  const template = isTable(format) ? format.slice('table'.length) : format;
  return template
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
}

/** Parses a format; throws FormatError. */
export function parseFormat(format: string): Template {
  try {
    return parseTemplate(templateText(format));
  } catch (error) {
    throw wrapped(error);
  }
}

function wrapped(error: unknown): unknown {
  return error instanceof TemplateError ? new FormatError(`template parsing error: ${error.message}`) : error;
}

/** One object by a template; throws FormatError. */
export function executeFormat(template: Template, item: Typed): string {
  try {
    return template.execute(item);
  } catch (error) {
    throw wrapped(error);
  }
}

/** The header line: as far as it comes, for its errors are nobody's. */
function headerLine(template: Template, headers: Readonly<Record<string, string>>): string {
  try {
    return template.execute(headerContext(headers), { functions: HEADER_FUNCTIONS });
  } catch (error) {
    if (error instanceof TemplateError) return error.partial;
    throw error;
  }
}

/** A line an object, in a table under its header when the format asks for one (formatter.Context.Write). */
export function writeList(format: string, headers: Readonly<Record<string, string>>, items: Iterable<Typed>): string {
  const template = parseFormat(format);
  let lines = '';
  for (const item of items) lines += executeFormat(template, item) + '\n';
  return isTable(format) ? tabulate(headerLine(template, headers) + '\n' + lines) : lines;
}
