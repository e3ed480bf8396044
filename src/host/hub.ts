import type { Clock } from '../lib/clock';
import type { InternetHost } from '../machine/net/types';
import { Catalogues } from '../catalog/catalogue';
import { openInternet } from '../registry/internet';
import { SITES } from './internet';

/** The simulated internet with its registries: what is pushed there is part of a learner's state. */
export interface Internet {
  readonly hosts: readonly InternetHost[];
  save(): unknown;
}

/** Makes the internet; `saved` is what an earlier one's `save` gave. */
export function makeInternet(clock: Clock, saved?: unknown): Internet {
  const catalogues = new Catalogues((work) => clock.external(work));
  const registries = openInternet({ catalogue: (host) => catalogues.host(host), known: catalogues, now: () => clock.now() });
  if (saved !== undefined) registries.load(saved);
  return { hosts: [...SITES, ...registries.hosts], save: () => registries.save() };
}
