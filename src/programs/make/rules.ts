import type { Variables } from './variables';

export interface RecipeLine {
  text: string;
  /** `Makefile:3`, as errors name it. */
  where: string;
}

/** One rule as the file gives it. */
export interface Rule {
  targets: readonly string[];
  prerequisites: readonly string[];
  orderOnly: readonly string[];
  /** For `targets: pattern: prerequisites`: the pattern that gives each target its stem. */
  targetPattern?: string | undefined;
  doubleColon: boolean;
  recipe: RecipeLine[];
  where: string;
}

/** A target with all that its rules say of it together. */
export interface Target {
  name: string;
  prerequisites: string[];
  orderOnly: string[];
  recipe: RecipeLine[];
  /** Where the recipe was given, for the warning when a second comes. */
  recipeWhere?: string;
  stem?: string;
  /** Independent rules of a double-colon target. */
  doubles: Rule[];
}

/** A pattern rule: `%.o: %.c`. */
export type PatternRule = Rule & { builtIn?: boolean };

/** All that makefiles said. */
export interface Makefile {
  targets: Map<string, Target>;
  /** What has been read and not yet joined by target: recipes may still grow. */
  rules: Rule[];
  patterns: PatternRule[];
  /** The first target, unless `.DEFAULT_GOAL` names one. */
  firstGoal?: string;
  special: Map<string, Set<string>>;
  /** Variables of a target or of targets that fit a pattern, in order: evaluated when the target is made. */
  targetVariables: { pattern: string; apply: (variables: Variables) => Promise<void> }[];
  exportAll: boolean;
}

export const newMakefile = (): Makefile => ({ targets: new Map(), rules: [], patterns: [], special: new Map(), targetVariables: [], exportAll: false });

/** The target by a name, made where nothing was said of it yet. */
export function targetOf(makefile: Makefile, name: string): Target {
  let target = makefile.targets.get(name);
  if (!target) {
    target = { name, prerequisites: [], orderOnly: [], recipe: [], doubles: [] };
    makefile.targets.set(name, target);
  }
  return target;
}

const BUILT_IN: readonly [target: string, prerequisite: string, recipe: readonly string[]][] = [
  ['%', '%.o', ['$(LINK.o) $^ $(LOADLIBES) $(LDLIBS) -o $@']],
  ['%', '%.c', ['$(LINK.c) $^ $(LOADLIBES) $(LDLIBS) -o $@']],
  ['%', '%.cc', ['$(LINK.cc) $^ $(LOADLIBES) $(LDLIBS) -o $@']],
  ['%', '%.cpp', ['$(LINK.cpp) $^ $(LOADLIBES) $(LDLIBS) -o $@']],
  ['%.o', '%.c', ['$(COMPILE.c) $(OUTPUT_OPTION) $<']],
  ['%.o', '%.cc', ['$(COMPILE.cc) $(OUTPUT_OPTION) $<']],
  ['%.o', '%.cpp', ['$(COMPILE.cpp) $(OUTPUT_OPTION) $<']],
  ['%', '%.sh', ['cat $< >$@', 'chmod a+x $@']],
];

/** The rules that make has built in, those for C, C++ and scripts. */
export function builtInRules(): PatternRule[] {
  return BUILT_IN.map(([target, prerequisite, recipe]) => ({
    targets: [target], prerequisites: [prerequisite], orderOnly: [], doubleColon: false, builtIn: true, where: '<builtin>', recipe: recipe.map((text) => ({ text, where: '<builtin>' })),
  }));
}
