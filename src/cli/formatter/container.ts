import type { Schemas } from '../../api/types';
import { pointerTo, quote, STRING, sliceOf, structOf, Typed } from '../../lib/govalue';
import { parseTemplate, TemplateError } from '../../lib/gotemplate';
import { humanSize } from '../../lib/units';
import { ellipsis, truncateId } from '../../lib/width';
import { parseReference } from '../../oci/reference';
import { displayablePorts } from './container-ports';
import { FormatError } from './format-error';
import { goContext } from './go-context';
import { ago, goTimeOfSeconds, joinLabels } from './text';
import { QUIET_FORMAT, writeList, type ListOptions } from './write';

type Container = Schemas['ContainerSummary'];

const TABLE = 'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}';
const RAW = `container_id: {{.ID}}
image: {{.Image}}
command: {{.Command}}
created_at: {{.CreatedAt}}
state: {{- pad .State 1 0}}
status: {{- pad .Status 1 0}}
names: {{.Names}}
labels: {{- pad .Labels 1 0}}
ports: {{- pad .Ports 1 0}}
`;

export const CONTAINER_HEADERS = {
  ID: 'CONTAINER ID',
  Names: 'NAMES',
  Image: 'IMAGE',
  Command: 'COMMAND',
  CreatedAt: 'CREATED AT',
  RunningFor: 'CREATED',
  Ports: 'PORTS',
  State: 'STATE',
  Status: 'STATUS',
  Size: 'SIZE',
  Labels: 'LABELS',
  Mounts: 'MOUNTS',
  LocalVolumes: 'LOCAL VOLUMES',
  Networks: 'NETWORKS',
  Platform: 'PLATFORM',
  HealthStatus: 'HEALTH STATUS',
};

const PLATFORM = pointerTo(
  structOf(
    'formatter.Platform',
    [
      ['Architecture', STRING, 'architecture'],
      ['OS', STRING, 'os'],
      ['OSVersion', STRING, 'os.version', true],
      ['OSFeatures', sliceOf(STRING), 'os.features', true],
      ['Variant', STRING, 'variant', true],
    ],
    {
      text: (raw) => {
        const platform = raw as Record<string, string | undefined>;
        const version = platform['os.version'] ? `(${platform['os.version']})` : '';
        return `${platform.os}${version}/${platform.architecture}${platform.variant ? '/' + platform.variant : ''}`;
      },
    },
  ),
);

function names(container: Container, trunc: boolean): string {
  const all = (container.Names ?? []).map((name) => name.replace(/^\//, ''));
  // Others are names that links gave.
  return trunc ? (all.find((name) => !name.includes('/')) ?? '') : all.join(',');
}

function image(container: Container, trunc: boolean): string {
  const { Image: name = '', ImageID: id = '' } = container;
  if (name === '') return '<no image>';
  if (!trunc) return name;
  if (truncateId(id) === truncateId(name)) return truncateId(id);
  try {
    const reference = parseReference(name);
    if (reference.digest === undefined) return reference.familiar;
    return reference.tag === undefined ? reference.familiarName : `${reference.familiarName}:${reference.tag}`;
  } catch {
    return name;
  }
}

function healthStatus(container: Container): string {
  if (container.Health?.Status) return container.Health.Status;
  const health = /\((?:health: )?([^)]*)\)$/.exec(container.Status ?? '')?.[1] ?? '';
  return ['healthy', 'unhealthy', 'starting'].includes(health) ? health : '';
}

/** A container as `docker ps --format` sees it. */
export function containerContext(container: Container, options: { trunc: boolean; now: number; onSize?: () => void }): Typed {
  const { trunc, now } = options;
  const created = container.Created ?? 0;
  return goContext('formatter.ContainerContext', {
    ID: () => (trunc ? truncateId(container.Id ?? '') : (container.Id ?? '')),
    Names: () => names(container, trunc),
    Image: () => image(container, trunc),
    Command: () => quote(trunc ? ellipsis(container.Command ?? '', 20) : (container.Command ?? '')),
    CreatedAt: () => goTimeOfSeconds(created),
    RunningFor: () => ago(now, created * 1000),
    Platform: () => new Typed(PLATFORM, container.ImageManifestDescriptor?.platform ?? null),
    Ports: () => displayablePorts(container.Ports),
    State: () => container.State ?? '',
    Status: () => container.Status ?? '',
    Size: () => {
      options.onSize?.();
      const own = humanSize(container.SizeRw ?? 0, 3);
      return (container.SizeRootFs ?? 0) > 0 ? `${own} (virtual ${humanSize(container.SizeRootFs!, 3)})` : own;
    },
    Labels: () => joinLabels(container.Labels),
    Label: (name: string) => container.Labels?.[name] ?? '',
    Mounts: () =>
      (container.Mounts ?? [])
        .map((mount) => mount.Name || mount.Source || '')
        .map((name) => (trunc ? ellipsis(name, 15) : name))
        .join(','),
    LocalVolumes: () => String((container.Mounts ?? []).filter((mount) => mount.Driver === 'local').length),
    Networks: () => Object.keys(container.NetworkSettings?.Networks ?? {}).join(','),
    HealthStatus: () => healthStatus(container),
  });
}

/** The format that `docker ps` uses (formatter.NewContainerFormat). */
export function containerFormat(source: string, quiet: boolean, size: boolean): string {
  if (source === 'table' || source === '') return quiet ? QUIET_FORMAT : TABLE + (size ? '\t{{.Size}}' : '');
  if (source === 'raw') return quiet ? 'container_id: {{.ID}}' : RAW + (size ? 'size: {{.Size}}\\n' : '');
  return quiet ? QUIET_FORMAT : source;
}

/**
 * Whether a format of `docker ps` asks for sizes, which the engine then has to compute. The real one tries the
 * template on a container without anything, so what fails on that fails here. Throws FormatError.
 */
export function containerFormatNeedsSize(format: string): boolean {
  let template;
  try {
    template = parseTemplate(format);
  } catch (error) {
    if (error instanceof TemplateError) throw new FormatError(`failed to parse template: ${error.message}`);
    throw error;
  }
  let asked = false;
  try {
    template.execute(containerContext({}, { trunc: false, now: 0, onSize: () => (asked = true) }));
  } catch (error) {
    if (error instanceof TemplateError) throw new FormatError(`failed to execute template: ${error.message}`);
    throw error;
  }
  return asked;
}

/** What `docker ps` prints. */
export function formatContainers(containers: readonly Container[], options: ListOptions & { size?: boolean }): string {
  const format = containerFormat(options.format ?? '', options.quiet ?? false, options.size ?? false);
  const trunc = !options.noTrunc;
  return writeList(
    format,
    CONTAINER_HEADERS,
    containers.map((container) => containerContext(container, { trunc, now: options.now })),
  );
}
