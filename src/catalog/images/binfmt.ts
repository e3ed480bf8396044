import { EMULATORS } from '../../lib/emulators';
import type { Recipe } from '../recipe';
import { byRules } from './rules';
import { madeUp } from './synthetic';

/** tonistiigi/binfmt: QEMU's emulators, and the program that registers them (its Dockerfile, target image). */
export const recipe: Recipe = {
  facts: {
    latest: madeUp('tonistiigi-binfmt', '2026-07-20T15:12:08Z', ['COPY / /usr/bin/ # buildkit', 'tonistiigi-binfmt-0', 26_400_000], [
      ['COPY /go/bin/binfmt /usr/bin/binfmt # buildkit', 1_640_000], ['ARG QEMU_PRESERVE_ARGV0=1', undefined], ['ENV QEMU_PRESERVE_ARGV0=1', undefined],
      ['ENTRYPOINT ["/usr/bin/binfmt"]', undefined], ['VOLUME [/tmp]', undefined],
    ], { entrypoint: ['/usr/bin/binfmt'], volumes: ['/tmp'], env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'QEMU_PRESERVE_ARGV0=1'] }),
  },
  aliases: Object.fromEntries(['qemu-v11.0.2', 'qemu-v10.2.1', 'qemu-v10.0.4', 'qemu-v9.2.2', 'qemu-v8.1.5', 'qemu-v7.0.0', 'master'].map((tag) => [tag, 'latest'])),
  base: () => ({ kind: 'scratch' }),
  layer: byRules(
    [/COPY \/ /, ({ tree, sizeBytes }) => {
      for (const { binary } of EMULATORS) tree.exe(`/usr/bin/${binary}`, Math.round((sizeBytes * 2.5) / EMULATORS.length));
    }],
    [/binfmt/, ({ tree, sizeBytes }) => void tree.exe('/usr/bin/binfmt', Math.round(sizeBytes * 2.5))],
  ),
};
