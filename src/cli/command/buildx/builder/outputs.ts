import type { Flags } from '../../../flags/parse';
import type { Output } from '../outputs';
import type { Builder } from './builder';

/** What a builder is asked for. */
export interface Routed {
  outputs: RoutedOutput[];
  /** What is said when the build is over; empty for nothing. */
  warning: string;
}

/** An output, and whether what comes back of it is loaded into the engine. */
export type RoutedOutput = Output & { isLoaded?: boolean };

/**
 * What becomes of outputs: the engine's own builder puts images into its store, one in a container hands them over as an
 * archive or keeps them in its cache (buildx build/opt.go, build.go warnOnNoOutput).
 */
export function routed(builder: Builder, asked: readonly Output[], flags: Flags, call: string): Routed {
  const loads = flags.bool('load') || (asked.length === 0 && builder.isLoadDefault);
  const wanted: Output[] = loads && !asked.some(({ type, attrs }) => type === 'docker' && attrs.dest === undefined) ? [...asked, { type: 'docker', attrs: {} }] : [...asked];
  if (builder.isContext) return { outputs: wanted, warning: '' };
  if (wanted.length === 0) {
    const warning = `No output specified with ${builder.driver} driver. Build result will only remain in the build cache. To push result image into registry use --push or to load image into docker use --load`;
    return { outputs: [{ type: 'cacheonly', attrs: {} }], warning: call === 'build' ? warning : '' };
  }
  const several = flags.list('platform').join(',').split(',').length > 1 || flags.changed('sbom') || flags.list('attest').length > 0;
  const outputs = wanted.map(({ type, attrs }): RoutedOutput => {
    // The engine takes archives of OCI's layout, with every platform and the attestations.
    if (type === 'docker' && attrs.dest === undefined) return { type: 'oci', attrs, isLoaded: true };
    if (type === 'docker' && several) throw new Error('docker exporter does not support exporting manifest lists, use the oci exporter instead');
    return { type, attrs };
  });
  return { outputs, warning: '' };
}
