import { parseIp } from '../../cli/opts/ip';
import { quote } from '../../lib/govalue';
import { dictAt, isDict, sortedKeys, text, type Dict } from './value';

/** What the schema can't say of a model (compose-go validation). */
export function checkModel(dict: Dict): void {
  for (const [name, volume] of Object.entries(dictAt(dict, 'volumes'))) {
    if (!isDict(volume) || volume.external !== true) continue;
    const other = sortedKeys(volume).find((key) => key !== 'name' && key !== 'external' && !key.startsWith('x-'));
    if (other !== undefined) throw new Error(`volumes.${name}: conflicting parameters "external" and ${quote(other)} specified`);
  }
  const files = [['configs', ['file', 'environment', 'content']], ['secrets', ['file', 'environment']]] as const;
  for (const [section, keys] of files) {
    for (const [name, value] of Object.entries(dictAt(dict, section))) {
      if (!isDict(value)) continue;
      const count = keys.filter((key) => key in value).length;
      if (count > 1) throw new Error(`${section}.${name}: ${keys.join('|')} attributes are mutually exclusive`);
      if (count === 0 && !('driver' in value) && !('external' in value)) throw new Error(`${section}.${name}: one of ${keys.join('|')} must be set`);
    }
  }
  for (const [name, service] of Object.entries(dictAt(dict, 'services'))) {
    if (!isDict(service) || !Array.isArray(service.ports)) continue;
    for (const port of service.ports) {
      if (isDict(port) && port.host_ip !== undefined && parseIp(text(port.host_ip)) === undefined) {
        throw new Error(`services.${name}.ports.[]: invalid ip address: ${text(port.host_ip)}`);
      }
    }
  }
}
