import { apkAdd } from '../bases/alpine';
import { debian } from '../bases';
import type { Recipe } from '../recipe';
import { oldNginxLayers } from './gcr-layers';
import type { ImageFacts } from '../facts';
import { byRules } from './rules';
import { BASES, madeUp } from './synthetic';

const curlRelease = (version: string, created: string, id = `curlimages-curl-${version}`): ImageFacts =>
  madeUp(id, created, BASES.alpine, [
      ['RUN apk add --no-cache brotli zstd libpsl nghttp2', 1_604_000], ['RUN addgroup -S curl_group && adduser -S curl_user -G curl_group', 1_010], ['COPY /usr/local/bin/curl /usr/bin/curl # buildkit', 3_120_000],
      ['COPY entrypoint.sh /entrypoint.sh # buildkit', 310], ['ENTRYPOINT ["/entrypoint.sh"]', undefined], ['CMD ["curl"]', undefined],
  ], { entrypoint: ['/entrypoint.sh'], cmd: ['curl'], user: 'curl_user', labels: { 'org.opencontainers.image.version': version }, unrecorded: `curl ${version}` });

/** curlimages/curl: curl on Alpine, run as curl_user. */
export const curl: Recipe = {
  facts: {
    latest: curlRelease('8.18.0', '2026-08-12T06:11:02Z', 'curlimages-curl'),
    '8.12.1': curlRelease('8.12.1', '2025-02-13T07:11:02Z'),
    '7.78.0': curlRelease('7.78.0', '2021-07-21T06:11:02Z'),
  },
  aliases: { '8.18.0': 'latest' },
  layer: byRules(
    [/entrypoint\.sh/, ({ tree }) => void tree.script('/entrypoint.sh', '#!/bin/sh\nset -e\n\nif [ "${1#-}" != "${1}" ] || ! command -v "${1}" >/dev/null; then\n  set -- curl "$@"\nfi\n\nexec "$@"\n')],
    [/adduser/, ({ tree }) => void tree.dir('/home/curl_user', 0o755, { uid: 100, gid: 101 }).file('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\ncurl_user:x:100:101::/home/curl_user:/sbin/nologin\n').file('/etc/group', 'root:x:0:root\nnobody:x:65534:\ncurl_group:x:101:curl_user\n')],
    [/bin\/curl/, ({ tree, image }) => void tree.exe('/usr/bin/curl', 310_000, 'curl', 0o755, image.labels!['org.opencontainers.image.version']).ballast('/usr/lib', 'libcurl.so.4.8.0 libssh2.so.1')],
  ),
};

/** nicolaka/netshoot and its like: every network tool that there is. */
const NETWORK_TOOLS = 'curl wget nmap dig nslookup host ping traceroute mtr tcpdump netstat ss ip ifconfig iperf3 socat ncat nc jq vim bash ngrep iftop httpie tshark';

export const netshoot: Recipe = {
  facts: { latest: madeUp('nicolaka-netshoot', '2026-03-02T14:20:11Z', BASES.alpine, [['RUN apk add --no-cache apache2-utils bash bind-tools bird bridge-utils curl …', 148_300_000], ['WORKDIR /root', 93], ['CMD ["zsh"]', undefined]], { cmd: ['bash'], workdir: '/root', unrecorded: 'netshoot' }) },
  aliases: { 'v0.13': 'latest' },
  layer: byRules([/apk add/, ({ tree, base }) => {
    tree.exes('/usr/bin', NETWORK_TOOLS, 420_000).link('/bin/bash', '/usr/bin/bash');
    if (base.kind === 'alpine') apkAdd(tree, base.version, 'bash=5.3.9-r1 bind-tools=9.20.18-r0 curl=8.18.0-r0 iproute2=6.18.0-r0 nmap=7.98-r1 tcpdump=4.99.5-r1 vim=9.1.1997-r0');
    tree.ballast('/usr/lib', 'libwireshark.so.18 libpython3.14.so.1.0 libssl.so.3');
  }]),
};

export const multitool: Recipe = {
  facts: { latest: madeUp('praqma-multitool', '2023-05-04T09:11:41Z', BASES.alpine, [['RUN apk add --no-cache bash bind-tools curl nginx tcpdump', 14_300_000], ['CMD ["/usr/sbin/nginx" "-g" "daemon off;"]', undefined]], { cmd: ['/usr/sbin/nginx', '-g', 'daemon off;'], ports: ['80/tcp', '443/tcp'], unrecorded: 'network-multitool' }) },
  layer: byRules([/apk add/, ({ tree }) => void tree.exes('/usr/bin', 'bash curl dig nslookup host tcpdump jq', 420_000).link('/bin/bash', '/usr/bin/bash').exe('/usr/sbin/nginx', 1_100_000).file('/usr/share/nginx/html/index.html', 'Praqma Network MultiTool\n').file('/etc/nginx/nginx.conf', 'worker_processes 1;\nevents { worker_connections 1024; }\nhttp { server { listen 80; root /usr/share/nginx/html; } }\n').dir('/var/lib/nginx/tmp').dir('/var/log/nginx').dir('/run/nginx').ballast('/usr/lib', 'libcrypto-tools.so.3 libuv.so.1')]),
};

