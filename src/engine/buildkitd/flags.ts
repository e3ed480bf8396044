/** Flags that do what they say, and those that are known: true for one that takes no value (BuildKit cmd/buildkitd/main.go, main_oci_worker.go). */
const SUPPORTED: Readonly<Record<string, boolean>> = { config: false, debug: true, root: false, addr: false, 'allow-insecure-entitlement': false };
const KNOWN: Readonly<Record<string, boolean>> = {
  rootless: true, trace: true, 'log-format': false, 'log-level': false, group: false, debugaddr: false, tlscert: false, tlskey: false, tlscacert: false, 'proxy-network': true,
  'otel-socket-path': false, 'cdi-disabled': true, 'cdi-spec-dir': false, 'save-cache-debug': true, 'oci-worker': false, 'oci-worker-labels': false, 'oci-worker-snapshotter': false,
  'oci-worker-proxy-snapshotter-path': false, 'oci-worker-platform': false, 'oci-worker-net': false, 'oci-cni-config-path': false, 'oci-cni-binary-dir': false, 'oci-cni-pool-size': false,
  'oci-worker-binary': false, 'oci-worker-apparmor-profile': false, 'oci-worker-selinux': true, 'oci-max-parallelism': false, 'oci-worker-rootless': true,
  'oci-worker-no-process-sandbox': true, 'oci-worker-gc': true, 'oci-worker-gc-keepstorage': false, help: true, h: true,
};

/** What the daemon doesn't take: the whole line that it says of it. */
export class Refusal extends Error {}

export const unsupported = (what: string): Refusal => new Refusal(`dockyard: buildkitd: ${what} is not simulated`);

/** The values of each flag, in order. Throws Refusal. */
export function readFlags(words: readonly string[]): Map<string, string[]> {
  const flags = new Map<string, string[]>();
  for (let at = 0; at < words.length; at++) {
    const [, name, joined] = /^--?([^-=][^=]*)(?:=(.*))?$/.exec(words[at]!) ?? [];
    if (name === undefined) throw unsupported(`the argument ${words[at]}`);
    const isSwitch = SUPPORTED[name] ?? KNOWN[name];
    if (isSwitch === undefined && !/^containerd-/.test(name)) throw new Refusal(`buildkitd: flag provided but not defined: -${name}`);
    if (!(name in SUPPORTED)) throw unsupported(`--${name}`);
    const value = joined ?? (isSwitch === true ? 'true' : words[++at]);
    if (value === undefined) throw new Refusal(`buildkitd: flag needs an argument: --${name}`);
    flags.set(name, [...(flags.get(name) ?? []), value]);
  }
  return flags;
}
