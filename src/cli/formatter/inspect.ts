import { marshal, marshalIndent } from '../../lib/gojson';
import { parseTemplate, TemplateError, type Template } from '../../lib/gotemplate';
import { named, STRING, Typed, type GoType } from '../../lib/govalue';
import { FormatError } from './format-error';

/** A number of a decoded document: its text. */
const JSON_NUMBER = named('json.Number', STRING);

/** A document as Go decodes it into `interface {}` when it keeps numbers as text. */
function decoded(value: unknown): unknown {
  if (typeof value === 'number') return new Typed(JSON_NUMBER, String(value));
  if (Array.isArray(value)) return value.map(decoded);
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decoded(item)]));
  return value;
}

/**
 * What the `inspect` commands print of objects (docker/cli command/inspect): all as indented JSON, `json` on one
 * line, or each by a template, which is tried on the Go type first and then on the bare document.
 */
export class Inspector {
  private readonly template: Template | undefined;
  private readonly documents: unknown[] = [];
  private out = '';

  /** Throws FormatError, with status 64, when the template doesn't parse. */
  constructor(private readonly format: string) {
    if (format === '' || format === 'json') return;
    try {
      this.template = parseTemplate(format);
    } catch (error) {
      if (error instanceof TemplateError) throw new FormatError(`template parsing error: ${error.message}`, 64);
      throw error;
    }
  }

  /** Adds an object; throws FormatError when the template fails on it. */
  inspect(document: unknown, type?: GoType): void {
    if (!this.template) {
      this.documents.push(document);
      return;
    }
    this.out += this.execute(this.template, document, type) + '\n';
  }

  private execute(template: Template, document: unknown, type: GoType | undefined): string {
    if (type) {
      try {
        return template.execute(new Typed(type, document));
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
      }
    }
    try {
      return template.execute(decoded(document), { missingKey: 'error' });
    } catch (error) {
      if (error instanceof TemplateError) throw new FormatError(`template parsing error: ${error.message}`);
      throw error;
    }
  }

  /** All that is to be printed. */
  flush(): string {
    if (this.template) return this.out === '' ? '\n' : this.out;
    if (this.documents.length === 0) return '[]\n';
    const options = { escapeHtml: false };
    return (this.format === 'json' ? marshal(this.documents, options) : marshalIndent(this.documents, '', '    ', options)) + '\n';
  }
}

/**
 * One object by a template, or as JSON for `json` (`docker version`, `docker info`). What was written before an
 * error is printed all the same, and a newline. Throws FormatError, with status 64, when the template doesn't parse.
 */
export function formatObject(format: string, value: unknown, options: { type?: GoType; name?: string } = {}): { text: string; error?: FormatError } {
  const { type, name = '' } = options;
  let template: Template;
  try {
    template = parseTemplate(format === 'json' ? '{{json .}}' : format, { name });
  } catch (error) {
    if (error instanceof TemplateError) throw new FormatError(`template parsing error: ${error.message}`, 64);
    throw error;
  }
  try {
    return { text: template.execute(type ? new Typed(type, value) : value) + '\n' };
  } catch (error) {
    if (error instanceof TemplateError) return { text: error.partial + '\n', error: new FormatError(error.message) };
    throw error;
  }
}
