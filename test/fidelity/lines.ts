import { canonical, type CommandSpec, type FlagSpec } from '../../src/cli/tree';

/** What a machine needs for the lines below. */
export const PREPARATION = `
docker pull -q busybox
docker network create --subnet 10.9.0.0/24 --ipv6 --subnet fd00:9::/64 net
docker volume create vol
docker run -d --name run busybox sleep 100000
docker create --name made busybox true
docker run -d --name held busybox sleep 100000
docker pause held
docker run -d --restart always -p 5000:5000 --name registry registry:2
docker context create ctx
docker context export ctx ctx.tar
mkdir web
printf 'FROM busybox AS base\\nRUN true\\n' > web/Dockerfile
printf 'A=b\\n' > file
docker export run > fs.tar
docker save busybox > image.tar
printf 'services:\\n  web:\\n    image: busybox\\n' > stack.yml
docker tag busybox localhost:5000/busybox
docker push -q localhost:5000/busybox
`;

/** The words with which each command runs, after its flags; swarm's need only be enough to be parsed. */
const WORDS: Readonly<Record<string, string>> = {
  bake: '', 'builder prune': '-f', 'checkpoint create': 'run point', 'checkpoint ls': 'run', 'checkpoint rm': 'run point',
  'config create': 'one file', 'config inspect': 'one', 'config ls': '', 'config rm': 'one',
  'container attach': '--no-stdin run & sleep 1; kill $!', 'container commit': 'run image', 'container cp': 'run:/etc/passwd copy', 'container create': 'busybox true',
  'container diff': 'run', 'container exec': 'run true', 'container export': 'run', 'container inspect': 'run', 'container kill': 'run', 'container logs': 'run', 'container ls': '',
  'container pause': 'run', 'container port': 'registry', 'container prune': '-f', 'container rename': 'run other', 'container restart': 'run', 'container rm': 'made',
  'container run': 'busybox true', 'container start': 'made', 'container stats': '--no-stream run', 'container stop': 'run', 'container top': 'run', 'container unpause': 'held',
  'container update': '--restart no run', 'container wait': 'run & docker kill run', 'context create': 'other', 'context export': 'ctx -', 'context import': 'other ctx.tar', 'context inspect': 'ctx',
  'context ls': '', 'context rm': 'ctx', 'context show': '', 'context update': 'ctx', 'context use': 'ctx', 'image build': 'web', 'image history': 'busybox',
  'image import': 'fs.tar', 'image inspect': 'busybox', 'image load': '< image.tar', 'image ls': '', 'image prune': '-f', 'image pull': 'busybox', 'image push': 'localhost:5000/busybox',
  'image rm': 'localhost:5000/busybox', 'image save': 'busybox', 'image tag': 'busybox other', inspect: 'run', login: '-u me -p secret localhost:5000', logout: '',
  'manifest annotate': 'list localhost:5000/busybox', 'manifest create': 'list localhost:5000/busybox', 'manifest inspect': '--insecure localhost:5000/busybox',
  'manifest push': 'list', 'manifest rm': 'list', 'network connect': 'net run', 'network create': 'other', 'network disconnect': 'bridge run', 'network inspect': 'net', 'network ls': '',
  'network prune': '-f', 'network rm': 'net', 'node demote': 'one', 'node inspect': 'one', 'node ls': '', 'node promote': 'one', 'node ps': '', 'node rm': 'one', 'node update': 'one',
  'plugin create': 'one web', 'plugin disable': 'one', 'plugin enable': 'one', 'plugin inspect': 'one', 'plugin install': 'one', 'plugin ls': '', 'plugin push': 'one',
  'plugin rm': 'one', 'plugin set': 'one a=b', 'plugin upgrade': 'one', search: 'redis', 'secret create': 'one file', 'secret inspect': 'one', 'secret ls': '', 'secret rm': 'one',
  'service create': 'busybox', 'service inspect': 'one', 'service logs': 'one', 'service ls': '', 'service ps': 'one', 'service rm': 'one', 'service rollback': 'one',
  'service scale': 'one=1', 'service update': 'one', 'stack config': '-c stack.yml', 'stack deploy': '-c stack.yml one', 'stack ls': '', 'stack ps': 'one', 'stack rm': 'one',
  'stack services': 'one', 'swarm ca': '', 'swarm init': '', 'swarm join': '192.0.2.1:2377', 'swarm join-token': 'worker', 'swarm leave': '', 'swarm unlock': '',
  'swarm unlock-key': '', 'swarm update': '', 'system df': '', 'system dial-stdio': '', 'system events': '--until 1s', 'system info': '', 'system prune': '-f', version: '',
  'volume create': 'other', 'volume inspect': 'vol', 'volume ls': '', 'volume prune': '-f', 'volume rm': 'vol', 'volume update': 'vol',
};

/** A value of each type. */
const BY_TYPE: Readonly<Record<string, string>> = {
  bool: 'true', int64: '1', duration: '1s', bytes: '64m', filter: 'label=a', int: '1', uint64: '1', uint: '1', uint16: '100', uint32: '1', float: '1', decimal: '1', map: 'a=b',
  stringToString: 'host=tcp://localhost:1', ip: '10.9.0.9', ipSlice: '10.8.0.1', ipNetSlice: '10.8.0.0/24', network: 'net', ulimit: 'nofile=10', mount: 'type=volume,src=vol,dst=/vol',
  port: '80', 'gpu-request': 'all', list: 'a=b', string: 'x', stringSlice: 'x',
};

