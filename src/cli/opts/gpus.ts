import { parseInt64 } from '../flags/strconv';
import { parseCsv } from './csv';
import { toMap } from './validators';

export interface DeviceRequest {
  Driver: string;
  Count: number;
  DeviceIDs: string[] | null;
  Capabilities: string[][];
  Options: Record<string, string>;
}

function count(value: string): number {
  if (value === 'all') return -1;
  try {
    return parseInt64(value, 64, 10);
  } catch (error) {
    const why = (error as Error).message.replace(/^.*": /, '');
    throw new Error(`invalid count (${value}): value must be either "all" or an integer: ${why}`);
  }
}

/** opts.GpuOpts: `all`, `2`, `device=0`, `"device=0,1",capabilities=compute`. */
export function parseGpus(value: string): DeviceRequest {
  const request: DeviceRequest = { Driver: '', Count: 0, DeviceIDs: null, Capabilities: [], Options: {} };
  const seen = new Set<string>();
  for (const field of parseCsv(value)) {
    const at = field.indexOf('=');
    const key = at === -1 ? field : field.slice(0, at);
    const val = field.slice(at + 1);
    if (seen.has(key)) throw new Error(`gpu request key '${key}' can be specified only once`);
    seen.add(key);
    if (at === -1) {
      seen.add('count');
      request.Count = count(key);
      continue;
    }
    if (key === 'driver') request.Driver = val;
    else if (key === 'count') request.Count = count(val);
    else if (key === 'device') request.DeviceIDs = val.split(',');
    else if (key === 'capabilities') request.Capabilities = [[...val.split(','), 'gpu']];
    else if (key === 'options') request.Options = toMap(parseCsv(val));
    else throw new Error(`unexpected key '${key}' in '${field}'`);
  }
  if (!seen.has('count') && request.DeviceIDs === null) request.Count = 1;
  if (request.Capabilities.length === 0) request.Capabilities = [['gpu']];
  return request;
}
