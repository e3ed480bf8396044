import { INTERNET_BANDWIDTH } from '../lib/bandwidth';
import type { Clock } from '../lib/clock';
import type { InternetHost } from '../machine/net/types';
import { provideKnownContents, type KnownContents } from '../oci/known-contents';
import { REGISTRY_ADDRESSES, REGISTRY_LATENCY_MS, REGISTRY_PORTS } from '../registry/addresses';
import type { RegistryInternet } from '../registry/internet';
import { internetSites } from './internet';

/** The simulated internet with its registries: what is pushed there is part of a learner's state. */
export interface Internet {
  readonly hosts: readonly InternetHost[];
  /** Before anybody connects: has the registries offer amd64's images alone. */
  offerAmd64Only(): void;
  save(): unknown;
}

interface Opened {
  registries: RegistryInternet;
  known: KnownContents;
}

/**
 * Makes the internet; `saved` is what an earlier one's `save` gave. The registries and the catalogue behind them are
 * loaded at the first connection to one of them, or when a content that they know is first asked for.
 */
export function makeInternet(clock: Clock, saved?: unknown): Internet {
  let opened: Opened | undefined;
  let opening: Promise<Opened> | undefined;
  let architectures: readonly string[] | undefined;

  async function load(): Promise<Opened> {
    const [{ Catalogues }, { openInternet }] = await Promise.all([import('../catalog/catalogue'), import('../registry/internet')]);
    const known = new Catalogues((work) => clock.external(work), architectures);
    const registries = openInternet({ catalogue: (host) => known.host(host), known, now: () => clock.now() });
    if (saved !== undefined) registries.load(saved);
    return (opened = { registries, known });
  }
  const open = (): Promise<Opened> => (opening ??= clock.external(load()));

  provideKnownContents({
    size: async (digest) => (await open()).known.size(digest),
    open: async (digest) => (await open()).known.open(digest),
    layer: async (digest) => (await open()).known.layer(digest),
  });

  const registryHosts = REGISTRY_ADDRESSES.map(({ names, ip }): InternetHost => {
    const serve = (port: number): InternetHost['tcp'][number] => async (connection) => {
      const host = (await open()).registries.hosts.find((one) => one.ip === ip);
      await host?.tcp[port]?.(connection);
    };
    return { names, ip, tcp: Object.fromEntries(REGISTRY_PORTS.map((port) => [port, serve(port)])), latencyMs: REGISTRY_LATENCY_MS, bandwidth: INTERNET_BANDWIDTH };
  });
  return { hosts: [...internetSites(clock), ...registryHosts], offerAmd64Only: () => void (architectures = ['amd64']), save: () => (opened ? opened.registries.save() : saved) };
}
