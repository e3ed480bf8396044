import type { Sys } from '../../machine/sys';

/** What was compiled into the nginx at hand. */
export interface Build {
  version: string;
  /** The compiler's line of `-V` and of the start's notices. */
  compiler: string | undefined;
  /** Where relative paths start. */
  prefix: string;
  /** Where errors go until the configuration says so. */
  errorLog: string;
  accessLog: string;
  /** OpenSSL as built with and as found. */
  ssl: string;
  configure: string;
}

const read = (sys: Sys, path: string): string => (sys.access(path, 'r') ? sys.readText(path) : '');

/** The version: of the image's environment, or of the distribution's package. */
export function versionOf(sys: Sys): string {
  const named = sys.env['NGINX_VERSION'];
  // Images up to 1.14 have the package's version there: `1.14.2-1~stretch`.
  if (named !== undefined) return named.replace(/-.*/, '');
  const debian = /(?:^|\n)Package: nginx\n(?:[^\n]+\n)*?Version: ([\d.]+)/.exec(read(sys, '/var/lib/dpkg/status'))?.[1];
  const alpine = /(?:^|\n)P:nginx\nV:([\d.]+)/.exec(read(sys, '/lib/apk/db/installed').replace(/C:[^\n]*\n/g, ''))?.[1];
  return debian ?? alpine ?? '1.22.1';
}

const DEBIAN_GCC: Readonly<Record<string, string>> = { 13: '14.2.0 (Debian 14.2.0-19) ', 12: '12.2.0 (Debian 12.2.0-14+deb12u1) ', 11: '10.2.1 20210110 (Debian 10.2.1-6) ', 10: '8.3.0 (Debian 8.3.0-6) ' };
const ALPINE_GCC: Readonly<Record<string, string>> = { '3.24': '15.2.0 (Alpine 15.2.0) ', '3.23': '15.2.0 (Alpine 15.2.0) ', '3.22': '14.2.0 (Alpine 14.2.0) ', '3.21': '14.2.0 (Alpine 14.2.0) ', '3.20': '13.2.1 20240309 (Alpine 13.2.1_git20240309) ' };

/** The modules of nginx.org's packages, in the order of `-V`. */
const OFFICIAL_MODULES =
  '--with-compat --with-file-aio --with-threads --with-http_addition_module --with-http_auth_request_module --with-http_dav_module --with-http_flv_module --with-http_gunzip_module --with-http_gzip_static_module --with-http_mp4_module ' +
  '--with-http_random_index_module --with-http_realip_module --with-http_secure_link_module --with-http_slice_module --with-http_ssl_module --with-http_stub_status_module --with-http_sub_module --with-http_v2_module --with-http_v3_module ' +
  '--with-mail --with-mail_ssl_module --with-stream --with-stream_realip_module --with-stream_ssl_module --with-stream_ssl_preread_module';
const OFFICIAL_PATHS =
  '--prefix=/etc/nginx --sbin-path=/usr/sbin/nginx --modules-path=/usr/lib/nginx/modules --conf-path=/etc/nginx/nginx.conf --error-log-path=/var/log/nginx/error.log --http-log-path=/var/log/nginx/access.log --pid-path=/run/nginx.pid --lock-path=/run/nginx.lock ' +
  '--http-client-body-temp-path=/var/cache/nginx/client_temp --http-proxy-temp-path=/var/cache/nginx/proxy_temp --http-fastcgi-temp-path=/var/cache/nginx/fastcgi_temp --http-uwsgi-temp-path=/var/cache/nginx/uwsgi_temp --http-scgi-temp-path=/var/cache/nginx/scgi_temp --user=nginx --group=nginx';
