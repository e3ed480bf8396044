import { convertDockerfile } from '../../../src/engine/builder/convert/convert';
import type { ConvertOptions } from '../../../src/engine/builder/convert/options';
import { orderedImage } from '../../../src/engine/builder/dockerfile/image';
import { Vertex } from '../../../src/engine/builder/graph/vertex';
import { canonical, type Adapter } from './types';

/** The base image that every FROM finds. */
const base = () => ({
  architecture: 'amd64',
  os: 'linux',
  config: { Env: ['PATH=/usr/local/bin:/usr/bin:/bin', 'BASE=1'], Cmd: ['/bin/sh'], WorkingDir: '/base', Labels: { base: 'yes' } },
  rootfs: { type: 'layers' as const, diff_ids: ['sha256:4fa6e0f0c6786287e131c3852c58a2e01cc697a68231826813597e4994f1d6e2'] },
  history: [{ created_by: 'BASE layer' }],
});

const common = {
  labels: {},
  mainContext: (followPaths: readonly string[]) => new Vertex({ type: 'local', name: 'context', followPaths: [...followPaths] }, [], { name: '' }),
  resolveImage: async (reference: string) => ({ reference, digest: undefined, config: base() }),
};

async function attempt(dockerfile: string, options: ConvertOptions): Promise<{ image?: unknown; error?: string }> {
  try {
    const { image } = await convertDockerfile(dockerfile, options);
    const ordered = orderedImage(image);
    for (const entry of ordered.history ?? []) delete entry.created;
    const { diff_ids } = ordered.rootfs;
    // A Go slice that nothing was added to.
    return { image: { ...ordered, rootfs: { ...ordered.rootfs, diff_ids: diff_ids.length === 0 ? null : diff_ids } } };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

export const adapter: Adapter = async (file) => {
  const results = [];
  for (const test of file.cases ?? []) {
    const { dockerfile, args, target } = test.in as { dockerfile: string; args: Record<string, string> | null; target: string };
    const options = { ...common, buildArgs: args ?? {}, target };
    const { image, error } = await attempt(dockerfile, options);
    const lint: unknown[] = [];
    const { error: lintError } = await attempt(dockerfile, {
      ...options,
      allStages: true,
      warn: ({ rule, description, url, detail, location }) => lint.push({ rule, description, url, detail, lines: [location?.start, location?.end] }),
    });
    const out = { image, lint: lint.length === 0 ? undefined : lint, lintError };
    const got = JSON.parse(JSON.stringify({ out, error })) as unknown;
    const expected = { out: test.out, error: test.error };
    results.push({ ok: canonical(expected) === canonical(got), expected, got, label: JSON.stringify(test.in) });
  }
  return results;
};
