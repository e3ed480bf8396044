import type { Clock } from '../lib/clock';
import type { InternetHost } from '../machine/net/types';
import { EMPTY_CATALOGUE } from '../registry/catalogue';
import { openInternet } from '../registry/internet';
import { NOTHING_KNOWN } from '../registry/store';
import { SITES } from './internet';

/** The simulated internet with its registries: what is pushed there is part of a learner's state. */
export interface Internet {
  readonly hosts: readonly InternetHost[];
  save(): unknown;
}

/** Makes the internet; `saved` is what an earlier one's `save` gave. */
export function makeInternet(clock: Clock, saved?: unknown): Internet {
  const registries = openInternet({ catalogue: () => EMPTY_CATALOGUE, known: NOTHING_KNOWN, now: () => clock.now() });
  if (saved !== undefined) registries.load(saved);
  return { hosts: [...SITES, ...registries.hosts], save: () => registries.save() };
}
