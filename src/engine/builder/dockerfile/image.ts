import type { HistoryEntry, ImageConfig, Platform, RunConfig } from '../../../oci/image';

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What `FROM scratch` begins with. */
export function emptyImage(platform: Platform): ImageConfig {
  return {
    ...platform,
    config: { Env: ['PATH=' + DEFAULT_PATH], WorkingDir: '/' },
    rootfs: { type: 'layers', diff_ids: [] },
    history: [],
  };
}

/** A copy that can be changed; a stage doesn't inherit the time of its base. */
export function imageFrom(base: ImageConfig): ImageConfig {
  const image = structuredClone(base);
  delete image.created;
  image.config ??= {};
  image.rootfs ??= { type: 'layers', diff_ids: [] };
  image.history ??= [];
  return image;
}

/** Without what Go's `omitempty` leaves out. */
function filled<T extends object>(fields: T): T {
  const isEmpty = (value: unknown) =>
    value === undefined || value === null || value === '' || value === false || value === 0 ||
    (typeof value === 'object' && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value))) as T;
}

/** Go writes maps with their keys in order. */
function sorted<T>(map: Record<string, T> | undefined): Record<string, T> | undefined {
  return map && Object.fromEntries(Object.keys(map).sort().map((key) => [key, map[key]!]));
}

/** The run config with its fields in the order of Docker's struct, empty ones left out. */
export function orderedRunConfig(config: RunConfig): RunConfig {
  const check = config.Healthcheck;
  return filled({
    User: config.User,
    ExposedPorts: sorted(config.ExposedPorts),
    Env: config.Env,
    Entrypoint: config.Entrypoint,
    Cmd: config.Cmd,
    Volumes: sorted(config.Volumes),
    WorkingDir: config.WorkingDir,
    Labels: sorted(config.Labels),
    StopSignal: config.StopSignal,
    ArgsEscaped: config.ArgsEscaped,
    Healthcheck: check && filled({
      Test: check.Test, Interval: check.Interval, Timeout: check.Timeout, StartPeriod: check.StartPeriod,
      StartInterval: check.StartInterval, Retries: check.Retries,
    }),
    OnBuild: config.OnBuild,
    StopTimeout: config.StopTimeout,
    Shell: config.Shell,
  });
}

function orderedHistory(entry: HistoryEntry): HistoryEntry {
  const { created, created_by, author, comment, empty_layer } = entry;
  return filled({ created, created_by, author, comment, empty_layer });
}

/** The config as BuildKit's exporter writes it: top-level fields by alphabet, the rest in struct order. */
export function orderedImage(image: ImageConfig): ImageConfig {
  return {
    architecture: image.architecture,
    ...filled({ author: image.author }),
    config: orderedRunConfig(image.config),
    ...filled({ created: image.created }),
    ...filled({ history: (image.history ?? []).map(orderedHistory) }),
    os: image.os,
    ...filled({ 'os.version': image['os.version'] }),
    rootfs: { type: 'layers', diff_ids: image.rootfs.diff_ids },
    ...filled({ variant: image.variant }),
  };
}