export const centos: Recipe = {
  facts: { latest: madeUp('centos-8', '2021-09-15T18:20:05Z', ['ADD file:centos-8-x86_64', 'centos-8-0', 83_518_086], [['LABEL org.label-schema.name=CentOS Base Image', undefined], ['CMD ["/bin/bash"]', undefined]], { cmd: ['/bin/bash'] }), '7': madeUp('centos-7', '2021-09-15T18:20:23Z', ['ADD file:centos-7-x86_64', 'centos-7-0', 76_097_157], [['CMD ["/bin/bash"]', undefined]], { cmd: ['/bin/bash'] }) },
  aliases: { '8': 'latest', centos7: '7', centos8: 'latest' },
  base: () => ({ kind: 'redhat', release: 'centos7' }),
};

const staticServer = (name: string, sizeBytes: number, page: string): Recipe => ({
  facts: { latest: madeUp(name, '2025-11-03T12:00:00Z', BASES.alpine, [['RUN apk add --no-cache nginx', 2_104_000], ['COPY /app/dist /usr/share/nginx/html # buildkit', sizeBytes], ['CMD ["nginx" "-g" "daemon off;"]', undefined]], { cmd: ['nginx', '-g', 'daemon off;'], ports: ['80/tcp'], unrecorded: name }) },
  layer: byRules(
    [/apk add/, ({ tree }) => void tree.exe('/usr/sbin/nginx', 1_100_000).file('/etc/nginx/nginx.conf', 'worker_processes 1;\nevents { worker_connections 1024; }\nhttp { server { listen 80; root /usr/share/nginx/html; index index.html; } }\n').link('/var/log/nginx/access.log', '/dev/stdout').link('/var/log/nginx/error.log', '/dev/stderr').dir('/var/lib/nginx/tmp').dir('/run/nginx').ballast('/usr/lib', 'libpcre2-8.so.0')],
    [/COPY/, ({ tree }) => void tree.file('/usr/share/nginx/html/index.html', page).ballast('/usr/share/nginx/html/assets', 'app.js app.css logo.png')],
  ),
});

export const welcome: Recipe = staticServer('docker-welcome', 5_200_000, '<!doctype html>\n<title>Welcome to Docker</title>\n<h1>Congratulations!!!</h1>\n<p>You ran your first container.</p>\n');
export const gettingStarted: Recipe = staticServer('docker-getting-started', 9_400_000, '<!doctype html>\n<title>Getting Started</title>\n<h1>Getting Started</h1>\n<p>The command that you just ran works.</p>\n');

/** gcr.io/google-containers/nginx: an old nginx on Debian. */
const gcrNginxRelease = (version: string, created: string, id: string): ImageFacts =>
  madeUp(id, created, ['ADD file:debian-jessie', 'gcr-nginx-0', 51_360_000], [['RUN apt-get update && apt-get install -y ca-certificates nginx=1.9.5-1~jessie'.replace('1.9.5', version), 14_210_000], ['RUN ln -sf /dev/stdout /var/log/nginx/access.log', 193], ['EXPOSE 443/tcp 80/tcp', undefined], ['CMD ["nginx" "-g" "daemon off;"]', undefined]], { cmd: ['nginx', '-g', 'daemon off;'], ports: ['80/tcp', '443/tcp'] });

export const gcrNginx: Recipe = {
  facts: { latest: gcrNginxRelease('1.9.5', '2015-09-30T18:11:12Z', 'gcr-nginx') },
  aliases: { '1.9': 'latest', '1.9.5': 'latest' },
  base: () => debian('bullseye', false),
  layer: oldNginxLayers,
};

export const gcrPause: Recipe = {
  facts: Object.fromEntries(([['3.10', '2024-05-01T00:00:00Z', 'k8s-pause-0'], ['3.9', '2022-10-04T00:00:00Z', 'k8s-pause-3.9-0']] as const).map(([version, created, key]) =>
    [version, madeUp('k8s-pause', created, ['COPY bin/pause-linux-amd64 /pause # buildkit', key, 318_000], [['ENTRYPOINT ["/pause"]', undefined]], { entrypoint: ['/pause'] })])),
  aliases: { latest: '3.10' },
  base: () => ({ kind: 'scratch' }),
  layer: ({ tree }) => (tree.exe('/pause', 780_000).ballast('/lib', 'pause.sym'), true),
};

/** traefik/whoami: a small web server that tells who it is. */
export const whoami: Recipe = {
  facts: Object.fromEntries(([['latest', '2025-03-18T14:50:12Z', 'traefik-whoami'], ['v1.10', '2024-05-13T07:50:12Z', 'traefik-whoami-v1.10']] as const).map(([tag, created, id]) =>
    [tag, madeUp(id, created, ['COPY /usr/share/zoneinfo /usr/share/zoneinfo # buildkit', `${id}-0`, 462_000], [['COPY whoami / # buildkit', 2_440_000], ['ENTRYPOINT ["/whoami"]', undefined], ['EXPOSE map[80/tcp:{}]', undefined]], { entrypoint: ['/whoami'], ports: ['80/tcp'] })])),
  aliases: { 'v1.11': 'latest', 'v1.11.0': 'latest' },
  base: () => ({ kind: 'scratch' }),
  layer: byRules(
    [/zoneinfo/, ({ tree }) => void tree.ballast('/usr/share/zoneinfo', 'tzdata.zi zone1970.tab')],
    [/whoami/, ({ tree }) => void tree.exe('/whoami', 5_800_000, 'traefik-whoami').ballast('/usr/share/whoami', 'licenses.tar')],
  ),
};
