import { isNotFound, isStatus } from '../../client/errors';
import { inspectRaw } from '../../client/raw';
import { inspectObjects } from '../inspect-output';
import type { Verb } from '../verb';

/** Kinds of object in the order in which they are tried. */
const KINDS: readonly { type: string; path: string }[] = [
  { type: 'container', path: '/containers/{id}/json' },
  { type: 'image', path: '/images/{id}/json' },
  { type: 'network', path: '/networks/{id}' },
  { type: 'volume', path: '/volumes/{id}' },
  { type: 'service', path: '/services/{id}' },
  { type: 'task', path: '/tasks/{id}' },
  { type: 'node', path: '/nodes/{id}' },
  { type: 'plugin', path: '/plugins/{id}/json' },
  { type: 'secret', path: '/secrets/{id}' },
  { type: 'config', path: '/configs/{id}' },
];

const SWARM = new Set(['service', 'task', 'node', 'secret', 'config']);

/** `docker inspect`: whatever has that name, or only one kind. */
export const inspect: Verb = async ({ cli, flags, args }) => {
  const type = flags.string('type');
  const kinds = type === '' ? KINDS : KINDS.filter((kind) => kind.type === type);
  if (flags.changed('type') && type === '') throw new Error('type is empty: must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"');
  if (kinds.length === 0) {
    throw new Error(`unknown type: "${type}": must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"`);
  }
  const size = flags.bool('size') ? '1' : undefined;
  const warned = async (kind: string) => size !== undefined && kind !== 'container' && (await cli.note(`WARNING: --size ignored for ${kind}`));
  await inspectObjects(cli, args, flags.string('format'), async (name) => {
    for (const kind of kinds) {
      try {
        const raw = await inspectRaw(cli.client, kind.type, kind.path, name, kind.type === 'container' ? { size } : {});
        await warned(kind.type);
        return { kind: kind.type, raw };
      } catch (error) {
        if (type !== '') throw error;
        // A node that is in no swarm, or an engine that doesn't know the kind, hasn't got the object.
        if (!isNotFound(error) && !(SWARM.has(kind.type) && (isStatus(error, 503) || isStatus(error, 406) || isStatus(error, 501)))) {
          if (!/page not found|invalid reference format/i.test((error as Error).message)) throw error;
        }
      }
    }
    throw new Error(`error: no such object: ${name}`);
  });
};
