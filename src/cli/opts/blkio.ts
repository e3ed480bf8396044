import { parseUint64 } from '../flags/strconv';
import { ramInBytes } from '../../lib/units';

export interface ThrottleDevice {
  Path: string;
  Rate: number;
}

export interface WeightDevice {
  Path: string;
  Weight: number;
}

function split(value: string): [path: string, rest: string] {
  const at = value.indexOf(':');
  if (at <= 0) throw new Error(`bad format: ${value}`);
  const path = value.slice(0, at);
  if (!path.startsWith('/dev/')) throw new Error(`bad format for device path: ${value}`);
  return [path, value.slice(at + 1)];
}

/** opts.ValidateThrottleBpsDevice: `/dev/sda:1mb`. */
export function throttleBps(value: string): ThrottleDevice {
  const [path, rest] = split(value);
  try {
    return { Path: path, Rate: ramInBytes(rest) };
  } catch {
    throw new Error(
      `invalid rate for device: ${value}. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb`,
    );
  }
}

/** opts.ValidateThrottleIOpsDevice: `/dev/sda:1000`. */
export function throttleIops(value: string): ThrottleDevice {
  const [path, rest] = split(value);
  try {
    return { Path: path, Rate: parseUint64(rest, 64, 10) };
  } catch {
    throw new Error(`invalid rate for device: ${value}. The correct format is <device-path>:<number>. Number must be a positive integer`);
  }
}

/** opts.ValidateWeightDevice: `/dev/sda:200`. */
export function weightDevice(value: string): WeightDevice {
  const [path, rest] = split(value);
  let weight = -1;
  try {
    weight = parseUint64(rest, 16, 10);
  } catch {
    // refused below
  }
  if (weight < 0 || (weight > 0 && (weight < 10 || weight > 1000))) throw new Error(`invalid weight for device: ${value}`);
  return { Path: path, Weight: weight };
}
