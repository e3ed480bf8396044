import type { Random } from '../../lib/random';
import type { ServerState } from './command';
import { memorySize } from './config';
import { EMPTY_BYTES } from './information';
import { keyspaceBytes } from './objects';
import type { Store } from './store';

/** Commands that need memory (redis.io: eviction); all others that write may go on when it is full. */
const FREEING = new Set(['del', 'unlink', 'expire', 'pexpire', 'expireat', 'pexpireat', 'persist', 'lpop', 'rpop', 'lrem', 'ltrim', 'hdel', 'srem', 'spop', 'zrem', 'zpopmin', 'zpopmax', 'zremrangebyrank', 'zremrangebyscore', 'zremrangebylex', 'xdel', 'xtrim', 'xack', 'flushall', 'flushdb', 'rename', 'renamenx', 'move', 'getdel', 'swapdb', 'smove', 'blpop', 'brpop']);

/** Makes room under maxmemory by its policy; false where nothing may go. */
export function makeRoom(store: Store, server: ServerState, random: Random): boolean {
  const limit = memorySize(server.config.get('maxmemory') ?? '0') ?? 0;
  if (limit === 0) return true;
  const policy = server.config.get('maxmemory-policy') ?? 'noeviction';
  let used = EMPTY_BYTES + keyspaceBytes({ store });
  if (used <= limit) return true;
  if (policy === 'noeviction') return false;
  for (const db of store.databases) {
    const keys = db.leastUsed(policy.startsWith('volatile'));
    if (policy.endsWith('ttl')) keys.sort((a, b) => db.expiry(a)! - db.expiry(b)!);
    while (used > limit && keys.length > 0) {
      const [key] = keys.splice(policy.endsWith('random') ? random.below(keys.length) : 0, 1);
      const before = keyspaceBytes({ store: { databases: [db] } });
      db.delete(key!);
      used -= before - keyspaceBytes({ store: { databases: [db] } });
      server.evicted++;
    }
  }
  return used <= limit;
}

/** Whether a command is refused when there is no room. */
export const needsMemory = (name: string): boolean => !FREEING.has(name);