const DEBIAN_CONFIGURE =
  "--with-cc-opt='-g -O2 -fstack-protector-strong -Wformat -Werror=format-security -fPIC -Wdate-time -D_FORTIFY_SOURCE=2' --with-ld-opt='-Wl,-z,relro -Wl,-z,now -fPIC' --prefix=/usr/share/nginx --conf-path=/etc/nginx/nginx.conf --http-log-path=/var/log/nginx/access.log --error-log-path=stderr --lock-path=/var/lock/nginx.lock " +
  '--pid-path=/run/nginx.pid --modules-path=/usr/lib/nginx/modules --http-client-body-temp-path=/var/lib/nginx/body --http-proxy-temp-path=/var/lib/nginx/proxy --with-compat --with-debug --with-pcre-jit --with-http_ssl_module --with-http_stub_status_module --with-http_realip_module --with-http_auth_request_module ' +
  '--with-http_v2_module --with-http_dav_module --with-http_slice_module --with-threads --with-http_addition_module --with-http_gunzip_module --with-http_gzip_static_module --with-http_sub_module';

/** What is known of the nginx at hand: nginx.org's build in its images, the distribution's elsewhere. */
export function buildOf(sys: Sys): Build {
  const version = versionOf(sys);
  const alpine = /^(\d+\.\d+)/.exec(read(sys, '/etc/alpine-release'))?.[1];
  const debian = /^(\d+)/.exec(read(sys, '/etc/debian_version'))?.[1];
  if (sys.env['NGINX_VERSION'] !== undefined) {
    const compiler = alpine ? ALPINE_GCC[alpine] : DEBIAN_GCC[debian ?? '13'];
    return {
      version, compiler, prefix: '/etc/nginx', errorLog: '/var/log/nginx/error.log', accessLog: '/var/log/nginx/access.log',
      ssl: alpine ? 'OpenSSL 3.5.5 27 Jan 2026' : 'OpenSSL 3.5.5 27 Jan 2026',
      configure: `${OFFICIAL_PATHS} ${OFFICIAL_MODULES}${alpine ? " --with-cc-opt='-Os -fstack-clash-protection -Wformat -Werror=format-security -fno-plt -g' --with-ld-opt='-Wl,--as-needed,-O1,--sort-common -Wl,-z,pack-relative-relocs'" : " --with-cc-opt='-g -O2 -fstack-protector-strong -Wformat -Werror=format-security -Wp,-D_FORTIFY_SOURCE=2 -fPIC' --with-ld-opt='-Wl,-z,relro -Wl,-z,now -Wl,--as-needed -pie'"}`,
    };
  }
  if (alpine) return { version, compiler: ALPINE_GCC[alpine], prefix: '/var/lib/nginx', errorLog: '/var/log/nginx/error.log', accessLog: '/var/log/nginx/access.log', ssl: 'OpenSSL 3.5.5 27 Jan 2026', configure: `--prefix=/var/lib/nginx --sbin-path=/usr/sbin/nginx --modules-path=/usr/lib/nginx/modules --conf-path=/etc/nginx/nginx.conf --pid-path=/run/nginx/nginx.pid --lock-path=/run/nginx/nginx.lock --user=nginx --group=nginx ${OFFICIAL_MODULES}` };
  return { version, compiler: undefined, prefix: '/usr/share/nginx', errorLog: 'stderr', accessLog: '/var/log/nginx/access.log', ssl: 'OpenSSL 3.0.17 1 Jul 2025', configure: DEBIAN_CONFIGURE };
}

/** What `nginx -v` and `nginx -V` print. */
export function versionText(sys: Sys, withBuild: boolean): string {
  const build = buildOf(sys);
  const first = `nginx version: nginx/${build.version}${build.prefix === '/usr/share/nginx' && /^ID=ubuntu$/m.test(read(sys, '/etc/os-release')) ? ' (Ubuntu)' : ''}\n`;
  if (!withBuild) return first;
  return `${first}${build.compiler === undefined ? '' : `built by gcc ${build.compiler}\n`}built with ${build.ssl}\nTLS SNI support enabled\nconfigure arguments: ${build.configure}\n`;
}
