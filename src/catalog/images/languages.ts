import { accounts } from '../bases/accounts';
import { optionEntrypoint } from './language-files';
import { byRules, isBiggest } from './rules';

const JAVA = 'java jar javac javadoc javap jcmd jconsole jdb jdeps jinfo jlink jmap jps jshell jstack jstat keytool';

export const golangLayers = byRules(
  [/COPY \/target\//, ({ tree, sizeBytes, env }) => {
    tree.exe('/usr/local/go/bin/go', Math.round(Math.min(13_000_000, sizeBytes * 0.4)), 'go', 0o755, env('GOLANG_VERSION')).exe('/usr/local/go/bin/gofmt', 2_800_000).file('/usr/local/go/VERSION', `go${env('GOLANG_VERSION')}\n`);
    tree.ballast(`/usr/local/go/pkg/tool/linux_${tree.architecture.name}`, 'compile link asm vet cover', 0o755).ballast('/usr/local/go/src', 'std.tar cmd.tar');
  }],
  [/GOPATH/, ({ tree }) => void tree.dir('/go', 0o1777).dir('/go/src', 0o1777).dir('/go/bin', 0o1777)],
);

export const javaLayers = byRules(
  [/entrypoint\.sh \/__cacert/, ({ tree }) => void tree.script('/__cacert_entrypoint.sh', '#!/usr/bin/env sh\nset -e\n# Certificates of USE_SYSTEM_CA_CERTS aren\'t imported here.\nexec "$@"\n')],
  [({ createdBy, sizeBytes }) => sizeBytes > 30e6 && /ARCH=|arch=|objdump/.test(createdBy), ({ tree, env }) => {
    const home = env('JAVA_HOME') || '/opt/java/openjdk';
    tree.exes(`${home}/bin`, JAVA, 13_000).file(`${home}/release`, `IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="${env('JAVA_VERSION').replace(/^jdk-?/, '')}"\nOS_NAME="Linux"\n`);
    tree.ballast(`${home}/lib`, 'modules libjvm.so ct.sym src.zip classlist');
  }],
  [/CATALINA_HOME/, ({ tree }) => void tree.dir('/usr/local/tomcat')],
  [({ createdBy, sizeBytes, repository }) => repository.endsWith('tomcat') && sizeBytes > 10e6 && /savedAptMark/.test(createdBy), ({ tree }) => {
    tree.exe('/usr/local/tomcat/bin/catalina.sh', 25_000).exes('/usr/local/tomcat/bin', 'startup.sh shutdown.sh', 2_000).file('/usr/local/tomcat/conf/server.xml', '<?xml version="1.0" encoding="UTF-8"?>\n<Server port="8005" shutdown="SHUTDOWN"><Service name="Catalina"><Connector port="8080" protocol="HTTP/1.1"/></Service></Server>\n').dir('/usr/local/tomcat/webapps').ballast('/usr/local/tomcat/lib', 'catalina.jar tomcat-coyote.jar jasper.jar').ballast('/usr/local/tomcat/webapps.dist', 'docs.tar examples.tar');
  }],
);

export const rubyLayers = byRules(
  [/gem: --no-document/, ({ tree }) => void tree.file('/usr/local/etc/gemrc', 'gem: --no-document\n')],
  [/GEM_HOME/, ({ tree }) => void tree.dir('/usr/local/bundle', 0o1777)],
  [({ createdBy, sizeBytes }) => /savedAptMark/.test(createdBy) && sizeBytes > 10e6, ({ tree }) => void tree.exe('/usr/local/bin/ruby', 14_000).exes('/usr/local/bin', 'irb gem bundle bundler rake erb rdoc', 600).ballast('/usr/local/lib', 'libruby.so.4.0').ballast('/usr/local/lib/ruby', 'stdlib.tar gems.tar')],
);

