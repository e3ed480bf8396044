import type { Schemas } from '../../api/types';
import type { Typed } from '../../lib/govalue';
import { humanSize } from '../../lib/units';
import { goContext } from './go-context';
import { joinLabels } from './text';
import { writeList, type ListOptions } from './write';

type Volume = Schemas['Volume'];

export const VOLUME_HEADERS = {
  ID: 'ID',
  Name: 'VOLUME NAME',
  Group: 'GROUP',
  Driver: 'DRIVER',
  Scope: 'SCOPE',
  Availability: 'AVAILABILITY',
  Mountpoint: 'MOUNTPOINT',
  Labels: 'LABELS',
  Links: 'LINKS',
  Size: 'SIZE',
  Status: 'STATUS',
};

/** A volume as `docker volume ls --format` sees it. */
export function volumeContext(volume: Volume): Typed {
  const usage = volume.UsageData;
  return goContext('formatter.volumeContext', {
    Name: () => volume.Name,
    Driver: () => volume.Driver,
    Scope: () => volume.Scope,
    Mountpoint: () => volume.Mountpoint,
    Labels: () => joinLabels(volume.Labels),
    Label: (name: string) => volume.Labels?.[name] ?? '',
    Links: () => (usage ? String(usage.RefCount) : 'N/A'),
    Size: () => (usage ? humanSize(usage.Size) : 'N/A'),
    // Cluster volumes are a swarm's.
    Group: () => 'N/A',
    Availability: () => 'N/A',
    Status: () => 'N/A',
  });
}

export function volumeFormat(source: string, quiet: boolean): string {
  if (source === 'table') return quiet ? '{{.Name}}' : 'table {{.Driver}}\t{{.Name}}';
  if (source === 'raw') return quiet ? 'name: {{.Name}}' : 'name: {{.Name}}\\ndriver: {{.Driver}}\\n';
  return source;
}

/** What `docker volume ls` prints. */
export function formatVolumes(volumes: readonly Volume[], options: Omit<ListOptions, 'now' | 'noTrunc'>): string {
  return writeList(volumeFormat(options.format || 'table', options.quiet ?? false), VOLUME_HEADERS, volumes.map(volumeContext));
}
