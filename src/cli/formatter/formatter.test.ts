import { describe, expect, test } from 'vitest';
import containers from '../../../test/formatter/containers.json';
import document from '../../../test/formatter/container-inspect.json';
import networks from '../../../test/formatter/networks.json';
import {
  containerFormatNeedsSize,
  displayablePorts,
  FormatError,
  formatBuildxPrune,
  formatContainers,
  formatDiskUsage,
  formatHistory,
  formatImages,
  formatImageTree,
  formatNetworks,
  formatObject,
  formatStats,
  INSPECT_TYPES,
  Inspector,
} from './index';

// What the engine sent, which is looser than its published description.
const web = { ...containers[0]!, State: 'running', Health: { Status: 'none', FailingStreak: 0 } } as unknown as Parameters<typeof formatContainers>[0][number] & { Created: number };
const now = web.Created * 1000 + 90_000;
const message = (run: () => unknown): string => {
  try {
    return String(run());
  } catch (error) {
    return (error as Error).message;
  }
};

describe('docker ps', () => {
  const ps = (format?: string, more = {}) => formatContainers([web], { format, now, ...more });

  test('prints the table, raw, quiet, JSON and custom tables', () => {
    expect(ps()).toBe(
      'CONTAINER ID   IMAGE     COMMAND                  CREATED              STATUS                  PORTS                                     NAMES\n' +
        '41b951ff382c   busybox   "sh -c \'echo started…"   About a minute ago   Up Less than a second   0.0.0.0:8080->80/tcp, [::]:8080->80/tcp   web\n',
    );
    expect(ps('table {{.Names}}\\t{{.Label "l"}}\\t{{upper .Image}}')).toBe('NAMES     l         IMAGE\nweb       x         BUSYBOX\n');
    expect(ps('', { quiet: true, noTrunc: true })).toBe(web.Id + '\n');
    expect(ps('raw')).toBe(
      'container_id: 41b951ff382c\nimage: busybox\ncommand: "sh -c \'echo started…"\ncreated_at: 2026-11-21 03:23:40 +0000 UTC\n' +
        'state: running\nstatus: Up Less than a second\nnames: web\nlabels: l=x\nports: 0.0.0.0:8080->80/tcp, [::]:8080->80/tcp\n\n',
    );
    expect(ps('json')).toBe(
      '{"Command":"\\"sh -c \'echo started…\\"","CreatedAt":"2026-11-21 03:23:40 +0000 UTC","HealthStatus":"none","ID":"41b951ff382c","Image":"busybox",' +
        '"Labels":"l=x","LocalVolumes":"1","Mounts":"data","Names":"web","Networks":"bridge","Platform":{"architecture":"amd64","os":"linux"},' +
        '"Ports":"0.0.0.0:8080-\\u003e80/tcp, [::]:8080-\\u003e80/tcp","RunningFor":"About a minute ago","Size":"0B","State":"running","Status":"Up Less than a second"}\n',
    );
  });

  test('says what is wrong with a format before it asks the engine', () => {
    const check = (format: string) => message(() => containerFormatNeedsSize(format));
    expect(check('{{.Nosuch}}')).toBe('failed to execute template: template: :1:2: executing "" at <.Nosuch>: can\'t evaluate field Nosuch in type *formatter.ContainerContext');
    expect(check('{{.Names')).toBe('failed to parse template: template: :1: unclosed action');
    expect(check('{{slice .Names 0 1}}')).toBe('failed to execute template: template: :1:2: executing "" at <slice .Names 0 1>: error calling slice: index out of range: 1');
    expect([check('{{.Size}}'), check('{{json .}}'), check('json')]).toEqual(['true', 'true', 'false']);
  });

  test('joins neighbouring ports to ranges', () => {
    expect(
      displayablePorts([
        { PrivatePort: 82, Type: 'tcp' },
        { PrivatePort: 80, Type: 'tcp' },
        { PrivatePort: 81, Type: 'tcp' },
        { IP: '::', PrivatePort: 90, PublicPort: 90, Type: 'tcp' },
        { IP: '0.0.0.0', PrivatePort: 443, PublicPort: 8443, Type: 'tcp' },
      ]),
    ).toBe('80-82/tcp, [::]:90->90/tcp, 0.0.0.0:8443->443/tcp');
  });
});

