import type { Flags } from '../../../flags/parse';
import type { Output } from '../outputs';
import type { Builder } from './builder';

/** What a builder is asked for. */
export interface Routed {
  outputs: Output[];
  /** Whether what comes back is loaded into the engine. */
  isLoaded: boolean;
  /** What is said when the build is over; empty for nothing. */
  warning: string;
}

/**
 * What becomes of outputs: the engine's own builder puts images into its store, one in a container hands them over as an
 * archive or keeps them in its cache (buildx build/opt.go, build.go warnOnNoOutput).
 */
export function routed(builder: Builder, asked: readonly Output[], flags: Flags, call: string): Routed {
  if (builder.isContext) return { outputs: [...asked], isLoaded: false, warning: '' };
  const loads = flags.bool('load') || (asked.length === 0 && builder.isLoadDefault);
  const wanted: Output[] = loads && !asked.some(({ type, attrs }) => type === 'docker' && attrs.dest === undefined) ? [...asked, { type: 'docker', attrs: {} }] : [...asked];
  if (wanted.length === 0) {
    const warning = `No output specified with ${builder.driver} driver. Build result will only remain in the build cache. To push result image into registry use --push or to load image into docker use --load`;
    return { outputs: [{ type: 'cacheonly', attrs: {} }], isLoaded: false, warning: call === 'build' ? warning : '' };
  }
  if (wanted.length > 1) throw new Error('dockyard: several outputs of a builder in a container are not simulated');
  const [output] = wanted;
  if (output!.type !== 'docker' || output!.attrs.dest !== undefined) {
    const several = flags.list('platform').join(',').split(',').length > 1 || flags.changed('sbom') || flags.list('attest').length > 0;
    if (output!.type === 'docker' && several) throw new Error('docker exporter does not support exporting manifest lists, use the oci exporter instead');
    return { outputs: wanted, isLoaded: false, warning: '' };
  }
  // The engine takes archives of OCI's layout, with every platform and the attestations.
  return { outputs: [{ type: 'oci', attrs: output!.attrs }], isLoaded: true, warning: '' };
}
