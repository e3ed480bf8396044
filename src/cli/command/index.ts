import type { Verbs } from '../verb';
import { builderPrune } from './build/classic';
import { CHECKPOINT_VERBS } from './checkpoint';
import { CONTAINER_VERBS } from './container';
import { CONTEXT_VERBS } from './context';
import { IMAGE_VERBS } from './image';
import { MANIFEST_VERBS } from './manifest';
import { NETWORK_VERBS } from './network';
import { PLUGIN_VERBS } from './plugin';
import { login, logout } from './registry/login';
import { search } from './registry/search';
import { SWARM_VERBS } from './swarm';
import { SYSTEM_VERBS } from './system';
import { VOLUME_VERBS } from './volume';

/** What docker can do, by the paths of the command tree. */
export const VERBS: Verbs = {
  ...CHECKPOINT_VERBS,
  ...CONTAINER_VERBS,
  ...CONTEXT_VERBS,
  ...IMAGE_VERBS,
  ...MANIFEST_VERBS,
  ...NETWORK_VERBS,
  ...PLUGIN_VERBS,
  ...SWARM_VERBS,
  ...SYSTEM_VERBS,
  ...VOLUME_VERBS,
  'builder prune': builderPrune,
  login,
  logout,
  search,
};
