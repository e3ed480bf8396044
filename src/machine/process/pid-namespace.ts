import type { PidNamespace } from '../kernel-types';
import type { Process } from './process';

/** A pid namespace (pid_namespaces(7)): its processes have a number here and in every namespace around it. */
export class PidNamespaceImpl implements PidNamespace {
  readonly level: number;
  readonly processes = new Map<number, Process>();
  nextPid = 1;
  /** The first process; when it ends, all others do and nobody can be born here any more. */
  init: Process | undefined;
  dead = false;

  constructor(
    readonly id: number,
    readonly parent: PidNamespaceImpl | undefined,
  ) {
    this.level = parent ? parent.level + 1 : 0;
  }

  /** Whether `other` is this namespace or one inside it. */
  contains(other: PidNamespaceImpl): boolean {
    for (let ns: PidNamespaceImpl | undefined = other; ns && ns.level >= this.level; ns = ns.parent) if (ns === this) return true;
    return false;
  }
}

/** A process's (or group's, or session's) numbers, from the host's namespace inwards. */
export class PidSet {
  constructor(
    readonly ns: PidNamespaceImpl,
    readonly numbers: readonly number[],
  ) {}

  /** The number as seen from a namespace; 0 when it can't be seen from there. */
  in(ns: PidNamespaceImpl): number {
    return ns.contains(this.ns) ? (this.numbers[ns.level] ?? 0) : 0;
  }

  get host(): number {
    return this.numbers[0]!;
  }

  get own(): number {
    return this.numbers[this.numbers.length - 1]!;
  }

  /** Takes the next free number in the namespace and in all around it. */
  static allocate(ns: PidNamespaceImpl): PidSet {
    const numbers: number[] = [];
    for (let at: PidNamespaceImpl | undefined = ns; at; at = at.parent) numbers.unshift(at.nextPid++);
    return new PidSet(ns, numbers);
  }
}
