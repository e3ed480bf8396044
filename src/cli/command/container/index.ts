import type { Verbs } from '../../verb';
import { containerPrune } from '../prune';
import { attach } from './attach';
import { commit, exportContainer } from './commit';
import { cp } from './cp';
import { create } from './create';
import { exec } from './exec';
import { inspect } from './inspect';
import { logs } from './logs';
import { ls } from './ls';
import { port } from './port';
import { run } from './run';
import { kill, pause, rename, restart, rm, stop, unpause, wait } from './signals';
import { start } from './start';
import { stats } from './stats';
import { diff, top } from './top';
import { update } from './update';

/** `docker container …`, and the short names of the same. */
export const CONTAINER_VERBS: Verbs = {
  'container attach': attach,
  'container commit': commit,
  'container cp': cp,
  'container create': create,
  'container diff': diff,
  'container exec': exec,
  'container export': exportContainer,
  'container inspect': inspect,
  'container kill': kill,
  'container logs': logs,
  'container ls': ls,
  'container pause': pause,
  'container port': port,
  'container prune': containerPrune,
  'container rename': rename,
  'container restart': restart,
  'container rm': rm,
  'container run': run,
  'container start': start,
  'container stats': stats,
  'container stop': stop,
  'container top': top,
  'container unpause': unpause,
  'container update': update,
  'container wait': wait,
};
