import { isSysError } from '../../machine/errno';
import { MakeError } from './error';
import type { ExpandHost } from './expand';
import { implicitRule } from './implicit';
import { runRecipe } from './recipe';
import type { Makefile, RecipeLine, Rule } from './rules';
import { stemOf } from './words';
import { Variables } from './variables';

export interface BuildOptions {
  dryRun: boolean;
  silent: boolean;
  ignoreErrors: boolean;
  keepGoing: boolean;
  always: boolean;
  question: boolean;
  touch: boolean;
}

/** What came of a target: when its file was written last, whether it was made anew, whether that failed. */
interface Outcome {
  mtimeMs: number | undefined;
  remade: boolean;
  failed: boolean;
}

/** make was interrupted (Ctrl-C): it ends by the same signal. */
export class Interrupted extends Error {}

/** Brings targets up to date, each once. */
export class Builder {
  private readonly done = new Map<string, Outcome>();
  private readonly busy: string[] = [];
  /** How many recipes ran. */
  started = 0;

  constructor(private readonly host: ExpandHost, private readonly makefile: Makefile, private readonly variables: Variables, private readonly options: BuildOptions) {}

  /** Makes one goal; says where there was nothing to do. False where it failed. */
  async goal(name: string): Promise<boolean> {
    const before = this.started;
    const outcome = await this.update(name, undefined, this.variables);
    const { io, title } = this.host;
    if (outcome.failed) {
      if (this.options.keepGoing && this.makefile.targets.has(name) && !this.ownFailure.has(name)) await io.err(`${title}: Target '${name}' not remade because of errors.`);
      return false;
    }
    if (this.started === before && !this.options.silent && !this.options.question) {
      const target = this.makefile.targets.get(name);
      const idle = this.isPhony(name) || ((target?.recipe.length ?? 0) === 0 && (target?.doubles.length ?? 0) === 0 && this.implicit(name) === undefined);
      await io.out(idle ? `${title}: Nothing to be done for '${name}'.\n` : `${title}: '${name}' is up to date.\n`);
    }
    return true;
  }

  /** Targets that failed by their own recipe, of which make has spoken already. */
  private readonly ownFailure = new Set<string>();

  private isPhony(name: string): boolean {
    return this.makefile.special.get('.PHONY')?.has(name) ?? false;
  }

  private implicit(name: string) {
    return this.isPhony(name) ? undefined : implicitRule(this.host.io, this.makefile, name);
  }

  private mtime(name: string): number | undefined {
    try {
      return this.host.io.sys.stat(name).mtimeMs;
    } catch (error) {
      if (!isSysError(error)) throw error;
      return undefined;
    }
  }

  private async update(name: string, parent: string | undefined, outer: Variables): Promise<Outcome> {
    const known = this.done.get(name);
    if (known) return known;
    this.busy.push(name);
    const outcome = await this.make(name, parent, outer);
    this.busy.pop();
    this.done.set(name, outcome);
    return outcome;
  }

  private async make(name: string, parent: string | undefined, outer: Variables): Promise<Outcome> {
    const target = this.makefile.targets.get(name);
    const variables = await this.scopeOf(name, outer);
    if (target && target.doubles.length > 0) {
      let last: Outcome = { mtimeMs: this.mtime(name), remade: false, failed: false };
      for (const rule of target.doubles) {
        const one = await this.makeBy(name, rule, variables, rule.recipe, undefined, rule.prerequisites.length === 0);
        last = { ...one, remade: last.remade || one.remade };
        if (one.failed) break;
      }
      return last;
    }
    let recipe = target?.recipe ?? [];
    let prerequisites = target?.prerequisites ?? [];
    let orderOnly = target?.orderOnly ?? [];
    let stem = target?.stem;
    if (recipe.length === 0) {
      const found = this.implicit(name);
      if (found) {
        recipe = found.recipe;
        prerequisites = [...found.prerequisites, ...prerequisites];
        orderOnly = [...found.orderOnly, ...orderOnly];
        stem = found.stem;
      }
    }
    const fallback = this.makefile.targets.get('.DEFAULT');
    if (!target && recipe.length === 0 && this.mtime(name) === undefined) {
      if (fallback && fallback.recipe.length > 0) recipe = fallback.recipe;
      else {
        const message = `No rule to make target '${name}'${parent === undefined ? '' : `, needed by '${parent}'`}.`;
        if (!this.options.keepGoing) throw new MakeError(message);
        await this.host.io.err(`${this.host.title}: *** ${message}`);
        return { mtimeMs: undefined, remade: false, failed: true };
      }
    }
    return this.makeBy(name, { prerequisites, orderOnly }, variables, recipe, stem, false);
  }

