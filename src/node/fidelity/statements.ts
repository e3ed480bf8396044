/** How well something is supported, and in what it differs from Docker. */
export interface Statement {
  support: 'full' | 'partial' | 'none';
  note: string;
}

const partial = (note: string): Statement => ({ support: 'partial', note });
const none = (note: string): Statement => ({ support: 'none', note });

export const FULL: Statement = { support: 'full', note: '' };

const NO_SWARM = partial('Answers as an engine that is in no swarm; swarms are not simulated.');
const NO_SWARM_START = none('Swarms are not simulated.');
const NO_PLUGINS = partial('As on an engine without plugins: lists are empty, and no name is found.');
const NO_PLUGIN_START = none('Engine plugins are not simulated.');
const CHECKPOINTS = partial('Refused as by an engine without experimental features; one that has them says that checkpoints are not simulated.');

/** Commands that aren't full. Their flags are no better, unless they are named below. */
export const COMMANDS: Readonly<Record<string, Statement>> = {
  bake: partial('Definitions from Git or HTTP, --policy and building on several nodes are not simulated; nor are some functions (cidr…, csvdecode, rsadecrypt, bcrypt, uuidv5).'),
  'checkpoint create': CHECKPOINTS,
  'checkpoint ls': CHECKPOINTS,
  'checkpoint rm': CHECKPOINTS,
  'image build': partial('Git repositories are fetched over HTTP alone; an archive at an address is not fetched by the builder without BuildKit. Builders beside the engine\'s own are those of the docker-container driver; kubernetes and remote are not simulated, nor are building on several nodes, SBOMs, provenance of version v0.2 and layers by zstd.'),
  'image pull': partial("The registries behind docker.io, ghcr.io, quay.io and mcr.microsoft.com are stand-ins with a catalogue of their own."),
  login: partial('By user name and password; the web-based login is not simulated. Private registries know the accounts that their front page names; on Docker Hub, ghcr.io, quay.io and gcr.io a new name signs up by a password of nine characters.'),
  'plugin create': NO_PLUGIN_START,
  'plugin disable': NO_PLUGINS,
  'plugin enable': NO_PLUGINS,
  'plugin inspect': NO_PLUGINS,
  'plugin install': NO_PLUGIN_START,
  'plugin ls': NO_PLUGINS,
  'plugin push': NO_PLUGIN_START,
  'plugin rm': NO_PLUGINS,
  'plugin set': NO_PLUGINS,
  'plugin upgrade': NO_PLUGINS,
  search: partial("Finds what the stand-in for Docker Hub offers."),
  'stack config': none('Merging the files of a stack is not simulated.'),
  'swarm init': NO_SWARM_START,
  'swarm join': NO_SWARM_START,
};

/** Objects that only a swarm has; every command below them that isn't named above. */
const SWARM_OBJECTS = ['config', 'node', 'secret', 'service', 'stack', 'swarm'];

/** What a command is, by its path below `docker` and the command that it is another name of. */
export function commandStatement(path: string): Statement {
  const named = COMMANDS[path];
  if (named) return named;
  const [object = '', verb] = path.split(' ');
  return verb !== undefined && SWARM_OBJECTS.includes(object) ? NO_SWARM : FULL;
}

const KEPT = 'Checked, and shown by inspect';
const IO = partial(`${KEPT}; reading and writing is not slowed.`);
const REAL_TIME = partial(`${KEPT}; there is no real-time scheduler.`);
const SHARES = partial(`${KEPT} and in the control group; containers do not compete for the processor.`);
const RESERVATION = partial(`${KEPT} and in the control group; memory is never reclaimed.`);
const SWAP = partial(`${KEPT} and in the control group; nothing is ever swapped out, so the memory limit alone decides.`);
const MEMORY_NODES = partial(`${KEPT} and in the control group; there is one memory node.`);
const PLATFORM = partial('Official images are offered for linux/amd64 and linux/arm64, others for linux/amd64 only; further platforms are not found.');
const CLUSTER = partial('Asks for a cluster volume, which an engine that is in no swarm refuses.');

const CONTAINER: Readonly<Record<string, Statement>> = {
  'blkio-weight': IO, 'blkio-weight-device': IO, 'device-read-bps': IO, 'device-read-iops': IO, 'device-write-bps': IO, 'device-write-iops': IO,
  'cpu-rt-period': REAL_TIME, 'cpu-rt-runtime': REAL_TIME, 'cpu-shares': SHARES, 'cpuset-mems': MEMORY_NODES,
  'memory-reservation': RESERVATION, 'memory-swap': SWAP,
  cgroupns: partial('Every container sees its own control group as the root, with `host`, too.'),
  'device-cgroup-rule': partial(`${KEPT}; access to devices is not controlled by it.`),
  gpus: { support: 'full', note: 'The machine has no GPU: the request is refused as by any such engine.' },
  'link-local-ip': partial(`${KEPT}; the interface does not get the address.`),
  'log-driver': partial('json-file, local and none work; the others are accepted and send nothing anywhere.'),
  mount: partial('Bind mounts, volumes and tmpfs; mounting an image is not simulated.'),
  platform: PLATFORM,
  'security-opt': partial('no-new-privileges works; profiles of seccomp, AppArmor and SELinux are shown by inspect and forbid nothing.'),
  'storage-opt': partial(`${KEPT}; the size of the container's layer is not limited.`),
  sysctl: partial('Those of the network are set; those of IPC are shown by inspect only.'),
};

