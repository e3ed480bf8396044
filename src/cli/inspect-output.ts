import { TemplateError, parseTemplate, type Template } from '../lib/gotemplate';
import { Typed, type GoType } from '../lib/govalue';
import type { Cli } from './cli';
import { StatusError } from './errors';
import { INSPECT_TYPES } from './formatter/inspect-types';
import { indentJson } from './json-text';
import { ordinary } from './command/errors';

/** One object as an engine gave it: its JSON text, and what it is. */
export type GetRaw = (name: string) => Promise<{ raw: string; kind: string }>;

function compile(format: string): Template {
  try {
    return parseTemplate(format, { missingKey: 'default' });
  } catch (error) {
    if (error instanceof TemplateError) throw new StatusError(64, `template parsing error: ${error.message}`);
    throw error;
  }
}

/** The template on what Go would have decoded it into; where that fails, on the bare JSON, whose errors are told. */
function execute(template: Template, kind: string, raw: string): string {
  const value = JSON.parse(raw) as unknown;
  const type = (INSPECT_TYPES as Readonly<Record<string, GoType | undefined>>)[kind];
  try {
    if (type) return template.execute(new Typed(type, value));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
  }
  try {
    return template.execute(value, { missingKey: 'error' });
  } catch (error) {
    if (error instanceof TemplateError) throw new StatusError(1, `template parsing error: ${error.message}`);
    throw error;
  }
}

/**
 * docker/cli inspect.Inspect: objects by name, as one JSON array or by a template. What was found is printed even if
 * something else was not; the failures follow on stderr.
 */
export async function inspectObjects(cli: Cli, names: readonly string[], format: string, get: GetRaw): Promise<void> {
  const template = format === '' || format === 'json' ? undefined : compile(format);
  const found: string[] = [];
  const lines: string[] = [];
  const failures: string[] = [];
  for (const name of names) {
    try {
      const { raw, kind } = await get(name);
      if (template) lines.push(execute(template, kind, raw));
      else found.push(raw.trim());
    } catch (error) {
      failures.push(ordinary(error));
      // A template that fails on one object would fail on the next.
      if (error instanceof StatusError && template) break;
    }
  }
  if (template) await cli.out(lines.length === 0 ? '\n' : lines.map((line) => line + '\n').join(''));
  else if (format === 'json') await cli.out(`[${found.join(',')}]\n`);
  else await cli.out(indentJson(`[${found.join(',')}]`) + '\n');
  if (failures.length > 0) throw new StatusError(1, failures.join('\n'));
}
