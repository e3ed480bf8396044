import { cleanPath } from '../../../lib/clean-path';

export interface DeviceMapping {
  PathOnHost: string;
  PathInContainer: string;
  CgroupPermissions: string;
}

function isMode(text: string): boolean {
  return /^[rwm]+$/.test(text) && new Set(text).size === text.length;
}

/** One --device: `/dev/sda`, `/dev/sda:/dev/xvda`, `/dev/sda:/dev/xvda:r`. */
export function parseDevice(text: string): DeviceMapping {
  const parts = text.split(':');
  if (parts.length > 3 || parts[0] === '') throw new Error(`bad format for path: ${text}`);
  const [host, second, third] = parts as [string, string?, string?];
  const secondIsMode = second !== undefined && third === undefined && isMode(second);
  const container = second === undefined || secondIsMode ? host : second;
  const mode = third ?? (secondIsMode ? second : 'rwm');
  if (third !== undefined && !isMode(third)) throw new Error(`bad mode specified: ${third}`);
  if (!container.startsWith('/')) throw new Error(`${container} is not an absolute path`);
  return { PathOnHost: host, PathInContainer: cleanPath(container), CgroupPermissions: mode };
}

/** The qualified name of a device that a CDI driver gives (`vendor.com/class=name`). */
export function isCdiDevice(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_.-]*\/[A-Za-z][A-Za-z0-9_-]*=[A-Za-z0-9][A-Za-z0-9_.:-]*$/.test(text);
}