const NOT_FOR_RUN = (flag: string): Statement => partial(`Accepted; the limits of RUN instructions do not know --${flag}.`);
const NO_TLS = partial('Missing files are reported as usual; a connection by TLS itself is not simulated.');

/** Flags that are other than their command, by the command that they belong to. */
export const FLAGS: Readonly<Record<string, Readonly<Record<string, Statement>>>> = {
  '': {
    debug: partial('Accepted; the client has no messages for debugging.'),
    host: partial('unix:// and tcp://; ssh:// is not simulated.'),
    'log-level': partial('Checked; the client logs nothing below errors.'),
    tls: NO_TLS, tlscacert: NO_TLS, tlscert: NO_TLS, tlskey: NO_TLS, tlsverify: NO_TLS,
  },
  'container create': CONTAINER,
  'container run': CONTAINER,
  'container start': {
    checkpoint: CHECKPOINTS,
    'checkpoint-dir': CHECKPOINTS,
  },
  'container update': {
    'blkio-weight': IO, 'cpu-rt-period': REAL_TIME, 'cpu-rt-runtime': REAL_TIME, 'cpu-shares': SHARES, 'cpuset-mems': MEMORY_NODES,
    'memory-reservation': RESERVATION, 'memory-swap': SWAP,
  },
  'context create': { docker: partial('host= with unix:// and tcp://; ssh:// is kept and then not simulated, as are TLS files.') },
  'context update': { docker: partial('host= with unix:// and tcp://; ssh:// is kept and then not simulated, as are TLS files.') },
  'image build': {
    'cgroup-parent': NOT_FOR_RUN('cgroup-parent'),
    'cpu-period': NOT_FOR_RUN('cpu-period'), 'cpu-quota': NOT_FOR_RUN('cpu-quota'), 'cpu-shares': NOT_FOR_RUN('cpu-shares'),
    'cpuset-cpus': NOT_FOR_RUN('cpuset-cpus'), 'cpuset-mems': NOT_FOR_RUN('cpuset-mems'), 'memory-swap': NOT_FOR_RUN('memory-swap'),
    memory: partial('Of RUN instructions of the classic builder (DOCKER_BUILDKIT=0); BuildKit takes no notice of it.'),
    'cache-from': partial('Folders, registries and images; gha, s3 and azblob are not simulated.'),
    platform: partial('Official base images are offered for linux/amd64 and linux/arm64, others for linux/amd64 only; further platforms are not found.'),
  },
  'image pull': { platform: PLATFORM },
  'network connect': { 'link-local-ip': partial(`${KEPT}; the interface does not get the address.`) },
  'network create': { driver: partial('bridge; macvlan and ipvlan are not simulated, and overlay is refused as outside of a swarm.') },
  'volume create': {
    availability: CLUSTER, group: CLUSTER, 'limit-bytes': CLUSTER, 'required-bytes': CLUSTER, scope: CLUSTER, secret: CLUSTER, sharing: CLUSTER,
    'topology-preferred': CLUSTER, 'topology-required': CLUSTER, type: CLUSTER,
    opt: partial('tmpfs and bind mounts; volumes on network file systems are not simulated.'),
  },
};

/** What a flag is; `path` is the command whose flag it is. */
export function flagStatement(path: string, flag: string): Statement {
  const named = FLAGS[path]?.[flag];
  if (named) return named;
  // What narrows a command doesn't narrow each of its flags; what it can't do, none of them can.
  const whole = commandStatement(path);
  const inherits = whole.support === 'none' || whole === NO_SWARM || whole === NO_PLUGINS || whole === CHECKPOINTS;
  return inherits ? whole : FULL;
}

const SWARM_PATHS = /^\/(configs|nodes|secrets|services|swarm|tasks)(\/|$)/;

/** Endpoints of the Engine API that aren't full. */
const ENDPOINTS: Readonly<Record<string, Statement>> = {
  'GET /plugins/privileges': NO_PLUGIN_START,
  'POST /plugins/create': NO_PLUGIN_START,
  'POST /plugins/pull': NO_PLUGIN_START,
  'POST /session': none("BuildKit's own protocol is not served: POST /build takes the context, and its answer has the progress."),
  'POST /swarm/init': NO_SWARM_START,
  'POST /swarm/join': NO_SWARM_START,
  'POST /build': partial('Git repositories over other protocols than HTTP and exports other than images, folders and tar archives are not simulated.'),
  'POST /containers/create': partial('What options of `docker run` are kept only is kept only here, too.'),
  'POST /containers/{id}/update': partial('What options of `docker update` are kept only is kept only here, too.'),
  'POST /networks/create': partial('The drivers macvlan and ipvlan are not simulated.'),
  'PUT /volumes/{name}': partial('Refused as outside of a swarm, which alone has such volumes.'),
  'GET /images/search': partial('Finds what the stand-in for Docker Hub offers.'),
  'POST /images/create': partial('Registries are stand-ins with a catalogue of their own.'),
};

/** What an endpoint (`GET /containers/json`) is. */
export function endpointStatement(endpoint: string): Statement {
  const named = ENDPOINTS[endpoint];
  if (named) return named;
  const path = endpoint.slice(endpoint.indexOf(' ') + 1);
  return SWARM_PATHS.test(path) ? NO_SWARM : path.startsWith('/plugins') ? NO_PLUGINS : FULL;
}
