import { displayablePorts } from '../../cli/formatter/container-ports';
import { goContext } from '../../cli/formatter/go-context';
import { ago, goTimeOfSeconds, joinLabels } from '../../cli/formatter/text';
import { writeList } from '../../cli/formatter/write';
import { INT, quote, sliceOf, STRING, structOf, Typed } from '../../lib/govalue';
import { humanSize } from '../../lib/units';
import { ellipsis, truncateId } from '../../lib/width';
import { labelOf, nameOf, serviceOf, type Container } from '../operations/containers';
import { LABEL } from '../operations/labels';

export interface ContainerRow {
  container: Container;
  health: string;
  exitCode: number;
}

const TABLE = 'table {{.Name}}\t{{.Image}}\t{{.Command}}\t{{.Service}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}';
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

const HEADERS = {
  ID: 'CONTAINER ID', Name: 'NAME', Project: 'PROJECT', Service: 'SERVICE', Image: 'IMAGE', Command: 'COMMAND', CreatedAt: 'CREATED AT', RunningFor: 'CREATED',
  Ports: 'PORTS', State: 'STATE', Status: 'STATUS', Size: 'SIZE', Labels: 'LABELS', Engine: 'ENGINE',
};

const PUBLISHERS = sliceOf(structOf('api.PortPublisher', [['URL', STRING], ['TargetPort', INT], ['PublishedPort', INT], ['Protocol', STRING]]));

function context({ container, health, exitCode }: ContainerRow, trunc: boolean, now: number): Typed {
  const created = container.Created ?? 0;
  const ports = [...(container.Ports ?? [])].sort((a, b) => (a.PrivatePort ?? 0) - (b.PrivatePort ?? 0));
  const names = (container.Names ?? []).map((name) => name.replace(/^\//, ''));
  const publishers = ports.map(({ IP = '', PrivatePort = 0, PublicPort = 0, Type = '' }) => ({ URL: IP, TargetPort: PrivatePort, PublishedPort: PublicPort, Protocol: Type }));
  return goContext('formatter.ContainerContext', {
    ID: () => (trunc ? truncateId(container.Id) : container.Id),
    Name: () => nameOf(container),
    Names: () => (trunc ? (names.find((name) => !name.includes('/')) ?? '') : names.join(',')),
    Service: () => serviceOf(container),
    Project: () => labelOf(container, LABEL.project),
    Image: () => container.Image ?? '',
    Command: () => quote(trunc ? ellipsis(container.Command ?? '', 20) : (container.Command ?? '')),
    CreatedAt: () => goTimeOfSeconds(created),
    RunningFor: () => ago(now, created * 1000),
    ExitCode: () => new Typed(INT, exitCode),
    State: () => container.State,
    Status: () => container.Status ?? '',
    Health: () => health,
    Publishers: () => new Typed(PUBLISHERS, publishers),
    Ports: () => displayablePorts(ports),
    Labels: () => joinLabels(container.Labels),
    Label: (name: string) => container.Labels?.[name] ?? '',
    Mounts: () => (container.Mounts ?? []).map((mount) => mount.Name || mount.Source || '').map((name) => (trunc ? ellipsis(name, 15) : name)).join(','),
    LocalVolumes: () => String((container.Mounts ?? []).filter((mount) => mount.Driver === 'local').length),
    Networks: () => Object.keys(container.NetworkSettings?.Networks ?? {}).join(','),
    Size: () => humanSize(container.SizeRw ?? 0, 3),
    Engine: () => labelOf(container, 'com.docker.compose.engine'),
  });
}

/** What `docker compose ps` prints. */
export function formatContainers(rows: readonly ContainerRow[], options: { format: string; trunc: boolean; now: number }): string {
  const format = options.format === 'table' || options.format === '' ? TABLE : options.format === 'raw' ? RAW : options.format;
  return writeList(format, HEADERS, rows.map((row) => context(row, options.trunc, options.now)));
}
