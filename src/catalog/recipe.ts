import type { Suite } from './bases/debian';
import type { ImageFacts, RepositoryFacts } from './facts';
import type { Tree } from './tree';

/** One layer that a recipe is asked to fill. */
export interface LayerContext {
  repository: string;
  tag: string;
  image: ImageFacts;
  /** The place among the image's layers; 0 is the base. */
  index: number;
  createdBy: string;
  sizeBytes: number;
  tree: Tree;
  /** What the base layer is. */
  base: Base;
  /** A variable of the image's environment. */
  env(name: string): string;
}

export type Base =
  | { kind: 'debian'; suite: Suite; slim: boolean }
  | { kind: 'alpine'; version: string }
  /** `release`: the number and the date of the build, as its banner writes them. */
  | { kind: 'busybox'; flavour: 'glibc' | 'musl' | 'uclibc'; release?: string }
  | { kind: 'redhat'; release: 'ol7' | 'ol8' | 'ol9' | 'fedora' | 'centos7' }
  | { kind: 'scratch' };

/** What makes one repository's images: its facts, and what its own layers hold. */
export interface Recipe {
  facts: RepositoryFacts;
  /** Tags that name the same image as another: `1.37` → `latest`. */
  aliases?: Readonly<Record<string, string>>;
  /** The base where the history doesn't tell. */
  base?(image: ImageFacts, tag: string): Base | undefined;
  /** Fills a layer above the base; false leaves it to the common ones. */
  layer?(context: LayerContext): boolean;
}
