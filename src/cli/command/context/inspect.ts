import { GO_TYPE } from '../../../lib/govalue';
import { parseTemplate, TemplateError } from '../../../lib/gotemplate';
import type { Cli } from '../../cli';
import { DEFAULT_CONTEXT, type ContextMeta } from '../../context-store';
import { StatusError } from '../../errors';
import { ordinary } from '../errors';

/** What inspect shows of a context: its metadata, endpoints, and where it is kept. */
function withStorage(cli: Cli, meta: ContextMeta): Record<string, unknown> {
  const memory = meta.Name === DEFAULT_CONTEXT;
  const { Description } = meta.Metadata;
  return {
    Name: meta.Name,
    Metadata: Description === undefined || Description === '' ? {} : { Description },
    Endpoints: meta.Endpoints,
    TLSMaterial: {},
    Storage: {
      MetadataPath: memory ? '<IN MEMORY>' : cli.contexts.metaDir(meta.Name),
      TLSPath: memory ? '<IN MEMORY>' : cli.contexts.tlsDir(meta.Name),
    },
  };
}

/** Templates see a struct (context.contextWithTLSListing) whose metadata is store.Metadata, with no description of its own. */
function asGo(object: Record<string, unknown>): unknown {
  const metadata: Record<string | symbol, unknown> = { Name: object.Name, Metadata: object.Metadata, Endpoints: object.Endpoints };
  metadata[GO_TYPE] = 'store.Metadata';
  const storage = { ...(object.Storage as object), [GO_TYPE]: 'context.storageInfo' };
  return { ...object, Metadata: metadata, Storage: storage, [GO_TYPE]: 'context.contextWithTLSListing' };
}

/** Several contexts, as JSON or by a template. */
export async function inspectContexts(
  cli: Cli,
  names: readonly string[],
  format: string,
  get: (name: string) => ContextMeta,
  print: (objects: unknown[]) => string,
): Promise<void> {
  const fail = (error: unknown, status: number): StatusError => {
    if (!(error instanceof TemplateError)) throw error;
    return new StatusError(status, `template parsing error: ${error.message}`);
  };
  let template;
  if (format !== '' && format !== 'json') {
    try {
      template = parseTemplate(format);
    } catch (error) {
      throw fail(error, 64);
    }
  }
  const objects: Record<string, unknown>[] = [];
  const failures: string[] = [];
  let lines = '';
  for (const name of names) {
    try {
      const object = withStorage(cli, get(name));
      objects.push(object);
      if (template) lines += template.execute(asGo(object)) + '\n';
    } catch (error) {
      failures.push(error instanceof TemplateError ? fail(error, 1).message : ordinary(error));
      break;
    }
  }
  if (template) await cli.out(lines || '\n');
  else if (format === 'json') await cli.line(JSON.stringify(objects));
  else await cli.line(print(objects));
  if (failures.length > 0) throw new StatusError(1, failures.join('\n'));
}
