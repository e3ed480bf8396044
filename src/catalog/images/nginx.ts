import { alpineAccounts, apkAdd } from '../bases/alpine';
import { debianAccounts, dpkgInstalled } from '../bases/debian';
import { derive, newLayers } from '../derive';
import { facts } from '../facts';
import json from '../facts/nginx.json';
import type { LayerContext, Recipe } from '../recipe';
import { NGINX_LINES, nginxReleases } from './nginx-releases';
import { onBases } from '../stands-on';
import { DEFAULT_CONF, DEFAULT_CONF_MD5, ENTRYPOINT, ENVSUBST, ERROR_HTML, INDEX_HTML, LISTEN_IPV6, LOCAL_RESOLVERS, MIME_TYPES, NGINX_CONF, TUNE_WORKERS } from './nginx-files';

const known = facts(json);
const release = (version: string, created: string, njs: string) => ({
  ...derive(known.stable!, {
    created,
    layers: newLayers(known.stable!, 1, version, 0.9),
    envChange: { NGINX_VERSION: version, NJS_VERSION: njs },
  }),
});
const alpineRelease = (version: string, created: string, njs?: string) =>
  derive(known.alpine!, { created, layers: newLayers(known.alpine!, 1, version, 0.95), envChange: { NGINX_VERSION: version, ...(njs === undefined ? {} : { NJS_VERSION: njs }) } });

const SCRIPTS: readonly (readonly [pattern: RegExp, path: string, text: string])[] = [
  [/10-listen-on-ipv6/, '/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh', LISTEN_IPV6],
  [/15-local-resolvers/, '/docker-entrypoint.d/15-local-resolvers.envsh', LOCAL_RESOLVERS],
  [/20-envsubst/, '/docker-entrypoint.d/20-envsubst-on-templates.sh', ENVSUBST],
  [/30-tune-worker/, '/docker-entrypoint.d/30-tune-worker-processes.sh', TUNE_WORKERS],
  [/COPY docker-entrypoint\.sh/, '/docker-entrypoint.sh', ENTRYPOINT],
];

/** What the nginx package installs. */
export function installNginx({ tree }: Pick<LayerContext, 'tree'>): void {
  tree.exe('/usr/sbin/nginx', 1_540_000).exe('/usr/sbin/nginx-debug', 1_600_000, 'nginx').link('/etc/nginx/modules', '/usr/lib/nginx/modules');
  tree.file('/etc/nginx/nginx.conf', NGINX_CONF).file('/etc/nginx/conf.d/default.conf', DEFAULT_CONF).file('/etc/nginx/mime.types', MIME_TYPES);
  tree.file('/etc/nginx/fastcgi_params', 'fastcgi_param  QUERY_STRING       $query_string;\nfastcgi_param  REQUEST_METHOD     $request_method;\n').file('/etc/nginx/scgi_params', '').file('/etc/nginx/uwsgi_params', '');
  tree.file('/usr/share/nginx/default.conf.md5', `${DEFAULT_CONF_MD5}  /etc/nginx/conf.d/default.conf\n`);
  tree.file('/usr/share/nginx/html/index.html', INDEX_HTML).file('/usr/share/nginx/html/50x.html', ERROR_HTML);
  tree.link('/var/log/nginx/access.log', '/dev/stdout').link('/var/log/nginx/error.log', '/dev/stderr');
  tree.dir('/var/cache/nginx', 0o755, { uid: 101 }).dir('/docker-entrypoint.d').dir('/etc/nginx/templates').dir('/var/lib/nginx');
  tree.ballast('/usr/lib/nginx/modules', 'ngx_http_js_module.so ngx_stream_js_module.so ngx_http_image_filter_module.so ngx_http_xslt_filter_module.so ngx_http_geoip_module.so ngx_otel_module.so', 0o644);
}

