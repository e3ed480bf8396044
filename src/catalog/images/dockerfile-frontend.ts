import type { Recipe } from '../recipe';

const CAPABILITIES = ['inputs', 'subrequests', 'contexts', 'gitquerystring'].map((name) => `moby.buildkit.frontend.${name}`).join(',');
const LABELS = { 'moby.buildkit.frontend.network.none': 'true', 'moby.buildkit.frontend.caps': CAPABILITIES };

/** docker/dockerfile: what `# syntax=` names, a program that turns Dockerfiles into BuildKit's graphs. */
export const recipe: Recipe = {
  facts: {
    latest: {
      created: '2026-06-24T09:12:40Z', entrypoint: ['/bin/dockerfile-frontend'], env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], labels: LABELS,
      layers: [['9d2b4f57f9e2', 14_280_000]],
      history: [
        ['LABEL moby.buildkit.frontend.network.none=true', 1], [`LABEL moby.buildkit.frontend.caps=${CAPABILITIES}`, 1],
        ['COPY /dockerfile-frontend /bin/dockerfile-frontend # buildkit'], ['ENTRYPOINT ["/bin/dockerfile-frontend"]', 1],
      ],
    },
  },
  aliases: Object.fromEntries(['1', '1-labs', 'labs', ...Array.from({ length: 24 }, (_, minor) => `1.${minor}`), ...Array.from({ length: 19 }, (_, i) => `1.${i + 5}-labs`)].map((tag) => [tag, 'latest'])),
  base: () => ({ kind: 'scratch' }),
  layer({ tree, sizeBytes }) {
    tree.exe('/bin/dockerfile-frontend', Math.round(sizeBytes * 2.522), 'dockerfile-frontend');
    return true;
  },
};
