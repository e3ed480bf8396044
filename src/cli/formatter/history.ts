import type { Schemas } from '../../api/types';
import { formatTimestampNs } from '../../lib/timestamp';
import { humanSize } from '../../lib/units';
import { ellipsis, truncateId } from '../../lib/width';
import { goContext } from './go-context';
import { ago } from './text';
import { QUIET_FORMAT, writeList, type ListOptions } from './write';

const TABLE = 'table {{.ID}}\t{{.CreatedSince}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}';
const PRECISE_TABLE = 'table {{.ID}}\t{{.CreatedAt}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}';

const HEADERS = { ID: 'IMAGE', CreatedSince: 'CREATED', CreatedAt: 'CREATED AT', CreatedBy: 'CREATED BY', Size: 'SIZE', Comment: 'COMMENT' };

/** 2000-01-01: what claims to be older has no time. */
const OLDEST = 946_684_800;

/** What `docker history` prints; `human` is `--human`, true unless told. */
export function formatHistory(items: readonly Schemas['ImageHistoryResponseItem'][], options: ListOptions & { human?: boolean }): string {
  const { human = true, now, quiet = false } = options;
  const trunc = !options.noTrunc;
  const source = options.format || 'table';
  const format = source !== 'table' ? source : quiet ? QUIET_FORMAT : human ? TABLE : PRECISE_TABLE;
  const contexts = items.map((item) => {
    const createdAt = (): string => formatTimestampNs(BigInt(item.Created) * 1_000_000_000n);
    return goContext('image.historyContext', {
      ID: () => (trunc ? truncateId(item.Id) : item.Id),
      CreatedAt: createdAt,
      CreatedSince: () => (!human ? createdAt() : item.Created <= OLDEST ? 'N/A' : ago(now, item.Created * 1000)),
      CreatedBy: () => {
        const text = item.CreatedBy.replaceAll('\t', ' ');
        return trunc ? ellipsis(text, 45) : text;
      },
      Size: () => (human ? humanSize(item.Size, 3) : String(item.Size)),
      Comment: () => item.Comment,
    });
  });
  return writeList(format, HEADERS, contexts);
}