const manifest = (id: string, total: number, content: number, used: boolean) => ({
  ID: `sha256:${id}${'0'.repeat(52)}`,
  Descriptor: {},
  Kind: 'image' as const,
  Available: true,
  Size: { Total: total, Content: content },
  ImageData: { Platform: { os: 'linux', architecture: 'amd64' }, Containers: used ? ['x'] : [], Size: { Unpacked: 0 } },
});
const image = (id: string, tags: string[], size: number, used: boolean) => ({
  Id: `sha256:${id}${'0'.repeat(52)}`,
  ParentId: '',
  RepoTags: tags,
  RepoDigests: [`busybox@sha256:${id}${'0'.repeat(52)}`],
  Created: web.Created,
  Size: size,
  SharedSize: -1,
  Containers: used ? 1 : 0,
  Labels: {},
  Manifests: [manifest('08f122bd2c78', 3_105_594, 1_069_882, used)],
});
const images = [image('6a7567b921f9', ['team/tool:1.0', 'busybox:latest'], 3_107_242, true), image('221415851544', ['alpine:latest'], 3_127_946, false)];

describe('docker images', () => {
  test('has its own view, with chips and, on a terminal, a legend and colours', () => {
    expect(formatImageTree(images)).toBe(
      'IMAGE            ID             DISK USAGE   CONTENT SIZE   EXTRA\n' +
        'alpine:latest    221415851544       3.13MB         1.07MB        \n' +
        'busybox:latest   6a7567b921f9       3.11MB         1.07MB   U    \n' +
        'team/tool:1.0    6a7567b921f9       3.11MB         1.07MB   U    \n',
    );
    expect(formatImageTree(images.slice(0, 1), { width: 80, color: true, expanded: true })).toBe(
      ' '.repeat(60) +
        '\x1b[1m\x1b[106m\x1b[30mi\x1b[0m\x1b[0m \x1b[96mInfo → \x1b[0m\x1b[0m \x1b[38;5;0m\x1b[48;5;14m U \x1b[0m In Use\n' +
        '\x1b[39m\x1b[1mIMAGE\x1b[0m                \x1b[39m\x1b[1mID\x1b[0m             \x1b[39m\x1b[1mDISK USAGE\x1b[0m   \x1b[39m\x1b[1mCONTENT SIZE\x1b[0m   \x1b[39m\x1b[1mEXTRA\x1b[0m\n' +
        '\x1b[34m\x1b[1mbusybox:latest\x1b[0m    \n' +
        '\x1b[34m\x1b[1mteam/tool:1.0\x1b[0m        \x1b[39m6a7567b921f9\x1b[0m       \x1b[39m3.11MB\x1b[0m         \x1b[39m1.07MB\x1b[0m   \x1b[38;5;0m\x1b[48;5;14m U \x1b[0m  \n' +
        '\x1b[39m└─ linux/amd64\x1b[0m       \x1b[39m08f122bd2c78\x1b[0m       \x1b[39m3.11MB\x1b[0m         \x1b[39m1.07MB\x1b[0m   \x1b[38;5;0m\x1b[48;5;14m U \x1b[0m  \n\n',
    );
  });

  test('falls back to the old columns', () => {
    const id = `sha256:6a7567b921f9${'0'.repeat(52)}`;
    expect(formatImages(images.slice(0, 1), { digests: true, now })).toBe(
      `REPOSITORY   TAG       DIGEST                                                                    IMAGE ID       CREATED              SIZE\n` +
        `team/tool    1.0       <none>                                                                    6a7567b921f9   About a minute ago   3.11MB\n` +
        `busybox      latest    ${id}   6a7567b921f9   About a minute ago   3.11MB\n`,
    );
    expect(formatImages(images.slice(1), { format: 'json', now })).toContain('"Digest":"\\u003cnone\\u003e","ID":"221415851544","Repository":"alpine"');
    expect(message(() => formatImages(images, { format: '{{.Nope}}', now }))).toBe(
      'template parsing error: template: :1:2: executing "" at <.Nope>: can\'t evaluate field Nope in type *formatter.imageContext',
    );
  });
});

