import { parseEnvFile } from '../../opts/env-file';

export interface FileSource {
  env: Readonly<Record<string, string>>;
  readFile(path: string): Uint8Array;
}

/** --env-file, then --env; a bare name takes this environment's value (opts.ReadKVEnvStrings). */
export function readEnvironment(files: readonly string[], values: readonly string[], source: FileSource): string[] | null {
  const lookup = (name: string): string | undefined => source.env[name];
  const all = files.flatMap((file) => parseEnvFile(source.readFile(file), file, lookup));
  for (const value of values) {
    const found = value.includes('=') ? undefined : lookup(value);
    all.push(found === undefined ? value : `${value}=${found}`);
  }
  return all.length === 0 ? null : all;
}

/** --label-file, then --label (opts.ReadKVStrings). */
export function readLabels(files: readonly string[], values: readonly string[], source: FileSource): string[] {
  return [
    ...files.flatMap((file) => {
      try {
        return parseEnvFile(source.readFile(file), file);
      } catch (error) {
        throw new Error(`--label-file: ${(error as Error).message}`);
      }
    }),
    ...values,
  ];
}
