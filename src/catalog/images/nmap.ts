import { apkAdd } from '../bases/alpine';
import { dpkgInstalled } from '../bases/debian';
import type { ImageFacts } from '../facts';
import type { LayerContext, Recipe } from '../recipe';
import { byRules } from './rules';
import { BASES, madeUp } from './synthetic';

function install({ tree, base }: LayerContext): void {
  tree.exe('/usr/bin/nmap', 2_900_000).exe('/usr/bin/ncat', 480_000, 'nc').exe('/usr/bin/nping', 520_000);
  tree.file('/usr/share/nmap/nmap-services', 'tcpmux\t1/tcp\t0.001995\nssh\t22/tcp\t0.182286\ndomain\t53/tcp\t0.048463\nhttp\t80/tcp\t0.484143\nhttps\t443/tcp\t0.208669\nipp\t631/tcp\t0.006160\nmysql\t3306/tcp\t0.045390\npostgresql\t5432/tcp\t0.007300\nredis\t6379/tcp\t0.000702\nhttp-alt\t8080/tcp\t0.038811\n');
  if (base.kind === 'alpine') apkAdd(tree, base.version, 'nmap=7.80-r2 libpcap=1.9.1-r2 lua5.3-libs=5.3.5-r6 pcre=8.44-r0');
  if (base.kind === 'debian') dpkgInstalled(tree, base.suite, 'nmap=7.93+dfsg1-1 nmap-common=7.93+dfsg1-1 libpcap0.8=1.10.3-1 liblua5.3-0=5.3.6-2');
  tree.ballast('/usr/share/nmap', 'nmap-os-db nmap-service-probes nselib.tar scripts.tar nmap-mac-prefixes');
}

/** uzyexe/nmap: eight layers, of which one carries nmap. */
const uzyexe = madeUp('uzyexe-nmap', '2020-05-12T03:21:17Z', ['ADD file:alpine-3.11', 'uzyexe-nmap-0', 2_813_316], [
  ['MAINTAINER uzyexe', undefined], ['RUN apk add --no-cache ca-certificates', 281_223], ['RUN apk add --no-cache nmap nmap-scripts', 5_912_804], ['RUN rm -rf /var/cache/apk/*', 132],
  ['RUN adduser -D nmap', 1_182], ['RUN mkdir -p /home/nmap/.nmap', 146], ['RUN update-ca-certificates', 231_507], ['WORKDIR /home/nmap', 117], ['ENTRYPOINT ["nmap"]', undefined],
], { entrypoint: ['nmap'], cmd: ['-h'], workdir: '' });

const onAlpine = (name: string): ImageFacts => madeUp(`${name}-nmap`, '2022-02-11T10:00:00Z', BASES.alpine, [['RUN apk add --no-cache nmap nmap-scripts', 6_204_000], ['ENTRYPOINT ["nmap"]', undefined]], { entrypoint: ['nmap'] });
const onDebian = (name: string): ImageFacts => madeUp(`${name}-nmap`, '2023-02-11T10:00:00Z', BASES.bookworm, [['RUN apt-get update && apt-get install -y nmap', 9_804_000], ['ENTRYPOINT ["nmap"]', undefined]], { entrypoint: ['nmap'] });

const layer = byRules(
  [/install.*nmap|apk add.*nmap/, install],
  [/adduser -D nmap/, ({ tree }) => void tree.dir('/home/nmap', 0o755, { uid: 1000, gid: 1000 })],
  [/mkdir -p/, ({ tree }) => void tree.dir('/home/nmap/.nmap')],
  [/rm -rf/, ({ tree }) => void tree.dir('/var/cache/apk')],
  [/update-ca/, ({ tree }) => void tree.ballast('/etc/ssl/certs', 'ca-certificates.crt')],
);

const base: Recipe['base'] = (image) => (image.history[0]![0] === 'ADD file:alpine-3.11' ? { kind: 'alpine', version: '3.11.6' } : undefined);

/** One repository's recipe; they are all alike but for their base. */
export function nmapRecipe(owner: string): Recipe {
  const image = owner === 'uzyexe' ? uzyexe : /networkstatic|cyberwatch|nitrogen17|parrotsec/.test(owner) ? onDebian(owner) : onAlpine(owner);
  return { facts: { latest: image }, base, layer };
}
