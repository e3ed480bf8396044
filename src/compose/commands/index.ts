import { config } from './config';
import { IMAGES } from './images';
import { INSIDE } from './inside';
import { LIFECYCLE } from './lifecycle';
import { LISTING } from './listing';
import { run } from './run';
import { create, scale, up } from './up';
import type { ComposeVerbs } from './verb';

/** Every command of `docker compose`, by name. */
export const VERBS: ComposeVerbs = { up, create, scale, run, config, convert: config, ...LIFECYCLE, ...LISTING, ...INSIDE, ...IMAGES };
