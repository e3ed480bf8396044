import type { LayerFile, StepView } from './layers-model';

/**
 * How a step of an image stands to the same step of an earlier one: `same` came from the cache; else its instruction
 * is another, what it took in is another (`paths`), it ran again for a reason that layers don't tell, or a step before it had changed.
 */
export type StepVerdict =
  | { kind: 'same' }
  | { kind: 'new' }
  | { kind: 'instruction'; before: string }
  | { kind: 'input'; paths: string[] }
  | { kind: 'again' }
  | { kind: 'after'; step: number };

const TAKES_FILES = /^(?:COPY|ADD|\/bin\/sh -c #\(nop\) (?:COPY|ADD)) /;

/** Where two layers hold different things; times don't count, as in the build cache's checksums of files. */
export function differingPaths(before: readonly LayerFile[], after: readonly LayerFile[]): string[] {
  const key = ({ type, size, mode, sum, target }: LayerFile): string => ([type, ...(type === 'dir' ? [] : [size]), mode, sum, target].join(' '));
  const old = new Map(before.map((file) => [file.path, key(file)]));
  const paths = after.filter((file) => old.get(file.path) !== key(file)).map((file) => file.path);
  const now = new Set(after.map((file) => file.path));
  return [...paths, ...before.filter((file) => !now.has(file.path)).map((file) => file.path)].sort();
}

/** Why each step of an image isn't the earlier image's: the answer to a cache that was missed. */
export function compareSteps(before: readonly StepView[], after: readonly StepView[]): StepVerdict[] {
  let first: number | undefined;
  return after.map((step, i): StepVerdict => {
    const old = before[i];
    if (first !== undefined) return { kind: 'after', step: first };
    if (old && old.createdBy === step.createdBy && old.diffId === step.diffId) return { kind: 'same' };
    first = i;
    if (!old) return { kind: 'new' };
    // The checksum of what is copied stands in the classic builder's text; it is no other instruction.
    const textOf = (text: string): string => text.replace(/\b(?:file|dir|multi):[0-9a-f]{64}/g, '');
    if (textOf(old.createdBy) !== textOf(step.createdBy)) return { kind: 'instruction', before: old.createdBy };
    const paths = differingPaths(old.files, step.files);
    return TAKES_FILES.test(step.createdBy) && paths.length > 0 ? { kind: 'input', paths } : { kind: 'again' };
  });
}

/** A verdict in a sentence; undefined for what is the same. */
export function verdictSentence(verdict: StepVerdict): string | undefined {
  switch (verdict.kind) {
    case 'same': return undefined;
    case 'new': return 'This step is new.';
    case 'instruction': return `The instruction is another one. It was: ${verdict.before}`;
    case 'input': {
      const shown = verdict.paths.slice(0, 3).map((path) => `/${path}`).join(', ');
      const more = verdict.paths.length - 3;
      return `What it copies has changed: ${shown}${more > 0 ? ` and ${more} more` : ''}.`;
    }
    case 'again': return 'It ran again: without the cache (--no-cache, or pruned), on another base image, or with other mounts, arguments or network than layers tell of.';
    case 'after': return `Made anew, because step ${verdict.step + 1} before it changed.`;
  }
}
