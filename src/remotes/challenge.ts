import { toBase64 } from '../api/buildkit-trace';
import { utf8 } from '../lib/bytes';

/** What a registry asks for with 401 (RFC 9110 section 11.6.1). */
export interface Challenge {
  /** In small letters: `basic`, `bearer`. */
  scheme: string;
  parameters: Record<string, string>;
}

/** A `Www-Authenticate` field. */
export function parseChallenge(value: string): Challenge {
  const [scheme = ''] = value.split(' ');
  const parameters: Record<string, string> = {};
  for (const match of value.matchAll(/([a-z_]+)="([^"]*)"/g)) parameters[match[1]!] = match[2]!;
  return { scheme: scheme.toLowerCase(), parameters };
}

/** The value of `Authorization` for a name and a password (RFC 7617). */
export const basic = (user: string, password: string): string => `Basic ${toBase64(utf8(`${user}:${password}`))}`;
