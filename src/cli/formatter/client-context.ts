import { ellipsis } from '../../lib/width';
import { goContext } from './go-context';
import { writeList } from './write';

/** A context that the CLI knows. */
export interface ClientContext {
  name: string;
  description: string;
  dockerEndpoint: string;
  current: boolean;
  error?: string;
}

const TABLE = 'table {{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}';
const HEADERS = { Name: 'NAME', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR' };

/** What `docker context ls` prints. */
export function formatClientContexts(contexts: readonly ClientContext[], options: { format?: string; quiet?: boolean } = {}): string {
  const format = options.quiet ? '{{.Name}}' : !options.format || options.format === 'table' ? TABLE : options.format;
  const items = contexts.map((context) =>
    goContext('formatter.clientContextContext', {
      Name: () => context.name,
      Description: () => context.description,
      DockerEndpoint: () => context.dockerEndpoint,
      Current: () => context.current,
      Error: () => ellipsis(context.error ?? '', 45),
    }),
  );
  return writeList(format, HEADERS, items);
}
