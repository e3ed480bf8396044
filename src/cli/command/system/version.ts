import { systemVersion } from '../../../client/system';
import { API_VERSION, ENGINE_VERSION } from '../../../api/types';
import { parseRfc3339Ms } from '../../../lib/timestamp';
import { Typed } from '../../../lib/govalue';
import { marshal } from '../../../lib/gojson';
import type { Cli } from '../../cli';
import { INSPECT_TYPES } from '../../formatter/inspect-types';
import type { Verb } from '../../verb';
import { ordinary } from '../errors';
import { calendarTime } from './calendar';
import { compileFormat, printTemplate } from './template';

interface Component {
  Name: string;
  Version: string;
  Details?: Record<string, string>;
}

interface ServerVersion {
  Platform?: { Name: string };
  Components?: Component[];
  [key: string]: unknown;
}

export const BUILD = { GitCommit: 'dockyard', GoVersion: 'go1.26.8', BuildTime: 'Wed Aug  5 18:24:27 2026', Platform: 'Docker Engine - Community' };

function clientVersion(cli: Cli, negotiated: string): Record<string, unknown> {
  return {
    Platform: { Name: BUILD.Platform },
    Version: ENGINE_VERSION,
    ApiVersion: negotiated,
    DefaultAPIVersion: API_VERSION,
    GitCommit: BUILD.GitCommit,
    GoVersion: BUILD.GoVersion,
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: BUILD.BuildTime,
    Context: cli.context,
  };
}

function built(time: string | undefined): string {
  if (time === undefined || time === '') return '';
  try {
    return calendarTime(parseRfc3339Ms(time));
  } catch {
    return time;
  }
}

function page(client: Record<string, unknown>, server: ServerVersion | undefined): string {
  const row = (indent: string, name: string, value: unknown): string => `${`${indent}${name}:`.padEnd(20)}${String(value ?? '')}\n`.replace(/ +\n$/, '\n');
  let out = `Client: ${BUILD.Platform}\n`;
  const api = client.ApiVersion === client.DefaultAPIVersion ? client.ApiVersion : `${String(client.ApiVersion)} (downgraded from ${API_VERSION})`;
  out += row(' ', 'Version', client.Version) + row(' ', 'API version', api) + row(' ', 'Go version', client.GoVersion) + row(' ', 'Git commit', client.GitCommit);
  out += row(' ', 'Built', client.BuildTime) + row(' ', 'OS/Arch', `${String(client.Os)}/${String(client.Arch)}`) + row(' ', 'Context', client.Context);
  if (!server) return out;
  out += `\nServer: ${server.Platform?.Name ?? ''}\n`.replace(/: \n$/, ':\n');
  for (const { Name, Version, Details = {} } of server.Components ?? []) {
    out += ` ${Name}:\n${row('  ', 'Version', Version)}`;
    if (Name !== 'Engine') {
      out += row('  ', 'GitCommit', Details.GitCommit);
      continue;
    }
    out += row('  ', 'API version', `${Details.ApiVersion ?? ''} (minimum version ${Details.MinAPIVersion ?? ''})`) + row('  ', 'Go version', Details.GoVersion);
    out += row('  ', 'Git commit', Details.GitCommit) + row('  ', 'Built', built(Details.BuildTime)) + row('  ', 'OS/Arch', `${Details.Os}/${Details.Arch}`);
    out += row('  ', 'Experimental', Details.Experimental);
  }
  return out;
}

/** `docker version`: the client's part comes even when no engine answers. */
export const version: Verb = async ({ cli, flags }) => {
  const format = flags.string('format');
  const template = format === '' || format === 'json' ? undefined : compileFormat(format, 'version');
  let server: ServerVersion | undefined;
  let failure: Error | undefined;
  try {
    server = await systemVersion(cli.client);
  } catch (error) {
    ordinary(error);
    failure = error as Error;
  }
  let negotiated = API_VERSION;
  try {
    negotiated = cli.client.version;
  } catch (error) {
    ordinary(error);
  }
  const client = clientVersion(cli, negotiated);
  if (template) {
    const data = { Client: client, Server: server ?? null };
    return printTemplate(cli, template, new Typed(INSPECT_TYPES.version, data), failure);
  }
  if (format === 'json') await cli.line(marshal({ Client: client, Server: server ?? null }));
  else await cli.out(page(client, server));
  if (failure) throw failure;
};
