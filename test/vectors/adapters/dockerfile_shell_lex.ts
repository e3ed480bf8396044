import { EnvList } from '../../../src/engine/builder/dockerfile/env';
import { Lex } from '../../../src/engine/builder/dockerfile/lex';
import { cases } from './types';

export const adapter = cases((input: { word: string; mode: string; escape: string; env?: string[]; from?: string }, _test, file) => {
  const defaults = file.source.split('default env=')[1]?.split(' | ') ?? [];
  const expansion = new Lex(input.escape).expand(input.word, EnvList.from(input.env ?? defaults));
  if (input.mode === 'words') return expansion.words ?? null;
  if (input.from) return { result: expansion.result };
  return { result: expansion.result, unmatched: expansion.unmatched.size === 0 ? null : [...expansion.unmatched].sort() };
});