  private async scopeOf(name: string, outer: Variables): Promise<Variables> {
    const own = this.makefile.targetVariables.filter(({ pattern }) => stemOf(pattern, name) !== undefined);
    if (own.length === 0) return outer;
    const variables = new Variables(outer);
    for (const { apply } of own) await apply(variables);
    return variables;
  }

  private async makeBy(name: string, rule: Pick<Rule, 'prerequisites' | 'orderOnly'>, outer: Variables, recipe: readonly RecipeLine[], stem: string | undefined, always: boolean): Promise<Outcome> {
    const { host, options } = this;
    const newer: string[] = [];
    let failed = false;
    let anew = false;
    const before = this.mtime(name);
    for (const [i, one] of [...rule.prerequisites, ...rule.orderOnly].entries()) {
      if (this.busy.includes(one)) {
        await host.io.err(`${host.title}: Circular ${name} <- ${one} dependency dropped.`);
        continue;
      }
      const outcome = await this.update(one, name, outer);
      failed ||= outcome.failed;
      if (i >= rule.prerequisites.length) continue;
      anew ||= outcome.remade;
      if (outcome.remade || before === undefined || (outcome.mtimeMs ?? 0) > before) newer.push(one);
    }
    if (failed) return { mtimeMs: before, remade: false, failed: true };
    const phony = this.isPhony(name);
    const due = always || options.always || phony || before === undefined || newer.length > 0 || anew;
    if (!due) return { mtimeMs: before, remade: false, failed: false };
    if (recipe.length === 0) return { mtimeMs: before, remade: phony || before === undefined || anew, failed: false };
    if (options.question) {
      this.started++;
      return { mtimeMs: before, remade: true, failed: true };
    }
    if (options.touch) return this.touch(name, phony);
    const variables = new Variables(outer);
    const unique = [...new Set(rule.prerequisites.filter((one) => !this.busy.includes(one)))];
    const automatic: Record<string, string> = {
      '@': name, '<': rule.prerequisites[0] ?? '', '^': unique.join(' '), '+': rule.prerequisites.join(' '), '?': [...new Set(newer)].join(' '), '*': stem ?? '', '|': [...new Set(rule.orderOnly)].join(' '),
    };
    for (const [key, value] of Object.entries(automatic)) variables.set(key, { value, recursive: false, origin: 'automatic' });
    const special = (key: string): boolean => {
      const set = this.makefile.special.get(key);
      return set !== undefined && (set.size === 0 || set.has(name));
    };
    const end = await runRecipe(host, recipe, { variables }, {
      silent: options.silent || special('.SILENT'), ignoreErrors: options.ignoreErrors || special('.IGNORE'), dryRun: options.dryRun, oneShell: this.makefile.special.has('.ONESHELL'),
    });
    if (end.ran) this.started++;
    if (!end.ok) {
      this.ownFailure.add(name);
      await host.io.err(`${host.title}: *** [${end.where}: ${name}] ${end.message}`);
      const after = this.mtime(name);
      if (!phony && (end.interrupted || special('.DELETE_ON_ERROR')) && after !== undefined && after !== before) {
        await host.io.err(`${host.title}: *** Deleting file '${name}'`);
        host.io.sys.unlink(name);
      }
      if (end.interrupted) throw new Interrupted();
      if (!options.keepGoing) throw new StoppedByError();
      return { mtimeMs: before, remade: false, failed: true };
    }
    const after = this.mtime(name);
    // A recipe that leaves its file as it was (`@:`) makes nothing anew for those who need it.
    return { mtimeMs: after, remade: phony || after === undefined || options.dryRun || after !== before || !end.ran, failed: false };
  }

  private async touch(name: string, phony: boolean): Promise<Outcome> {
    const { io } = this.host;
    this.started++;
    if (phony) return { mtimeMs: undefined, remade: true, failed: false };
    await io.out(`touch ${name}\n`);
    if (!io.sys.access(name, '')) io.sys.writeFile(name, '');
    io.sys.setattr(name, { mtimeMs: io.sys.now(), atimeMs: io.sys.now() });
    return { mtimeMs: this.mtime(name), remade: true, failed: false };
  }
}

/** A recipe failed, of which make has spoken; nothing else is made. */
export class StoppedByError extends Error {}
