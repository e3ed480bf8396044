import { parseTemplate, TemplateError, type Template } from '../../../lib/gotemplate';
import type { Cli } from '../../cli';
import { StatusError } from '../../errors';

/** Compiles the --format of info and version; `prefix` opens what is said of one that can't be parsed (status 64). */
export function compileFormat(format: string, name: string, prefix = 'template parsing error'): Template {
  try {
    return parseTemplate(format, { name });
  } catch (error) {
    if (error instanceof TemplateError) throw new StatusError(64, `${prefix}: ${error.message}`);
    throw error;
  }
}

/** Prints a template's result and a line end; what fails is told after what came out before. */
export async function printTemplate(cli: Cli, template: Template, value: unknown, failure: Error | undefined): Promise<void> {
  let text = '';
  let wrong = failure;
  try {
    text = template.execute(value);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    text = error.partial ?? '';
    wrong ??= new StatusError(1, error.message);
  }
  await cli.out(text + '\n');
  if (wrong) throw wrong;
}
