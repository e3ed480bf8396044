import { goContext } from './go-context';
import { writeList } from './write';

/** A changed file of `GET /containers/{id}/changes`. */
export interface FileChange {
  Path: string;
  Kind: number;
}

const KINDS = ['C', 'A', 'D'];
const HEADERS = { Type: 'CHANGE TYPE', Path: 'PATH' };

/** What `docker diff` prints: `C`, `A` or `D` and the path, or by a format. */
export function formatDiff(changes: readonly FileChange[], format = '{{.Type}} {{.Path}}'): string {
  const contexts = changes.map((change) => goContext('container.diffContext', { Type: () => KINDS[change.Kind] ?? '', Path: () => change.Path }));
  return writeList(format === 'table' ? 'table {{.Type}}\t{{.Path}}' : format, HEADERS, contexts);
}