export const rustLayers = byRules(
  [/arch="\$\(dpkg/, ({ tree }) => void tree.exes('/usr/local/cargo/bin', 'cargo rustc rustup rustdoc rustfmt cargo-fmt cargo-clippy', 10_000_000).ballast(`/usr/local/rustup/toolchains/1.97-${tree.architecture.machine}-unknown-linux-gnu/lib`, 'librustc_driver.so libLLVM.so.22 libstd.so')],
);

const PHP_ENTRYPOINT = optionEntrypoint('php');

export const phpLayers = byRules(
  [/docker-php-ext-\* docker-php-entrypoint/, ({ tree }) => void tree.script('/usr/local/bin/docker-php-entrypoint', PHP_ENTRYPOINT).exes('/usr/local/bin', 'docker-php-ext-configure docker-php-ext-enable docker-php-ext-install', 1_000)],
  [/adduser -u 82/, ({ tree }) => accounts(tree, 'alpine', [{ name: 'www-data', uid: 82, gid: 82, home: '/home/www-data', shell: '/sbin/nologin' }])],
  [/php-fpm\.conf/, ({ tree }) => void tree.file('/usr/local/etc/php-fpm.conf', 'include=etc/php-fpm.d/*.conf\n').file('/usr/local/etc/php-fpm.d/www.conf', '[www]\nuser = www-data\ngroup = www-data\npm = dynamic\npm.max_children = 5\n').file('/usr/local/etc/php-fpm.d/zz-docker.conf', '[global]\ndaemonize = no\n\n[www]\nlisten = 9000\n').ballast('/usr/local/etc', 'php-fpm.conf.default')],
  [/apache2-foreground/, ({ tree }) => void tree.script('/usr/local/bin/apache2-foreground', '#!/bin/bash\nset -e\nrm -f /var/run/apache2/apache2.pid\nexec apache2 -DFOREGROUND "$@"\n')],
  [/\/var\/www\/html|\/var\/ww/, ({ tree }) => void tree.dir('/usr/local/etc/php/conf.d').dir('/var/www/html', 0o1777, { uid: 33, gid: 33 })],
  [/install -y --no-install-recommends apache2|apache2; apt/, ({ tree }) => void tree.exe('/usr/sbin/apache2', 750_000).exes('/usr/sbin', 'a2enmod a2dismod apachectl', 9_000).file('/etc/apache2/apache2.conf', 'ServerRoot "/etc/apache2"\nListen 80\nDocumentRoot /var/www/html\n').link('/var/log/apache2/access.log', '/dev/stdout').link('/var/log/apache2/error.log', '/dev/stderr').ballast('/usr/lib/apache2/modules', 'mod_http2.so mod_ssl.so mod_lua.so')],
  [({ createdBy, sizeBytes }) => /savedAptMark|PHPIZE_DEPS argon2|build-deps \$PHPIZE/.test(createdBy) && sizeBytes > 10e6, ({ tree, index, image }) => {
    if (image.cmd?.[0] === 'php-fpm') tree.exe('/usr/local/sbin/php-fpm', 6_000_000);
    if (index > 5) tree.exe('/usr/local/bin/php', 6_000_000).exes('/usr/local/bin', 'phpize php-config pear pecl', 4_000).file('/usr/local/etc/php/php.ini-development', 'display_errors = On\n').file('/usr/local/etc/php/php.ini-production', 'display_errors = Off\n');
    tree.ballast('/usr/local/lib/php', 'libphp.so extensions.tar build.tar');
  }],
  [/fetch-deps|docker-php-source/, ({ tree, sizeBytes }) => void (sizeBytes > 1e6 ? tree.ballast('/usr/src', 'php.tar.xz') : tree.script('/usr/local/bin/docker-php-source', '#!/bin/sh\necho "docker-php-source isn\'t simulated" >&2\nexit 1\n'))],
  [/docker-php-ext-enable (\w+)/, ({ tree, createdBy }) => void tree.file(`/usr/local/etc/php/conf.d/docker-php-ext-${/enable (\w+)/.exec(createdBy)![1]}.ini`, 'extension=loaded\n').ballast('/usr/local/lib/php', 'extension.so')],
);

export const wordpressLayers = byRules(
  [/wp-config-docker/, ({ tree }) => void tree.file('/usr/src/wordpress/wp-config-docker.php', '<?php\ndefine("DB_NAME", getenv("WORDPRESS_DB_NAME"));\n')],
  [/COPY docker-entrypoint/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', '#!/usr/bin/env bash\nset -Eeuo pipefail\nif [ ! -e /var/www/html/index.php ]; then\n\techo >&2 "WordPress not found in $PWD - copying now..."\n\tcp -r /usr/src/wordpress/. /var/www/html/\n\techo >&2 "Complete! WordPress has been successfully copied to $PWD"\nfi\nexec "$@"\n')],
  [/version='7/, ({ tree }) => void tree.file('/usr/src/wordpress/index.php', '<?php\nrequire __DIR__ . "/wp-blog-header.php";\n').file('/usr/src/wordpress/readme.html', '<h1>WordPress</h1>\n').ballast('/usr/src/wordpress', 'wp-includes.tar wp-admin.tar wp-content.tar')],
  [/./, (context) => void (phpLayers(context) || context.tree.ballast('/usr/lib/x86_64-linux-gnu', `libwordpress-deps.so.${context.index}`))],
);

export const adminerLayers = byRules(
  [/COPY entrypoint\.sh/, ({ tree }) => void tree.script('/usr/local/bin/entrypoint.sh', '#!/bin/sh\nset -e\nexec "$@"\n')],
  [/adduser -S -G adminer/, ({ tree }) => accounts(tree, 'alpine', [{ name: 'www-data', uid: 82, gid: 82, home: '/home/www-data', shell: '/sbin/nologin' }, { name: 'adminer', uid: 100, gid: 101, home: '/home/adminer', shell: '/sbin/nologin' }])],
  [/vrana\/adminer/, ({ tree }) => void tree.ballast('/var/www/html', 'adminer.php')],
  [/COPY \*\.php/, ({ tree }) => void tree.file('/var/www/html/index.php', '<?php\ninclude "./adminer.php";\n')],
  [/./, (context) => void (phpLayers(context) || context.tree.ballast('/usr/lib', `libadminer-deps.so.${context.index}`))],
);

export const bashLayers = byRules(
  [/docker-entrypoint\.sh/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', optionEntrypoint('bash'))],
  [isBiggest(), ({ tree, env }) => void tree.exe('/usr/local/bin/bash', 1_400_000, 'bash', 0o755, env('_BASH_VERSION')).link('/bin/bash', '/usr/local/bin/bash').ballast('/usr/local/lib/bash', 'loadables.tar').ballast('/usr/share/terminfo', 'terminfo.tar')],
);

export const dockerLayers = byRules(
  [/docker-entrypoint\.sh/, ({ tree }) => void tree.script('/usr/local/bin/docker-entrypoint.sh', '#!/bin/sh\nset -eu\nif [ "${1#-}" != "$1" ] || docker help "$1" >/dev/null 2>&1; then\n\tset -- docker "$@"\nfi\nexec "$@"\n')],
  [/dockerd-entrypoint/, ({ tree }) => void tree.script('/usr/local/bin/dockerd-entrypoint.sh', '#!/bin/sh\nset -eu\nif [ "$#" -eq 0 ] || [ "${1#-}" != "$1" ]; then\n\tset -- dockerd --host=unix:///var/run/docker.sock "$@"\nfi\nexec "$@"\n')],
  [/modprobe/, ({ tree }) => void tree.script('/usr/local/bin/modprobe', '#!/bin/sh\nset -eu\nfor module; do\n\tif [ "${module#-}" = "$module" ]; then\n\t\tlsmod | grep "$module" || true\n\tfi\ndone\n')],
  [/\/certs/, ({ tree }) => void tree.dir('/certs', 0o1777).dir('/certs/client', 0o1777)],
  [({ index }) => index === 4, ({ tree }) => void tree.exe('/usr/local/bin/docker', 42_000_000).ballast('/usr/local/share/docker', 'completion.tar')],
  [({ index }) => index === 5 || index === 6, ({ tree, index }) => void tree.exe(`/usr/local/libexec/docker/cli-plugins/docker-${index === 5 ? 'buildx' : 'compose'}`, 24_000_000, 'docker').ballast('/usr/local/share/docker', `plugin-${index}.tar`)],
  [({ sizeBytes }) => sizeBytes > 50e6, ({ tree }) => void tree.exe('/usr/local/bin/dockerd', 80_000_000).exes('/usr/local/bin', 'containerd containerd-shim-runc-v2 ctr runc docker-init docker-proxy', 6_000_000).ballast('/usr/local/share/docker', 'engine.tar')],
);

export const nothingMore = byRules();
