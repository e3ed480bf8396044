import type { Verbs } from '../../verb';
import { classicBuild } from '../build/classic';
import { imagePrune } from '../prune';
import { history, inspect, ls } from './ls';
import { pull } from './pull';
import { push } from './push';
import { rm } from './rm';
import { importImage, load, save } from './save';
import { tag } from './tag';

/** `docker image …`, and the short names of the same. */
export const IMAGE_VERBS: Verbs = {
  'image build': classicBuild,
  'image history': history,
  'image import': importImage,
  'image inspect': inspect,
  'image load': load,
  'image ls': ls,
  'image prune': imagePrune,
  'image pull': pull,
  'image push': push,
  'image rm': rm,
  'image save': save,
  'image tag': tag,
};
