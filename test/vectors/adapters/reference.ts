import { parseAnyReference, parseReference, Reference } from '../../../src/oci/reference';
import { cases } from './types';

export const adapter = cases((input: string | { fn: string; v: string }) => {
  if (typeof input !== 'string') {
    const any = parseAnyReference(input.v);
    return any instanceof Reference ? any.toString() : any.digest;
  }
  const ref = parseReference(input);
  return {
    domain: ref.domain,
    path: ref.path,
    familiar: ref.familiar,
    familiarName: ref.familiarName,
    string: ref.toString(),
    tagNameOnly: ref.tagNameOnly().toString(),
    tag: ref.tag,
    digest: ref.digest,
  };
});
