import { systemInfo } from '../../../client/system';
import { ENGINE_VERSION } from '../../../api/types';
import { marshal } from '../../../lib/gojson';
import { Typed } from '../../../lib/govalue';
import { bytesSize } from '../../../lib/units';
import type { Cli } from '../../cli';
import { INSPECT_TYPES } from '../../formatter/inspect-types';
import { findPlugin, pluginNames } from '../../plugins';
import { BUILDX_VERSION } from '../buildx/version';
import type { Verb } from '../../verb';
import { ordinary } from '../errors';
import { compileFormat, printTemplate } from './template';
import { BUILD } from './version';

type Info = Record<string, any>;

interface Plugin {
  SchemaVersion: string;
  Vendor: string;
  Version: string;
  ShortDescription: string;
  Name: string;
  Path: string;
}

const VERSIONS: Record<string, [version: string, description: string]> = { buildx: [BUILDX_VERSION, 'Docker Buildx'], compose: ['v5.5.0', 'Docker Compose'] };

function plugins(cli: Cli): Plugin[] {
  const names = new Set(pluginNames(cli));
  if (cli.options.buildx !== false) names.add('buildx');
  return [...names].sort().map((name) => ({
    SchemaVersion: '0.1.0',
    Vendor: 'Docker Inc.',
    Version: VERSIONS[name]?.[0] ?? '',
    ShortDescription: VERSIONS[name]?.[1] ?? '',
    Name: name,
    Path: findPlugin(cli, name) ?? `/usr/libexec/docker/cli-plugins/docker-${name}`,
  }));
}

function clientInfo(cli: Cli): Info {
  return {
    Debug: cli.global.bool('debug'),
    Version: ENGINE_VERSION,
    GitCommit: BUILD.GitCommit,
    GoVersion: BUILD.GoVersion,
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: BUILD.BuildTime,
    Platform: { Name: BUILD.Platform },
    Context: cli.context,
    Plugins: plugins(cli),
    Warnings: null,
  };
}

function clientPage(client: Info): string {
  let out = `Client: ${BUILD.Platform}\n Version:    ${client.Version}\n Context:    ${client.Context}\n Debug Mode: ${client.Debug}\n`;
  if (client.Plugins.length > 0) out += ' Plugins:\n';
  for (const { Name, ShortDescription, Vendor, Version, Path } of client.Plugins as Plugin[]) {
    out += `  ${Name}: ${ShortDescription} (${Vendor})\n    Version:  ${Version}\n    Path:     ${Path}\n`;
  }
  return out;
}