/** Fills a layer of an image of nginx. */
export function nginxLayer(context: LayerContext): boolean {
  const { tree, createdBy, base, index, env } = context;
  const script = SCRIPTS.find(([pattern]) => pattern.test(createdBy));
  if (script) {
    tree.script(script[1], script[2]);
    return true;
  }
  if (index === 1) {
    installNginx(context);
    const user = { name: 'nginx', uid: 101, gid: 101, info: 'nginx user', home: '/nonexistent', shell: '/bin/false' };
    if (base.kind === 'alpine') {
      alpineAccounts(tree, [{ ...user, home: '/var/cache/nginx', shell: '/sbin/nologin' }]);
      apkAdd(tree, base.version, `nginx=${env('NGINX_VERSION')}-r1 pcre2=10.47-r0 tzdata=2026c-r0 gettext-envsubst=0.24.1-r0`);
      tree.exe('/usr/bin/envsubst', 22_000);
    }
    if (base.kind === 'debian') {
      debianAccounts(tree, [user]);
      dpkgInstalled(tree, base.suite, `nginx=${env('NGINX_VERSION')}-1~${base.suite.codename} curl ca-certificates gettext gettext-base libxml2`);
      tree.ballast('/usr/lib/x86_64-linux-gnu', 'libicudata.so.76 libgd.so.3 libheif.so.1 libcurl.so.4 libaom.so.3 libxslt.so.1 libx265.so.215 libavif.so.16');
    }
    return true;
  }
  if (base.kind === 'alpine') {
    apkAdd(tree, base.version, `nginx=${env('NGINX_VERSION')}-r1 pcre2=10.47-r0 tzdata=2026c-r0 gettext-envsubst=0.24.1-r0 curl=8.18.0-r0 libxslt=1.1.45-r0 libgd=2.3.3-r10 geoip=1.6.12-r5`);
    tree.exe('/usr/bin/curl', 260_000).ballast('/usr/lib', 'libicudata.so.76 libgd.so.3 libxml2.so.2 libcurl.so.4 libheif.so.1 libaom.so.3');
    return true;
  }
  return false;
}

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    '1.27': release('1.27.5', '2025-04-16T14:50:31Z', '0.8.10'),
    '1.25': { ...release('1.25.5', '2024-04-16T21:00:00Z', '0.8.4'), layers: known.stable!.layers },
    '1.23': { ...release('1.23.4', '2023-03-28T23:00:00Z', '0.7.11'), layers: known.stable!.layers },
    '1.22': release('1.22.1', '2023-03-28T23:01:13Z', '0.7.10'),
    '1.21': { ...release('1.21.6', '2022-01-26T08:00:00Z', '0.7.2'), layers: known.stable!.layers },
    'stable-alpine': { ...alpineRelease('1.30.4', '2026-09-17T21:20:00Z'), layers: known.alpine!.layers },
    '1.25-alpine': { ...alpineRelease('1.25.5', '2024-04-16T21:10:00Z', '0.8.4'), layers: known.alpine!.layers },
    '1.27-alpine': alpineRelease('1.27.5', '2025-04-16T15:01:12Z'),
    '1.13-alpine': alpineRelease('1.13.12', '2018-06-05T01:28:44Z'),
    ...nginxReleases(known),
  },
  aliases: {
    '1': 'latest', '1.31': 'latest', '1.31.3': 'latest', mainline: 'latest', '1.30': 'stable', '1.27.5': '1.27', '1.22.1': '1.22',
    '1-alpine': 'alpine', 'mainline-alpine': 'alpine', 'alpine-slim': 'alpine',
    '1.30.4': 'stable', '1.30-alpine': 'stable-alpine', '1.30.4-alpine': 'stable-alpine', '1.27.5-alpine': '1.27-alpine', '1.25.5': '1.25', '1.25.5-alpine': '1.25-alpine', '1.23.4': '1.23', '1.21.6': '1.21', '1.13.12-alpine': '1.13-alpine',
    ...NGINX_LINES,
  },
  layer: nginxLayer,
}, {
  'bookworm-slim': '1.25 1.27',
  'bullseye-slim': '1.21 1.22 1.23',
  'alpine3.21': '1.27-alpine',
  'alpine3.19': '1.25-alpine',
  'alpine3.7': '1.13-alpine',
});
