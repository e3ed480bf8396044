import type { Digest } from '../../oci/digest';
import type { Descriptor } from '../../oci/image';
import type { ImageContext } from './context';
import { collectGarbage } from './garbage';
import { manifestViews } from './manifests';

/** How long what is leased outlives a daemon that died, or a client that went away (moby daemon/containerd/leases.go). */
const LEASE_MS = 8 * 3600 * 1000;

/**
 * Keeps what a piece of work needs from garbage collection, before an image has a name for it (containerd core/leases).
 * What it holds is a root: with a manifest or an index, all that it names, also what is still to come.
 */
export class Lease {
  private readonly entries = new Map<Digest, Descriptor>();
  /** Snapshots that no configuration names yet. */
  readonly snapshots = new Set<string>();

  constructor(private readonly context: ImageContext) {
    context.leases.add(this);
  }

  get targets(): Iterable<Descriptor> {
    return this.entries.values();
  }

  hold(target: Descriptor): void {
    if (this.entries.has(target.digest)) return;
    this.entries.set(target.digest, target);
    this.context.meta.data.leases.push({ target, expiresMs: this.context.sys.now() + LEASE_MS });
  }

  /** Whether a transfer for it broke off that can go on from where it was. */
  get isResumable(): boolean {
    const { context } = this;
    const layers = [...this.targets].flatMap((target) => manifestViews(context, target)).flatMap(({ manifest }) => manifest?.layers ?? []);
    return layers.some(({ digest }) => context.ingests.has(digest));
  }

  /** Lets go of everything. */
  release(): void {
    const { context } = this;
    if (!context.leases.delete(this)) return;
    if (this.entries.size === 0) return;
    const { data } = context.meta;
    data.leases = data.leases.filter(({ target }) => this.entries.get(target.digest) !== target);
    context.meta.save();
  }

  /** The work is over, but what it had brought stays until the lease expires or images are pruned. */
  leave(): void {
    this.context.leases.delete(this);
    this.context.meta.save();
  }
}

/**
 * Works under a lease, which ends with the work. What failed work has brought is collected, unless a transfer can go on
 * from it: then it stays for the next collection, and where `outlives` says so, until the lease expires.
 */
export async function withLease<T>(context: ImageContext, work: (lease: Lease) => Promise<T>, outlives: (error: unknown) => boolean = () => false): Promise<T> {
  const lease = new Lease(context);
  try {
    return await work(lease);
  } catch (error) {
    if (outlives(error)) lease.leave();
    else {
      const { isResumable } = lease;
      lease.release();
      if (!isResumable) collectGarbage(context);
    }
    throw error;
  } finally {
    lease.release();
  }
}
