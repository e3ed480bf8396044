import { parseDurationNs } from '../../lib/duration';
import { Filters } from '../../lib/filters';
import { ramInBytes } from '../../lib/units';
import { throttleBps, throttleIops, weightDevice } from '../opts/blkio';
import { parseCpus } from '../opts/cpus';
import { parseCsv } from '../opts/csv';
import { parseGpus } from '../opts/gpus';
import { parseIp } from '../opts/ip';
import { parseMount } from '../opts/mount';
import { parseNetwork } from '../opts/network';
import { parseServicePort } from '../opts/ports';
import { parseUlimit } from '../opts/ulimit';
import {
  validateAttach, validateDeviceCgroupRule, validateDNSSearch, validateEnv, validateExtraHost, validateIPAddress, validateLabel, validateLink,
  validateSysctl,
} from '../opts/validators';
import type { FlagSpec } from '../tree';
import { parseBool, parseFloat64, parseInt64, parseUint64 } from './strconv';


/** What list flags do with each value; by name, since the same name means the same everywhere. */
const ELEMENTS: Readonly<Record<string, (value: string) => unknown>> = {
  attach: validateAttach,
  env: validateEnv,
  'env-add': validateEnv,
  'build-arg': validateEnv,
  label: validateLabel,
  'label-add': validateLabel,
  'container-label': validateLabel,
  'container-label-add': validateLabel,
  dns: validateIPAddress,
  'dns-add': validateIPAddress,
  'dns-search': validateDNSSearch,
  'dns-search-add': validateDNSSearch,
  'add-host': validateExtraHost,
  host: validateExtraHost,
  'host-add': validateExtraHost,
  link: validateLink,
  sysctl: validateSysctl,
  'device-cgroup-rule': validateDeviceCgroupRule,
  'device-read-bps': throttleBps,
  'device-write-bps': throttleBps,
  'device-read-iops': throttleIops,
  'device-write-iops': throttleIops,
  'blkio-weight-device': weightDevice,
};

function parseIpFlag(value: string): string {
  if (value.trim() === '') return '';
  const ip = parseIp(value.trim());
  if (ip === undefined) throw new Error(`failed to parse IP: "${value}"`);
  return ip;
}

function parseIpNet(value: string): string {
  const [address, bits] = value.split('/') as [string, string | undefined];
  const ip = parseIp(address);
  if (ip === undefined || bits === undefined || !/^\d+$/.test(bits)) throw new Error(`invalid string being converted to CIDR: ${value}`);
  return value;
}

function parseIpItem(value: string): string {
  const ip = parseIp(value.trim());
  if (ip === undefined) throw new Error(`invalid string being converted to IP address: ${value}`);
  return ip;
}

function append<T>(before: unknown, ...more: T[]): T[] {
  return [...((before as T[] | undefined) ?? []), ...more];
}

function parseBytes(name: string, value: string): number {
  if (name === 'memory-swap' && value === '-1') return -1;
  return ramInBytes(value);
}

/** Sets a flag: the value after `text` where `before` stood (undefined: never set). Throws the type's own message. */
export function setValue(spec: FlagSpec, before: unknown, text: string): unknown {
  switch (spec.t ?? 'string') {
    case 'bool':
      return parseBool(text);
    case 'int':
    case 'int64':
      return parseInt64(text, 64);
    case 'uint':
    case 'uint64':
      return parseUint64(text, 64);
    case 'uint32':
      return parseUint64(text, 32);
    case 'uint16':
      return parseUint64(text, 16);
    case 'float':
      return parseFloat64(text);
    case 'bytes':
      return parseBytes(spec.n, text);
    case 'duration':
      return Number(parseDurationNs(text));
    case 'decimal':
      return parseCpus(text);
    case 'ip':
      return parseIpFlag(text);
    case 'filter':
      return ((before as Filters | undefined) ?? new Filters()).addOption(text);
    case 'stringArray':
      return append(before, text);
    case 'stringSlice':
      return append(before, ...(text === '' ? [] : parseCsv(text)));
    case 'ipSlice':
      return append(before, ...parseCsv(text).map(parseIpItem));
    case 'ipNetSlice':
      return append(before, ...parseCsv(text).map(parseIpNet));
    case 'stringToString':
      return append(before, ...keyValues(text));
    case 'network':
      return append(before, parseNetwork(text));
    case 'ulimit':
      return [...((before as { Name: string }[] | undefined) ?? []).filter((limit) => limit.Name !== parseUlimit(text).Name), parseUlimit(text)];
    case 'mount':
      return append(before, parseMount(text));
    case 'gpu-request':
      return append(before, parseGpus(text));
    case 'port':
      return append(before, ...parseServicePort(text));
    case 'list':
    case 'map':
      return append(before, ELEMENTS[spec.n]?.(text) ?? text);
    case 'string':
      return text;
    default:
      return append(before, text);
  }
}

/** pflag's stringToString: `a=1,b=2`. */
function keyValues(text: string): string[] {
  const pairs = text.includes('"') || (text.match(/=/g)?.length ?? 0) > 1 ? parseCsv(text) : [text.replace(/^"|"$/g, '')];
  for (const pair of pairs) if (!pair.includes('=')) throw new Error(`${pair} must be formatted as key=value`);
  return pairs;
}
