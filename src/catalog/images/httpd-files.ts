export const HTTPD_INDEX = '<html><body><h1>It works!</h1></body></html>\n';

/** Every module of the image in the order of its configuration; `-`: there, but not loaded until somebody takes the # away. */
const MODULES =
  'mpm_event -mpm_prefork -mpm_worker authn_file -authn_dbm -authn_anon -authn_dbd -authn_socache authn_core authz_host authz_groupfile authz_user -authz_dbm -authz_owner -authz_dbd authz_core ' +
  '-authnz_ldap -authnz_fcgi access_compat auth_basic -auth_form -auth_digest -allowmethods -isapi -file_cache -cache -cache_disk -cache_socache -socache_shmcb -socache_dbm -socache_memcache ' +
  '-socache_redis -watchdog -macro -dbd -bucketeer -dumpio -echo -example_hooks -case_filter -case_filter_in -example_ipc -buffer -data -ratelimit reqtimeout -ext_filter -request -include filter ' +
  '-reflector -substitute -sed -charset_lite -deflate -xml2enc -proxy_html -brotli mime -ldap log_config -log_debug -log_forensic -logio -lua env -mime_magic -cern_meta -expires headers -ident -usertrack ' +
  '-unique_id setenvif version -remoteip -proxy -proxy_connect -proxy_ftp -proxy_http -proxy_fcgi -proxy_scgi -proxy_uwsgi -proxy_fdpass -proxy_wstunnel -proxy_ajp -proxy_balancer -proxy_express ' +
  '-proxy_hcheck -session -session_cookie -session_crypto -session_dbd -slotmem_shm -slotmem_plain -ssl -optional_hook_export -optional_hook_import -optional_fn_import -optional_fn_export -dialup -http2 ' +
  '-proxy_http2 -md -lbmethod_byrequests -lbmethod_bytraffic -lbmethod_bybusyness -lbmethod_heartbeat unixd -heartbeat -heartmonitor -dav status autoindex -asis -info -suexec -cgid -cgi -dav_fs -dav_lock ' +
  '-vhost_alias -negotiation dir -imagemap -actions -speling -userdir alias -rewrite';

/** The modules' names, loaded or not. */
export const HTTPD_MODULES = MODULES.split(' ').map((name) => name.replace('-', ''));

const LOAD = MODULES.split(' ').map((name) => `${name.startsWith('-') ? '#' : ''}LoadModule ${name.replace('-', '')}_module modules/mod_${name.replace('-', '')}.so\n`).join('');

/** httpd.conf with the lines of the real one that tutorials take the # from; the words between them are ours. */
export const HTTPD_CONF = `# The server's main configuration. httpd.apache.org/docs/2.4 explains every directive.

ServerRoot "/usr/local/apache2"

#Listen 12.34.56.78:80
Listen 80

${LOAD}
<IfModule unixd_module>
User www-data
Group www-data

</IfModule>

ServerAdmin you@example.com

#ServerName www.example.com:80

# Nothing of the file system is served unless a section below says so.
<Directory />
    AllowOverride none
    Require all denied
</Directory>

DocumentRoot "/usr/local/apache2/htdocs"
<Directory "/usr/local/apache2/htdocs">
    Options Indexes FollowSymLinks

    # .htaccess files are read when this is All.
    AllowOverride None

    Require all granted
</Directory>

<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>

<Files ".ht*">
    Require all denied
</Files>

ErrorLog /proc/self/fd/2

LogLevel warn

<IfModule log_config_module>
    LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common

    <IfModule logio_module>
      LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\" %I %O" combinedio
    </IfModule>

    CustomLog /proc/self/fd/1 common
    #CustomLog "logs/access_log" combined
</IfModule>

<IfModule alias_module>
    ScriptAlias /cgi-bin/ "/usr/local/apache2/cgi-bin/"
</IfModule>

<Directory "/usr/local/apache2/cgi-bin">
    AllowOverride None
    Options None
    Require all granted
</Directory>

<IfModule headers_module>
    RequestHeader unset Proxy early
</IfModule>

<IfModule mime_module>
    TypesConfig conf/mime.types
    AddType application/x-compress .Z
    AddType application/x-gzip .gz .tgz
</IfModule>

#ErrorDocument 500 "The server made a boo boo."
#ErrorDocument 404 /missing.html

#Include conf/extra/httpd-mpm.conf
#Include conf/extra/httpd-autoindex.conf
#Include conf/extra/httpd-vhosts.conf
#Include conf/extra/httpd-ssl.conf
#Include conf/extra/httpd-default.conf

<IfModule proxy_html_module>
Include conf/extra/proxy-html.conf
</IfModule>

<IfModule ssl_module>
SSLRandomSeed startup builtin
SSLRandomSeed connect builtin
</IfModule>
`;

/** Two name-based sites, as the file that is included when its # is taken away. */
export const HTTPD_VHOSTS = `# Name-based virtual hosts: the first one answers names that no other has.

<VirtualHost *:80>
    ServerAdmin webmaster@dummy-host.example.com
    DocumentRoot "/usr/local/apache2/docs/dummy-host.example.com"
    ServerName dummy-host.example.com
    ServerAlias www.dummy-host.example.com
    ErrorLog "logs/dummy-host.example.com-error_log"
    CustomLog "logs/dummy-host.example.com-access_log" common
</VirtualHost>

<VirtualHost *:80>
    ServerAdmin webmaster@dummy-host2.example.com
    DocumentRoot "/usr/local/apache2/docs/dummy-host2.example.com"
    ServerName dummy-host2.example.com
    ErrorLog "logs/dummy-host2.example.com-error_log"
    CustomLog "logs/dummy-host2.example.com-access_log" common
</VirtualHost>
`;

export const HTTPD_FOREGROUND = `#!/bin/sh
set -e
# A pid file of an earlier run would keep the server from starting.
rm -f /usr/local/apache2/logs/httpd.pid
exec httpd -DFOREGROUND "$@"
`;