function serverPage(info: Info): string {
  const lines: string[] = [];
  const add = (depth: number, text: string): void => void lines.push(' '.repeat(depth) + text);
  add(1, `Containers: ${info.Containers}`);
  for (const state of ['Running', 'Paused', 'Stopped']) add(2, `${state}: ${info[`Containers${state}`]}`);
  add(1, `Images: ${info.Images}`);
  if (info.ServerVersion) add(1, `Server Version: ${info.ServerVersion}`);
  if (info.Driver) add(1, `Storage Driver: ${info.Driver}`);
  for (const [key, value] of info.DriverStatus ?? []) add(2, `${key}: ${value}`);
  if (info.LoggingDriver) add(1, `Logging Driver: ${info.LoggingDriver}`);
  if (info.CgroupDriver) add(1, `Cgroup Driver: ${info.CgroupDriver}`);
  if (info.CgroupVersion) add(1, `Cgroup Version: ${info.CgroupVersion}`);
  add(1, 'Plugins:');
  add(2, `Volume: ${(info.Plugins?.Volume ?? []).join(' ')}`);
  add(2, `Network: ${(info.Plugins?.Network ?? []).join(' ')}`);
  if (info.Plugins?.Authorization?.length) add(2, `Authorization: ${info.Plugins.Authorization.join(' ')}`);
  add(2, `Log: ${(info.Plugins?.Log ?? []).join(' ')}`);
  if (info.CDISpecDirs?.length) {
    add(1, 'CDI spec directories:');
    for (const dir of info.CDISpecDirs) add(2, dir);
  }
  add(1, `Swarm: ${info.Swarm?.LocalNodeState ?? ''}`);
  if (info.Runtimes) {
    add(1, `Runtimes: ${Object.keys(info.Runtimes).sort().join(' ')}`);
    add(1, `Default Runtime: ${info.DefaultRuntime}`);
  }
  add(1, `Init Binary: ${info.InitBinary}`);
  add(1, `containerd version: ${info.ContainerdCommit?.ID ?? ''}`);
  add(1, `runc version: ${info.RuncCommit?.ID ?? ''}`);
  add(1, `init version: ${info.InitCommit?.ID ?? ''}`);
  if (info.SecurityOptions?.length) {
    add(1, 'Security Options:');
    for (const option of info.SecurityOptions as string[]) {
      const fields = option.split(',').map((field) => field.split('='));
      for (const [key, value] of fields) {
        if (key === 'name') add(2, value!);
        else add(3, `${key!.charAt(0).toUpperCase()}${key!.slice(1)}: ${value}`);
      }
    }
  }
  if (info.KernelVersion) add(1, `Kernel Version: ${info.KernelVersion}`);
  if (info.OperatingSystem) add(1, `Operating System: ${info.OperatingSystem}`);
  if (info.OSType) add(1, `OSType: ${info.OSType}`);
  if (info.Architecture) add(1, `Architecture: ${info.Architecture}`);
  add(1, `CPUs: ${info.NCPU}`);
  add(1, `Total Memory: ${bytesSize(info.MemTotal ?? 0)}`);
  if (info.Name) add(1, `Name: ${info.Name}`);
  if (info.ID) add(1, `ID: ${info.ID}`);
  add(1, `Docker Root Dir: ${info.DockerRootDir}`);
  add(1, `Debug Mode: ${info.Debug}`);
  for (const [key, label] of [['HttpProxy', 'HTTP Proxy'], ['HttpsProxy', 'HTTPS Proxy'], ['NoProxy', 'No Proxy']] as const) {
    if (info[key]) add(1, `${label}: ${info[key]}`);
  }
  if (info.Labels?.length) {
    add(1, 'Labels:');
    for (const label of info.Labels) add(2, label);
  }
  add(1, `Experimental: ${info.ExperimentalBuild}`);
  const registries = info.RegistryConfig ?? {};
  const insecure = Object.values(registries.IndexConfigs ?? {}).filter((entry: any) => !entry.Secure).map((entry: any) => entry.Name as string);
  const ranges: string[] = registries.InsecureRegistryCIDRs ?? [];
  if (insecure.length + ranges.length > 0) {
    add(1, 'Insecure Registries:');
    for (const name of [...insecure, ...ranges]) add(2, name);
  }
  if (registries.Mirrors?.length) {
    add(1, 'Registry Mirrors:');
    for (const mirror of registries.Mirrors) add(2, mirror);
  }
  add(1, `Live Restore Enabled: ${info.LiveRestoreEnabled}`);
  if (info.ProductLicense) add(1, `Product License: ${info.ProductLicense}`);
  for (const { Base, Size } of info.DefaultAddressPools ?? []) add(1, `Default Address Pools:\n   Base: ${Base}, Size: ${Size}`);
  if (info.FirewallBackend) {
    add(1, `Firewall Backend: ${info.FirewallBackend.Driver}`);
    for (const [key, value] of info.FirewallBackend.Info ?? []) add(2, `${key}: ${value}`);
  }
  return lines.map((line) => line + '\n').join('') + '\n';
}

/** `docker info`. */
export const info: Verb = async ({ cli, flags }) => {
  const format = flags.string('format');
  const template = format === '' || format === 'json' ? undefined : compileFormat(format, '');
  let server: Info | undefined;
  let failure: Error | undefined;
  try {
    server = await systemInfo(cli.client);
  } catch (error) {
    ordinary(error);
    failure = error as Error;
  }
  const client = clientInfo(cli);
  if (template) {
    const data = { ...server, ServerErrors: failure ? [failure.message] : null, ClientInfo: client };
    return printTemplate(cli, template, new Typed(INSPECT_TYPES.info, data), failure);
  }
  if (format === 'json') await cli.line(marshal({ ...server, ServerErrors: failure ? [failure.message] : undefined, ClientInfo: client }));
  else {
    await cli.out(`${clientPage(client)}\nServer:\n`);
    if (server) await cli.out(serverPage(server));
    for (const warning of (server?.Warnings as string[] | undefined) ?? []) await cli.note(warning);
  }
  if (failure) throw failure;
};