/** What only certain values of a flag mean something to; alone or below a command. */
const BY_NAME: Readonly<Record<string, string>> = {
  'add-host': 'one:10.0.0.1', 'container create attach': 'stdout', 'container run attach': 'stdout', 'blkio-weight-device': '/dev/sda:100', 'cap-add': 'NET_ADMIN', 'cap-drop': 'CHOWN',
  cgroupns: 'host', cidfile: 'id', 'cpu-period': '50000', 'cpu-quota': '50000', 'cpuset-cpus': '0', 'cpuset-mems': '0', device: '/dev/null', 'device-cgroup-rule': 'c 1:3 rwm',
  'device-read-bps': '/dev/sda:1mb', 'device-write-bps': '/dev/sda:1mb', 'device-read-iops': '/dev/sda:10', 'device-write-iops': '/dev/sda:10', dns: '1.1.1.1', 'dns-search': 'example.com',
  'detach-keys': 'ctrl-a', 'container run entrypoint': 'true', 'env-file': 'file', 'label-file': 'file', expose: '80', 'group-add': 'root', ip: '10.9.0.9 --network net', ip6: 'fd00:9::9 --network net',
  'network connect ip': '10.9.0.9', 'network connect ip6': 'fd00:9::9', ipc: 'private', isolation: 'default', 'container create link': 'run:db', 'container run link': 'run:db', 'network connect link': 'run:db', 'container rm link': 'true', 'log-driver': 'json-file', 'log-opt': 'max-size=1m',
  'mac-address': '02:42:ac:11:00:09', 'memory-swap': '128m -m 64m', name: 'named', 'net-alias': 'also --network net', 'network-alias': 'also --network net', 'oom-kill-disable': 'true -m 64m',
  pid: 'host', platform: 'linux/amd64', publish: '8080:80', pull: 'missing', restart: 'no', runtime: 'runc', 'security-opt': 'no-new-privileges', 'stop-signal': 'TERM', sysctl: 'net.ipv4.ip_forward=1',
  tmpfs: '/tmp', user: 'root', userns: 'host', uts: 'host', 'volume-driver': 'local', volume: 'vol:/vol', 'volumes-from': 'run', workdir: '/tmp', signal: 'TERM',
  change: 'CMD true', 'context create from': 'ctx', 'image build file': 'web/Dockerfile', 'image build network': 'host', 'image build pull': 'true', tag: 'built', target: 'base', 'image load input': 'image.tar',
  'image save output': 'out.tar', 'container export output': 'out.tar', 'login password-stdin': 'true', since: '1m', until: '1s', tail: '1', 'inspect type': 'container', type: 'block',
  'network connect driver-opt': 'a=b', 'network create aux-address': 'a=10.8.0.5 --subnet 10.8.0.0/24', 'network create config-from': 'conf', 'network create driver': 'bridge',
  'network create ipam-driver': 'default', 'network create gateway': '10.8.0.1 --subnet 10.8.0.0/24', 'network create ip-range': '10.8.0.0/25 --subnet 10.8.0.0/24', 'network create subnet': '10.8.0.0/24',
  'network create scope': 'local', 'network create opt': 'com.docker.network.bridge.name=br9', 'search filter': 'is-official=true', 'volume create driver': 'local', scope: 'single', sharing: 'none', availability: 'pause',
  'system events filter': 'type=image', 'storage-opt': 'size=1G', format: 'json', 'link-local-ip': '169.254.8.8', 'volume create opt': 'type=tmpfs -o device=tmpfs', 'cgroup-parent': '/group', detach: 'true', filter: 'label=a',
};

/** Commands of which each line wants a machine as it was prepared, since they change what others name. */
const CHANGES = /^(container (attach|commit|kill|pause|prune|rename|restart|rm|start|stop|unpause|update|wait)|context|image (rm|prune|load|import)|network|volume|system prune|builder prune)/;

/** True when the command's line leaves things as other lines want them. */
export function sharesMachine(spec: CommandSpec): boolean {
  return !CHANGES.test(spec.path);
}

/** A line that runs a command, with one of its flags where one is given. */
export function lineOf(spec: CommandSpec, flag?: FlagSpec): string {
  const own = canonical(spec);
  const words = WORDS[own.path];
  if (words === undefined) throw new Error(`lines.ts has no words for ${own.path}`);
  const given = flag === undefined ? '' : ` --${flag.n}=${quoted(BY_NAME[`${own.path} ${flag.n}`] ?? BY_NAME[flag.n] ?? BY_TYPE[flag.t ?? 'string'] ?? 'x')}`;
  const line = `docker ${spec.path}${given} ${words}`;
  return own.path === 'image load' ? line : `${line} < /dev/null`;
}

/** The value, before further flags that it wants beside it. */
function quoted(value: string): string {
  const at = value.search(/ -{1,2}[a-z]/);
  return at === -1 ? `'${value}'` : `'${value.slice(0, at)}'${value.slice(at)}`;
}