test('docker network ls, history, stats and system df lay out their columns', () => {
  expect(formatNetworks(networks.slice(0, 2) as never, {})).toBe(
    'NETWORK ID     NAME      DRIVER    SCOPE\n2d03de7e7c06   host      host      local\n9c97a152d1d9   none      null      local\n',
  );
  expect(formatNetworks(networks.slice(0, 1) as never, { format: '{{.CreatedAt}} {{.IPv6}}' })).toBe('2026-11-21 02:17:10.284114556 +0000 UTC false\n');
  const step = { Id: '<missing>', Created: web.Created, CreatedBy: 'HEALTHCHECK {Test:[CMD /bin/check -q] Interval:5s}', Tags: [], Size: 16_400, Comment: 'c' };
  expect(formatHistory([step], { now })).toBe(
    'IMAGE       CREATED              CREATED BY                                      SIZE      COMMENT\n' +
      '<missing>   About a minute ago   HEALTHCHECK {Test:[CMD /bin/check -q] Interv…   16.4kB    c\n',
  );
  expect(formatHistory([step], { now, human: false, format: '{{.CreatedSince}} {{.Size}}' })).toBe('2026-11-21T03:23:40Z 16400\n');
  const none = { cpuPercent: 0, memory: 0, memoryLimit: 0, memoryPercent: 0, networkRx: 0, networkTx: 0, blockRead: 0, blockWrite: 0, pids: 0 };
  expect(formatStats([{ container: 's3', name: '/s3', id: 'bb57ecb26d404721', ...none }])).toBe(
    'CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT   MEM %     NET I/O   BLOCK I/O   PIDS\n' +
      'bb57ecb26d40   s3        0.00%     0B / 0B             0.00%     0B / 0B   0B / 0B     0\n',
  );
  const usage = { ImageUsage: { ActiveCount: 1, TotalCount: 2, TotalSize: 100_000_000, Reclaimable: 50_000_000 } };
  expect(formatDiskUsage(usage, { now })).toBe(
    'TYPE            TOTAL     ACTIVE    SIZE      RECLAIMABLE\nImages          2         1         100MB     50MB (50%)\n' +
      'Containers      0         0         0B        0B\nLocal Volumes   0         0         0B        0B\nBuild Cache     0         0         0B        0B\n',
  );
  expect(formatDiskUsage({ VolumeUsage: { Items: [{ Name: 'data', UsageData: { RefCount: 1, Size: 0 } } as never] } }, { now, verbose: true, format: '{{range .Volumes}}{{.Name}} {{.Links}};{{end}}' })).toBe(
    'data 1;',
  );
  expect(formatBuildxPrune([], now)).toBe('Total:\t0B\n');
});

describe('docker inspect', () => {
  const inspect = (format: string): string => {
    const inspector = new Inspector(format);
    inspector.inspect(document, INSPECT_TYPES.container);
    return inspector.flush();
  };

  test('executes templates on Go types, and on the document where those fail', () => {
    expect(inspect('{{.State.Status}} {{printf "%T" .HostConfig.Memory}} {{.Config.Labels.nosuch}} [{{index .Config.Labels "nosuch"}}]')).toBe('running int64 <no value> []\n');
    expect(inspect('{{.HostConfig.PortBindings}} {{range $p, $b := .NetworkSettings.Ports}}{{$p}}{{range $b}} {{.HostIP}}{{end}}{{end}}')).toBe(
      'map[80/tcp:[{invalid IP 8080}]] 80/tcp 0.0.0.0 ::\n',
    );
    expect(inspect('{{(index (index .NetworkSettings.Ports "80/tcp") 0).HostPort}} {{len .Id}}')).toBe('8080 64\n');
    expect(inspect('{{range .Mounts}}{{.Type}}:{{.Destination}}:{{.RW}}{{end}} {{.State}}')).toBe(
      'volume:/data:true {running true false false false false 20879 0  2026-11-21T03:23:40.613259295Z 0001-01-01T00:00:00Z <nil>}\n',
    );
  });

  test('complains as the real one', () => {
    expect(message(() => inspect('{{.State.Health.Status}}'))).toBe('template parsing error: template: :1:8: executing "" at <.State.Health.Status>: map has no entry for key "Health"');
    expect(message(() => inspect('{{.Name.Nosuch}}'))).toBe('template parsing error: template: :1:7: executing "" at <.Name.Nosuch>: can\'t evaluate field Nosuch in type interface {}');
    expect(() => new Inspector('{{.Name')).toThrow(new FormatError('template parsing error: template: :1: unclosed action', 64));
    expect(new Inspector('{{.Name}}').flush()).toBe('\n');
    expect(new Inspector('').flush()).toBe('[]\n');
    const version = formatObject('{{.Nosuch}}', { Client: {} }, { type: INSPECT_TYPES.version, name: 'version' });
    expect([version.text, version.error?.message]).toEqual(['\n', 'template: version:1:2: executing "version" at <.Nosuch>: can\'t evaluate field Nosuch in type system.versionInfo']);
  });

  test('prints documents whole', () => {
    expect(inspect('').slice(0, 90)).toBe('[\n    {\n        "Id": "41b951ff382c8800efaffd44c83834c0c6b36f594863d67098f16b561a9f241e",\n');
    expect(inspect('json').slice(0, 7)).toBe('[{"Id":');
  });
});
