import { inspectRaw } from '../../../client/raw';
import { volumeCreate, volumeInspect, volumeList, volumeRemove } from '../../../client/volume';
import { notSimulated } from '../../errors';
import { formatVolumes } from '../../formatter/volume';
import type { Flags } from '../../flags/parse';
import { inspectObjects } from '../../inspect-output';
import { sortKeys, toMap } from '../../opts/validators';
import type { Verb, Verbs } from '../../verb';
import { forEach } from '../errors';
import { naturalCompare } from '../natural-sort';
import { volumePrune } from '../prune';

/** The flags that ask for a cluster volume (docker/cli hasClusterVolumeOptionSet). */
const CLUSTER_FLAGS = ['group', 'scope', 'sharing', 'availability', 'type', 'limit-bytes', 'required-bytes'];

/** What a swarm would be asked for. */
function clusterVolume(flags: Flags): Record<string, unknown> {
  const topology = (name: string): { Segments: Record<string, string> }[] | undefined => {
    const all = flags.list(name).map((text) => ({ Segments: toMap(text.split(',')) }));
    return all.length > 0 ? all : undefined;
  };
  const type = flags.string('type');
  return {
    Group: flags.string('group') || undefined,
    AccessMode: {
      Scope: flags.string('scope'), Sharing: flags.string('sharing'),
      ...(type === 'mount' ? { MountVolume: {} } : type === 'block' ? { BlockVolume: {} } : {}),
    },
    Secrets: Object.entries(toMap(flags.list('secret'))).map(([key, secret]) => ({ Key: key, Secret: secret })),
    AccessibilityRequirements: { Requisite: topology('topology-required'), Preferred: topology('topology-preferred') },
    CapacityRange: { RequiredBytes: flags.number('required-bytes'), LimitBytes: flags.number('limit-bytes') },
    Availability: flags.string('availability'),
  };
}

/** `docker volume create`. */
const create: Verb = async ({ cli, flags, args }) => {
  const named = flags.string('name');
  if (args.length === 1 && named !== '') throw new Error('conflicting options: cannot specify a volume-name through both --name and as a positional arg');
  const name = args[0] ?? named;
  const options = toMap(flags.list('opt'));
  const volume = await volumeCreate(cli.client, {
    Driver: flags.string('driver'),
    DriverOpts: Object.keys(options).length > 0 ? sortKeys(options) : undefined,
    Labels: sortKeys(toMap(flags.list('label'))),
    Name: name || undefined,
    ClusterVolumeSpec: CLUSTER_FLAGS.some((flag) => flags.changed(flag)) ? clusterVolume(flags) : undefined,
  });
  await cli.line(volume.Name);
};

/** `docker volume inspect`. */
const inspect: Verb = ({ cli, flags, args }) =>
  inspectObjects(cli, args, flags.string('format'), async (name) => ({
    kind: 'volume',
    raw: await inspectRaw(cli.client, 'volume', '/volumes/{id}', name),
  }));

/** `docker volume ls`. */
const ls: Verb = async ({ cli, flags }) => {
  const quiet = flags.bool('quiet');
  const format = flags.string('format') || (quiet ? '' : cli.config.string('volumesFormat'));
  const volumes = await volumeList(cli.client, flags.filters().toJson());
  if (flags.bool('cluster')) {
    const cluster = volumes.filter((volume) => volume.ClusterVolume !== undefined && volume.ClusterVolume !== null);
    const table = 'table {{.Name}}\t{{.Group}}\t{{.Driver}}\t{{.Availability}}\t{{.Status}}';
    await cli.out(formatVolumes(cluster as never, { format: format || table, quiet }));
    return;
  }
  volumes.sort((a, b) => naturalCompare(a.Name, b.Name));
  await cli.out(formatVolumes(volumes as never, { format, quiet }));
};

/** `docker volume rm`. */
const rm: Verb = ({ cli, flags, args }) =>
  forEach(args, async (name) => {
    await volumeRemove(cli.client, name, flags.bool('force'));
    await cli.line(name);
  });

/** `docker volume update`, which only cluster volumes know. */
const update: Verb = async ({ cli, args }) => {
  const volume = await volumeInspect(cli.client, args[0]!);
  if (volume.ClusterVolume === undefined || volume.ClusterVolume === null) throw new Error('Can only update cluster volumes');
  throw notSimulated('a cluster volume');
};

/** `docker volume …`. */
export const VOLUME_VERBS: Verbs = {
  'volume create': create,
  'volume inspect': inspect,
  'volume ls': ls,
  'volume prune': volumePrune,
  'volume rm': rm,
  'volume update': update,
};
