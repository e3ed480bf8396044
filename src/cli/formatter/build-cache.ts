import type { Schemas } from '../../api/types';
import { compareStrings, Typed } from '../../lib/govalue';
import { tabulate } from '../../lib/tabwriter';
import { humanSize } from '../../lib/units';
import { truncateId } from '../../lib/width';
import { goContext } from './go-context';
import { ago, bool, goTime, timeMs } from './text';
import { isTable, writeList } from './write';

/** A record of the build cache as `GET /system/df` tells of it. */
export type BuildCache = Schemas['BuildCache'] & { ' Parents'?: string[] | null };

/** The engine spells the key with a space before it. */
function parentsOf(record: BuildCache): readonly string[] {
  return record[' Parents'] ?? record.Parents ?? [];
}

export const BUILD_CACHE_HEADERS = {
  ID: 'CACHE ID',
  Parent: 'PARENT',
  CacheType: 'CACHE TYPE',
  Size: 'SIZE',
  CreatedSince: 'CREATED',
  LastUsedSince: 'LAST USED',
  UsageCount: 'USAGE',
  InUse: 'IN USE',
  Shared: 'SHARED',
  Description: 'DESCRIPTION',
};

/** The longest unused first, never used ones before all (formatter.buildCacheSort). */
export function sortBuildCache(records: readonly BuildCache[]): BuildCache[] {
  const used = (record: BuildCache): number => (record.LastUsedAt ? timeMs(record.LastUsedAt) : -Infinity);
  return [...records].sort((a, b) => (used(a) === used(b) ? compareStrings(a.ID ?? '', b.ID ?? '') : used(a) - used(b)));
}

/** A record as `docker system df -v` shows it. */
export function buildCacheContext(record: BuildCache, options: { trunc: boolean; now: number }): Typed {
  const short = (id: string): string => (options.trunc ? truncateId(id) : id);
  const created = record.CreatedAt ?? '0001-01-01T00:00:00Z';
  return goContext('formatter.buildCacheContext', {
    ID: () => short(record.ID ?? '') + (record.InUse ? '*' : ''),
    Parent: () => short(parentsOf(record).join(', ')),
    CacheType: () => record.Type ?? '',
    Description: () => record.Description ?? '',
    Size: () => humanSize(record.Size ?? 0, 3),
    CreatedAt: () => goTime(created),
    CreatedSince: () => ago(options.now, timeMs(created)),
    LastUsedAt: () => (record.LastUsedAt ? goTime(record.LastUsedAt) : ''),
    LastUsedSince: () => (record.LastUsedAt ? ago(options.now, timeMs(record.LastUsedAt)) : ''),
    UsageCount: () => String(record.UsageCount ?? 0),
    InUse: () => bool(record.InUse),
    Shared: () => bool(record.Shared),
  });
}

const BUILDX_TABLE = 'table {{.ID}}\t{{.Reclaimable}}\t{{.Size}}\t{{.LastUsedAt}}';
const BUILDX_PRETTY = `ID:           {{.ID}}
{{- if .Parents }}
Parents:
{{- range .Parents }}
 - {{.}}
{{- end }}
{{- end }}
Created at:   {{.CreatedAt}}
Mutable:      {{.Mutable}}
Reclaimable:  {{.Reclaimable}}
Shared:       {{.Shared}}
Size:         {{.Size}}
{{- if .Description}}
Description:  {{ .Description }}
{{- end }}
Usage count:  {{.UsageCount}}
{{- if .LastUsedAt}}
Last used:    {{ .LastUsedAt }}
{{- end }}
{{- if .Type}}
Type:         {{ .Type }}
{{- end }}
`;
const BUILDX_HEADERS = {
  ID: 'ID',
  Parents: 'PARENTS',
  CreatedAt: 'CREATED AT',
  Mutable: 'MUTABLE',
  Reclaimable: 'RECLAIMABLE',
  Shared: 'SHARED',
  Size: 'SIZE',
  Description: 'DESCRIPTION',
  UsageCount: 'USAGE COUNT',
  LastUsedAt: 'LAST ACCESSED',
  Type: 'TYPE',
};
/** buildx lays its summaries out with tabs. */
const TABS = { minWidth: 1, tabWidth: 8, padding: 1, padChar: '\t' };

/** A record that buildx speaks of: mutable ones are being written. */
export type BuildxRecord = BuildCache & { Mutable?: boolean };

/** What `docker buildx du` prints; a summary follows its own formats when nothing was filtered. */
export function formatBuildxDu(records: readonly BuildxRecord[], options: { format?: string; verbose?: boolean; filtered?: boolean; now: number }): string {
  const source = options.format || (options.verbose ? 'pretty' : 'table');
  const format = source === 'pretty' ? BUILDX_PRETTY : source === 'table' ? BUILDX_TABLE : source;
  const table = isTable(format);
  const contexts = records.map((record) =>
    goContext('commands.diskusageContext', {
      ID: () => (record.ID ?? '') + (table && record.Mutable ? '*' : ''),
      Parents: () => [...parentsOf(record)],
      CreatedAt: () => goTime(record.CreatedAt),
      Mutable: () => record.Mutable === true,
      Reclaimable: () => !record.InUse,
      Shared: () => record.Shared === true,
      Size: () => humanSize(record.Size ?? 0) + (table && record.Shared ? '*' : ''),
      Description: () => record.Description ?? '',
      UsageCount: () => record.UsageCount ?? 0,
      LastUsedAt: () => (record.LastUsedAt ? ago(options.now, timeMs(record.LastUsedAt)) : ''),
      Type: () => record.Type ?? '',
    }),
  );
  const list = writeList(format, BUILDX_HEADERS, contexts);
  return (format === BUILDX_TABLE || format === BUILDX_PRETTY) && !options.filtered ? list + buildxSummary(records) : list;
}

function buildxSummary(records: readonly BuildxRecord[]): string {
  let [total, reclaimable, shared] = [0, 0, 0];
  for (const { Size: size = 0, InUse: inUse, Shared: isShared } of records) {
    total += size;
    if (!inUse) reclaimable += size;
    if (isShared) shared += size;
  }
  const lines = shared > 0 ? [`Shared:\t${humanSize(shared)}`, `Private:\t${humanSize(total - shared)}`] : [];
  lines.push(`Reclaimable:\t${humanSize(reclaimable)}`, `Total:\t${humanSize(total)}`);
  return tabulate(lines.join('\n') + '\n', TABS);
}

/** What `docker buildx prune` and `docker builder prune` print of what they removed. */
export function formatBuildxPrune(removed: readonly BuildxRecord[], now: number): string {
  let out = '';
  removed.forEach((record, i) => {
    const size = humanSize(record.Size ?? 0) + (record.Shared ? '*' : '');
    const row = [
      ((record.ID ?? '') + (record.Mutable ? '*' : '')).padEnd(40),
      String(!record.InUse).padEnd(5),
      size.padEnd(10),
      record.LastUsedAt ? ago(now, timeMs(record.LastUsedAt)) : '',
    ];
    // The writer is flushed after every row, so only the first one lines up with the header.
    out += tabulate((i === 0 ? 'ID\tRECLAIMABLE\tSIZE\tLAST ACCESSED\n' : '') + row.join('\t') + '\n', TABS);
  });
  const total = removed.reduce((sum, record) => sum + (record.Size ?? 0), 0);
  return out + tabulate(`Total:\t${humanSize(total)}\n`, TABS);
}
