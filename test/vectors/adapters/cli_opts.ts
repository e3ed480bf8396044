import { throttleBps, throttleIops, weightDevice } from '../../../src/cli/opts/blkio';
import { parseCpus } from '../../../src/cli/opts/cpus';
import { parseEnvFile } from '../../../src/cli/opts/env-file';
import { parseGpus } from '../../../src/cli/opts/gpus';
import { parseHost, parseTcpAddr } from '../../../src/cli/opts/host';
import { parseNetwork } from '../../../src/cli/opts/network';
import { formatUlimits, parseUlimit } from '../../../src/cli/opts/ulimit';
import {
  normalizeCapability, parseLink, toMap, validateDNSSearch, validateEnv, validateExtraHost, validateIPAddress, validateLabel, validateLink,
  validateMACAddress, validateSysctl,
} from '../../../src/cli/opts/validators';
import { utf8 } from '../../../src/lib/bytes';
import { cases } from './types';

/** U+FFFD stands for the byte 255, which no JSON can hold. */
function fileBytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) bytes.push(...(char === '\ufffd' ? [255] : utf8(char)));
  return Uint8Array.from(bytes);
}

const FUNCTIONS: Record<string, (v: string) => unknown> = {
  ParseCPUs: parseCpus,
  ValidateEnv: validateEnv,
  ValidateLabel: validateLabel,
  ValidateSysctl: validateSysctl,
  ValidateIPAddress: validateIPAddress,
  ValidateMACAddress: validateMACAddress,
  ValidateDNSSearch: validateDNSSearch,
  ValidateExtraHost: validateExtraHost,
  ValidateLink: validateLink,
  ParseLink: parseLink,
  UlimitOpt: (v) => formatUlimits([parseUlimit(v)]),
  ValidateThrottleBpsDevice: throttleBps,
  ValidateThrottleIOpsDevice: throttleIops,
  ValidateWeightDevice: weightDevice,
  'ParseHost(false)': (v) => parseHost(v),
  'ParseHost(true)': (v) => parseHost(v, true),
  NetworkOpt: (v) => [parseNetwork(v)],
  GpuOpts: (v) => [parseGpus(v)],
  NormalizeCapability: normalizeCapability,
  ParseTCPAddr: (v) => parseTcpAddr(v),
  'ReadKVEnvStrings(file)': (v) => parseEnvFile(fileBytes(v), '/tmp/hs-env-file'),
  ConvertKVStringsToMap: (v) => toMap(v.split('|')),
};

export const adapter = cases<{ fn: string; v: string }>(({ fn, v }) => FUNCTIONS[fn]!(v));
