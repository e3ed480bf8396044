import { accounts } from '../bases/accounts';
import { apkAdd } from '../bases/alpine';
import { byRules, isBiggest } from './rules';
import { HTTPD_CONF, HTTPD_FOREGROUND, HTTPD_INDEX, HTTPD_MODULES, HTTPD_VHOSTS } from './httpd-files';
import { REGISTRY_CONFIG, REGISTRY_ENTRYPOINT } from './web-files';
import { MIME_TYPES } from './nginx-files';

import { optionEntrypoint } from './language-files';

/** The media types as Apache's file has them: a line a type. */
const APACHE_TYPES = MIME_TYPES.split('\n').filter((line) => line.startsWith('    ')).map((line) => `${line.trim().replace(/;$/, '')}\n`).join('');

export const httpdLayers = byRules(
  [/httpd-foreground \/usr\/local/, ({ tree }) => void tree.script('/usr/local/bin/httpd-foreground', HTTPD_FOREGROUND)],
  [/HTTPD_PREFIX/, ({ tree }) => void tree.dir('/usr/local/apache2', 0o755, { uid: 33, gid: 33 })],
  [isBiggest(), ({ tree, base }) => {
    tree.exe('/usr/local/apache2/bin/httpd', 800_000).exes('/usr/local/apache2/bin', 'ab apachectl htpasswd htdigest rotatelogs', 60_000);
    tree.file('/usr/local/apache2/htdocs/index.html', HTTPD_INDEX).file('/usr/local/apache2/conf/httpd.conf', HTTPD_CONF).file('/usr/local/apache2/conf/original/httpd.conf', HTTPD_CONF).file('/usr/local/apache2/conf/extra/httpd-vhosts.conf', HTTPD_VHOSTS).file('/usr/local/apache2/conf/mime.types', APACHE_TYPES).dir('/usr/local/apache2/logs').dir('/usr/local/apache2/cgi-bin');
    if (base.kind === 'alpine') apkAdd(tree, base.version, 'apr=1.7.6-r1 apr-util=1.6.3-r1 ca-certificates=20260909-r0 libxml2=2.15.1-r0 nghttp2-libs=1.68.0-r0');
    tree.ballast('/usr/local/apache2/modules', HTTPD_MODULES.map((name) => `mod_${name}.so`).join(' '), 0o755).ballast('/usr/local/apache2/manual', 'manual.tar');
  }],
);

export const registryLayers = byRules(
  [/entrypoint\.sh|507caa54f/, ({ tree }) => void tree.script('/entrypoint.sh', REGISTRY_ENTRYPOINT)],
  [/config-example|\/etc\/docker…|in \/etc\/docker|4544cc155/, ({ tree, image }) => void tree.file(image.cmd![0]!, REGISTRY_CONFIG)],
  [isBiggest(), ({ tree, sizeBytes }) => void tree.exe('/bin/registry', Math.round(sizeBytes * 2.3)).dir('/var/lib/registry').ballast('/usr/share/registry', 'licenses.tar')],
);

export const traefikLayers = byRules(
  [/entrypoint\.sh/, ({ tree }) => void tree.script('/entrypoint.sh', optionEntrypoint('traefik'))],
  [isBiggest(), ({ tree, sizeBytes }) => void tree.exe('/usr/local/bin/traefik', Math.round(sizeBytes * 2.4)).ballast('/usr/local/share/traefik', 'plugins.tar')],
);

export const caddyLayers = byRules(
  [/mkdir -p \/config\/caddy/, ({ tree }) => void tree.file('/etc/caddy/Caddyfile', ':80 {\n\troot * /usr/share/caddy\n\tfile_server\n}\n').file('/usr/share/caddy/index.html', '<!DOCTYPE html>\n<html><head><title>Caddy works!</title></head><body><h1>Caddy works!</h1></body></html>\n').dir('/config/caddy', 0o1777).dir('/data/caddy', 0o1777)],
  [isBiggest(), ({ tree, sizeBytes }) => void tree.exe('/usr/bin/caddy', Math.round(sizeBytes * 2.4)).ballast('/usr/share/caddy', 'licenses.tar')],
);

export const haproxyLayers = byRules(
  [/groupadd --gid 99/, ({ tree }) => accounts(tree, 'debian', [{ name: 'haproxy', uid: 99, gid: 99, home: '/var/lib/haproxy', shell: '/bin/sh' }])],
  [/docker-entrypoint\.sh/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', optionEntrypoint('haproxy'))],
  [isBiggest(), ({ tree }) => void tree.exe('/usr/local/sbin/haproxy', 17_000_000).dir('/usr/local/etc/haproxy/errors').dir('/var/lib/haproxy').ballast('/opt/haproxy/lib', 'libcrypto.so.3 libssl.so.3')],
);
