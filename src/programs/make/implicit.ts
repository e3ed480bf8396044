import type { Io } from '../applet';
import type { Makefile, RecipeLine } from './rules';
import { baseOf, directoryOf, stemOf } from './words';

/** What a pattern rule gives for a file. */
export interface ImplicitMatch {
  prerequisites: string[];
  orderOnly: string[];
  recipe: RecipeLine[];
  stem: string;
}

/**
 * The pattern rule that makes a file (GNU make manual, "Implicit Rule Search Algorithm"): its prerequisites exist or
 * are named in the makefile; else one whose prerequisites other pattern rules make. The shortest stem wins.
 */
export function implicitRule(io: Io, makefile: Makefile, name: string, used: ReadonlySet<object> = new Set()): ImplicitMatch | undefined {
  const candidates = makefile.patterns.flatMap((rule) => {
    if (used.has(rule) || rule.recipe.length === 0) return [];
    return rule.targets.flatMap((target) => {
      const folder = target.includes('/') || !name.includes('/') ? '' : directoryOf(name);
      const stem = stemOf(target, folder === '' ? name : baseOf(name));
      return stem === undefined || stem === '' ? [] : [{ rule, stem, folder, anything: target === '%' }];
    });
  }).sort((a, b) => a.stem.length - b.stem.length);
  for (const chained of [false, true]) {
    for (const { rule, stem, folder, anything } of candidates) {
      if (chained && (anything && used.size > 0)) continue;
      const filled = (word: string): string => (word.includes('%') ? folder + word.replace('%', () => stem) : word);
      const prerequisites = rule.prerequisites.map(filled);
      const able = prerequisites.every((one) => io.sys.access(one, '') || makefile.targets.has(one) || (chained && implicitRule(io, makefile, one, new Set([...used, rule])) !== undefined));
      if (able) return { prerequisites, orderOnly: rule.orderOnly.map(filled), recipe: rule.recipe, stem: folder + stem };
    }
  }
  return undefined;
}
