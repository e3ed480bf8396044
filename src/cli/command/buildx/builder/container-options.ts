import { notSimulated } from '../../../errors';
import { ramInBytes } from '../../../../lib/units';
import { parseRestartPolicy } from '../../../opts/restart-policy';
import type { StoredNode } from './store';

/** What driver options make of a daemon's container. */
export interface ContainerOptions {
  image?: string;
  config: Record<string, unknown>;
  host: Record<string, unknown>;
  isLoadDefault: boolean;
}

const isTrue = (value: string): boolean => {
  if (/^(?:1|t|true)$/i.test(value)) return true;
  if (/^(?:0|f|false)$/i.test(value)) return false;
  throw new Error(`strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
};
const integer = (value: string): number => {
  if (!/^[+-]?\d+$/.test(value)) throw new Error(`strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`);
  return Number(value);
};

/** Reads a node's driver options; throws for what the driver doesn't know (buildx driver/docker-container/factory.go). */
export function optionsOf({ DriverOpts: options, Flags: flags, Files: files }: Pick<StoredNode, 'DriverOpts' | 'Flags' | 'Files'>): ContainerOptions {
  const env: string[] = [];
  const out: ContainerOptions = { config: {}, host: { RestartPolicy: parseRestartPolicy('unless-stopped') }, isLoadDefault: false };
  for (const [key, value] of Object.entries(options ?? {})) {
    if (key === 'network') out.host.NetworkMode = value;
    else if (key === 'image') out.image = value;
    else if (key === 'memory') out.host.Memory = ramInBytes(value);
    else if (key === 'memory-swap') out.host.MemorySwap = value === '-1' ? -1 : ramInBytes(value);
    else if (key === 'cpu-period') out.host.CpuPeriod = integer(value);
    else if (key === 'cpu-quota') out.host.CpuQuota = integer(value);
    else if (key === 'cpu-shares') out.host.CpuShares = integer(value);
    else if (key === 'cpuset-cpus') out.host.CpusetCpus = value;
    else if (key === 'cpuset-mems') out.host.CpusetMems = value;
    else if (key === 'cgroup-parent') out.host.CgroupParent = value;
    else if (key === 'restart-policy') out.host.RestartPolicy = parseRestartPolicy(value);
    else if (key === 'default-load') out.isLoadDefault = isTrue(value);
    else if (key === 'provenance-add-gha' || key === 'allow-untrusted-image') isTrue(value);
    else if (key.startsWith('env.')) {
      if (key === 'env.') throw new Error('invalid env option "env.", expecting env.FOO=bar');
      env.push(`${key.slice('env.'.length)}=${value}`);
    } else throw new Error(`invalid driver option ${key} for docker-container driver`);
  }
  if (out.image !== undefined && !/(?:^|\/)moby\/buildkit(?::|@|$)/.test(out.image)) throw notSimulated(`a builder from the image ${out.image}`);
  const hasConfig = Object.hasOwn(files ?? {}, 'buildkitd.toml');
  out.config = { ...(env.length > 0 ? { Env: env } : {}), Cmd: [...(hasConfig ? ['--config', '/etc/buildkit/buildkitd.toml'] : []), ...(flags ?? [])] };
  return out;
}
