import { quote } from '../../../lib/govalue/quote';
import { parsePlatform } from '../../../oci/platform';
import { messageOf, StatusError } from '../../errors';
import type { Flags } from '../../flags/parse';
import { parseCsv } from '../../opts/csv';
import { parseIp } from '../../opts/ip';
import { parseAnnotations } from './annotations';
import { contextInputs } from './build-contexts';
import { checkTags, secretFields } from './build-options';
import { outputsOf } from './outputs';

/** What buildx refuses before it looks for a builder (buildx commands/build.go, toOptions). */
export function checkValues(flags: Flags): void {
  try {
    for (const pair of [...flags.list('build-arg'), ...flags.list('label')]) {
      if (pair === '' || pair.startsWith('=')) throw new Error(`invalid key-value pair ${quote(pair)}: empty key`);
    }
    for (const text of attests(flags)) for (const field of parseCsv(text)) if (!field.includes('=')) throw new Error(`invalid value ${field}`);
    contextInputs(flags.list('build-context'));
    const outputs = outputsOf(flags);
    if (flags.string('iidfile') !== '' && outputs.some(({ type }) => type === 'local' || type === 'tar')) {
      throw new Error('local and tar exporters are incompatible with image ID file');
    }
    for (const text of flags.list('secret').filter((one) => one !== '')) secretFields(text);
  } catch (error) {
    throw new StatusError(1, messageOf(error));
  }
}

/** `--attest`, and `--provenance` and `--sbom` as they are spelt with it. */
function attests(flags: Flags): string[] {
  const short = ['provenance', 'sbom'].filter((kind) => flags.changed(kind) && !/^(|0|1|f|t|false|true)$/i.test(flags.string(kind)));
  return [...flags.list('attest'), ...short.map((kind) => `type=${kind},${flags.string(kind)}`)];
}

/** What buildx refuses as it makes up what is to be solved (buildx build/opt.go, toSolveOpt). */
export function checkSolve(flags: Flags, source: string): void {
  for (const text of flags.list('platform').flatMap((list) => list.split(','))) if (text !== '' && text !== 'local') parsePlatform(text);
  parseAnnotations(flags.list('annotation'), 'parse annotations');
  for (const text of flags.list('allow')) {
    if (text !== '' && !/^(network\.host|security\.insecure|device|buildx\.local\.delete)(=|$)/.test(text)) throw new Error(`unknown entitlement ${text}`);
  }
  checkTags(flags.list('tag'));
  const network = flags.string('network');
  if (!['', 'default', 'host', 'none'].includes(network)) {
    throw new Error(`network mode ${quote(network)} not supported by buildkit - you can define a custom network for your builder using the network driver-opt in buildx create`);
  }
  for (const host of flags.list('add-host')) checkHost(host);
  if (source === '-' && flags.string('file') === '-') throw new Error("invalid argument: can't use stdin for both build context and dockerfile");
}

function checkHost(text: string): void {
  const [, host = '', addresses = ''] = /^([^=]*)=(.*)$/.exec(text) ?? /^([^:]*):(.*)$/.exec(text) ?? [];
  const bad = (address: string): boolean => parseIp(address.replace(/^\[(.+)\]$/, '$1')) === undefined;
  if (host === '' || addresses === '' || (addresses !== 'host-gateway' && addresses.split(',').some(bad))) throw new Error(`invalid host ${text}`);
}
