/** The page that a fresh nginx shows. */
export const INDEX_HTML = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, nginx is installed and working. It serves this
file from /usr/share/nginx/html; put your own there.</p>

<p>This web server is simulated by Dockyard. For the real one see
<a href="https://nginx.org/">nginx.org</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`;

export const ERROR_HTML = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>An error occurred.</h1>
<p>The page you are looking for can't be shown just now.<br/>
Please try again later.</p>
<p>If this is your server, look into its error log.</p>
<p><em>Faithfully yours, nginx.</em></p>
</body>
</html>
`;

export const NGINX_CONF = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    #tcp_nopush     on;

    keepalive_timeout  65;

    #gzip  on;

    include /etc/nginx/conf.d/*.conf;
}
`;

export const DEFAULT_CONF = `server {
    listen       80;
    server_name  localhost;

    #access_log  /var/log/nginx/host.access.log  main;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    #error_page  404              /404.html;

    # redirect server error pages to the static page /50x.html
    #
    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

/** What the packages' databases have of DEFAULT_CONF: its MD5, by which the entrypoint sees whether it was changed. */
export const DEFAULT_CONF_MD5 = '6d5c67b102ff1a8f8d8d9bb9bea891a9';

export const MIME_TYPES = `
types {
    text/html                                        html htm shtml;
    text/css                                         css;
    text/xml                                         xml;
    image/gif                                        gif;
    image/jpeg                                       jpeg jpg;
    application/javascript                           js;
    text/plain                                       txt;
    image/avif                                       avif;
    image/png                                        png;
    image/svg+xml                                    svg svgz;
    image/webp                                       webp;
    image/x-icon                                     ico;
    font/woff                                        woff;
    font/woff2                                       woff2;
    application/json                                 json;
    application/pdf                                  pdf;
    application/wasm                                 wasm;
    application/zip                                  zip;
    application/octet-stream                         bin exe dll;
    audio/mpeg                                       mp3;
    video/mp4                                        mp4;
    video/webm                                       webm;
}
`;

export const ENTRYPOINT = `#!/bin/sh
# Prepares the configuration with what lies in /docker-entrypoint.d, then starts the command.
set -e

say() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
        echo "$@"
    fi
}

if [ "$1" = "nginx" ] || [ "$1" = "nginx-debug" ]; then
    if [ -n "$(ls -A /docker-entrypoint.d/ 2>/dev/null)" ]; then
        say "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration"
        say "$0: Looking for shell scripts in /docker-entrypoint.d/"
        for f in /docker-entrypoint.d/*; do
            case "$f" in
                *.envsh)
                    if [ -x "$f" ]; then
                        say "$0: Sourcing $f"
                        . "$f"
                    else
                        say "$0: Ignoring $f, not executable"
                    fi
                    ;;
                *.sh)
                    if [ -x "$f" ]; then
                        say "$0: Launching $f"
                        "$f"
                    else
                        say "$0: Ignoring $f, not executable"
                    fi
                    ;;
                *) say "$0: Ignoring $f" ;;
            esac
        done
        say "$0: Configuration complete; ready for start up"
    else
        say "$0: No files found in /docker-entrypoint.d/, skipping configuration"
    fi
fi

exec "$@"
`;

const PREAMBLE = `#!/bin/sh
set -e

ME=$(basename "$0")

say() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
        echo "$@"
    fi
}
`;

export const LISTEN_IPV6 = `${PREAMBLE}
CONF=/etc/nginx/conf.d/default.conf

if [ ! -f "$CONF" ]; then
    say "$ME: info: $CONF is not a file or does not exist"
    exit 0
fi
if ! touch "$CONF" 2>/dev/null; then
    say "$ME: info: can not modify $CONF (read-only file system?)"
    exit 0
fi
if grep -q "listen  *\\[::]:80;" "$CONF"; then
    say "$ME: info: IPv6 listen already enabled"
    exit 0
fi
say "$ME: info: Getting the checksum of $CONF"
if [ -f /usr/share/nginx/default.conf.md5 ] && ! md5sum -c /usr/share/nginx/default.conf.md5 >/dev/null 2>&1; then
    say "$ME: info: $CONF differs from the packaged version"
    exit 0
fi
sed -i -E 's,listen       80;,listen       80;\\n    listen  [::]:80;,' "$CONF"
say "$ME: info: Enabled listen on IPv6 in $CONF"
`;

export const LOCAL_RESOLVERS = `#!/bin/sh
# Makes the name servers known to templates when NGINX_ENTRYPOINT_LOCAL_RESOLVERS is set.
set -eu

if [ -n "\${NGINX_ENTRYPOINT_LOCAL_RESOLVERS:-}" ]; then
    NGINX_LOCAL_RESOLVERS=$(awk '/^nameserver/ {print $2}' /etc/resolv.conf | tr '\\n' ' ')
    export NGINX_LOCAL_RESOLVERS
fi
set +eu
`;

export const ENVSUBST = `${PREAMBLE}
templates="\${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}"
suffix="\${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}"
output="\${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}"

[ -d "$templates" ] || exit 0
if [ ! -w "$output" ]; then
    say "$ME: ERROR: $templates exists, but $output is not writable"
    exit 0
fi
names=$(env | sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\${\\1}/p' | tr '\\n' ' ')
find "$templates" -follow -type f -name "*$suffix" | while read -r template; do
    path="\${template#$templates/}"
    target="$output/\${path%$suffix}"
    mkdir -p "$(dirname "$target")"
    say "$ME: Running envsubst on $template to $target"
    envsubst "$names" < "$template" > "$target"
done
`;

export const TUNE_WORKERS = `${PREAMBLE}
[ -n "\${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ] || exit 0
touch /etc/nginx/nginx.conf 2>/dev/null || { say "$ME: info: can not modify /etc/nginx/nginx.conf (read-only file system?)"; exit 0; }
sed -i -E "s/^(worker_processes)(.*)$/\\1  $(nproc);/" /etc/nginx/nginx.conf
`;
