import { goContext } from './go-context';
import { ellipsis } from '../../lib/width';
import { Typed } from '../../lib/govalue';
import { writeList, type ListOptions } from './write';

/** A repository that `GET /images/search` found. */
export interface SearchResult {
  name?: string;
  description?: string;
  star_count?: number;
  is_official?: boolean;
}

const TABLE = 'table {{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}';
const HEADERS = { Name: 'NAME', Description: 'DESCRIPTION', StarCount: 'STARS', IsOfficial: 'OFFICIAL' };

/** What `docker search` prints. */
export function formatSearch(results: readonly SearchResult[], options: Omit<ListOptions, 'now' | 'quiet'>): string {
  const trunc = !options.noTrunc;
  const contexts = results.map((result) => {
    let asJson = false;
    const context = goContext('registry.searchContext', {
      Name: () => result.name ?? '',
      Description: () => {
        const text = (result.description ?? '').replace(/[\n\r]/g, ' ');
        return trunc ? ellipsis(text, 45) : text;
      },
      StarCount: () => String(result.star_count ?? 0),
      IsOfficial: () => (asJson ? String(result.is_official === true) : result.is_official ? '[OK]' : ''),
    });
    const plainJson = context.type.elem!.json!;
    // Once written as JSON the context says true and false from then on.
    const json = (raw: unknown): string => {
      asJson = true;
      return plainJson(raw);
    };
    return new Typed({ ...context.type, elem: { ...context.type.elem!, json } }, context.raw);
  });
  return writeList(!options.format || options.format === 'table' ? TABLE : options.format, HEADERS, contexts);
}
