import { parseBool, quote } from '../dockerfile/go-text';

/** What is asked of a provenance attestation (BuildKit solver/llbsolver/proc/provenance.go, NewProvenanceCreator). */
export interface ProvenanceOptions {
  mode: 'min' | 'max';
  builderId: string;
  isReproducible: boolean;
}

function fieldsOf(text: string): Map<string, string> {
  return new Map(text.split(',').map((field) => {
    const at = field.indexOf('=');
    return at === -1 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
  }));
}

/** What is looked at before anything is built. */
export function checkProvenanceVersion(text: string): void {
  const version = fieldsOf(text).get('version') ?? 'v1';
  if (version === '') throw new Error('provenance SLSA version cannot be empty');
  if (version === 'v0.2') throw new Error('dockyard: provenance of version v0.2 is not simulated');
  if (version !== 'v1') throw new Error(`invalid provenance SLSA version: ${version}`);
}

/** What is looked at when all is built; who says nothing of the mode gets all there is. */
export function provenanceOptions(text: string): ProvenanceOptions {
  const fields = fieldsOf(text);
  const bool = (name: string): boolean => {
    const value = fields.get(name) ?? 'false';
    const parsed = parseBool(value);
    if (parsed === undefined) throw new Error(`failed to parse ${name} flag ${quote(value)}: strconv.ParseBool: parsing ${quote(value)}: invalid syntax`);
    return parsed;
  };
  const isReproducible = bool('reproducible');
  const mode = fields.get('mode') ?? 'max';
  if (!['min', 'max', 'full'].includes(mode)) throw new Error(`invalid mode ${quote(mode)}`);
  if (bool('complete-materials')) throw new Error('dockyard: provenance with complete-materials is not simulated');
  return { mode: mode === 'min' ? 'min' : 'max', builderId: fields.get('builder-id') ?? '', isReproducible };
}
