import type { BuildAnnotation } from '../../../api/build-extension';
import { quote } from '../../../lib/govalue/quote';

/** One place where a value is written down; a type that isn't given stays ''. */
export interface Annotation extends Omit<BuildAnnotation, 'type'> {
  type: BuildAnnotation['type'] | '';
}

const TYPES: readonly string[] = ['index', 'index-descriptor', 'manifest', 'manifest-descriptor'];

/** --annotation: `[TYPE[PLATFORM],…:]KEY=VALUE` (buildx buildflags.ParseAnnotations); throws in its words, behind `doing`. */
export function parseAnnotations(values: readonly string[], doing: 'parse annotations' | 'failed to parse annotations'): Annotation[] {
  return values.filter((value) => value !== '').flatMap((text): Annotation[] => {
    const at = text.indexOf('=');
    if (at === -1) throw new Error(`${doing}: invalid annotation ${quote(text)}, expected key=value`);
    const [left, value] = [text.slice(0, at), text.slice(at + 1)];
    const colon = left.indexOf(':');
    if (colon === -1) return [{ type: '', key: left, value }];
    return left.slice(0, colon).split(',').map((place) => {
      const [, type, platform] = /^([a-z-]+)(?:\[([A-Za-z0-9_/-]+)\])?$/.exec(place) ?? [];
      if (type === undefined) throw new Error(`${doing}: invalid annotation type ${quote(place)}, expected type and optional platform in square brackets`);
      if (!TYPES.includes(type)) throw new Error(`${doing}: unknown annotation type ${quote(type)}`);
      return { type: type as BuildAnnotation['type'], ...(platform !== undefined && { platform }), key: left.slice(colon + 1), value };
    });
  });
}
