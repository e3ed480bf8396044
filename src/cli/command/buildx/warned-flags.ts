import type { Cli } from '../../cli';
import type { Flags } from '../../flags/parse';

/** Flags of the classic builder that BuildKit has no use for, and what buildx says to them (buildx commands/build.go). */
const WARNINGS: readonly (readonly [flag: string, warning: string])[] = [
  ['isolation', 'isolation flag is deprecated with BuildKit.'],
  ['security-opt', 'security-opt flag is deprecated. "RUN --security=insecure" should be used with BuildKit.'],
  ['squash', 'experimental flag squash is removed with BuildKit. You should squash inside build using a multi-stage Dockerfile for efficiency.'],
];

export async function warnOfFlags(cli: Cli, flags: Flags): Promise<void> {
  for (const [flag, warning] of WARNINGS) if (flags.changed(flag)) await cli.note(`WARNING: ${warning}`);
}
