import { boolean } from './psql-settings';

interface Branch {
  /** Whether the lines here are done. */
  active: boolean;
  /** Whether a branch of it has been done, or may not be. */
  taken: boolean;
  isElse: boolean;
}

/** \if, \elif, \else and \endif: which lines are done (psql(1)). */
export class Conditions {
  private readonly branches: Branch[] = [];

  get active(): boolean {
    return this.branches.every((branch) => branch.active);
  }

  get open(): boolean {
    return this.branches.length > 0;
  }

  /** One of the four commands; a text is what is wrong. */
  take(name: string, argument: string | undefined): string | undefined {
    const top = this.branches.at(-1);
    let complaint: string | undefined;
    const value = (): boolean => {
      const found = boolean(argument);
      if (found === undefined) complaint = `unrecognized value "${argument ?? ''}" for "\\${name} expression": Boolean expected`;
      return found ?? false;
    };
    if (name === 'if') {
      const outer = this.active;
      const active = outer && value();
      this.branches.push({ active, taken: active || !outer, isElse: false });
      return complaint;
    }
    if (!top) return `\\${name}: no matching \\if`;
    if (name === 'endif') {
      this.branches.pop();
      return undefined;
    }
    if (top.isElse) return name === 'else' ? '\\else: cannot occur after \\else' : '\\elif: cannot occur after \\else';
    if (name === 'else') top.isElse = true;
    top.active = !top.taken && (name === 'else' || value());
    top.taken ||= top.active;
    return complaint;
  }
}

export const isCondition = (name: string): boolean => ['if', 'elif', 'else', 'endif'].includes(name);
