import { sha256 } from '@noble/hashes/sha2.js';
import { hex, utf8 } from '../../lib/bytes';
import { marshal } from '../../lib/gojson';
import { hashText } from './render';
import type { Network, Service, Volume } from './types';

const digest = (text: string): string => hex(sha256(utf8(text)));

/** What tells whether a service's containers are out of date (com.docker.compose.config-hash). */
export function serviceHash(service: Service): string {
  return digest(hashText(service));
}

export function networkHash(network: Network): string {
  return digest(marshal(network));
}

export function volumeHash(volume: Volume): string {
  return digest(marshal({ ...volume, driver: volume.driver ?? 'local' }));
}
