import type { Clock } from '../lib/clock';
import type { InternetHost } from '../machine/net/types';
import { internetRegistries } from '../registry/internet';
import { SITES } from './internet';

/** The simulated internet with its registries: what is pushed there is part of a learner's state. */
export interface Internet {
  readonly hosts: readonly InternetHost[];
  save(): unknown;
}

/** Makes the internet; `saved` is what an earlier one's `save` gave. */
export function makeInternet(clock: Clock, saved?: unknown): Internet {
  const registries = internetRegistries({ now: () => clock.now(), saved });
  return { hosts: [...SITES, ...registries.hosts], save: () => registries.save() };
}
