import { CRON_SERVICE, NGINX_SERVICE, SUPERVISOR_SERVICE } from './init-scripts';

/** What Debian's supervisor brings as its configuration. */
const SUPERVISOR_CONF = '; supervisor config file\n\n[unix_http_server]\nfile=/var/run/supervisor.sock   ; (the path to the socket file)\nchmod=0700                       ; sockef file mode (default 0700)\n\n[supervisord]\nlogfile=/var/log/supervisor/supervisord.log ; (main log file;default $CWD/supervisord.log)\npidfile=/var/run/supervisord.pid ; (supervisord pidfile;default supervisord.pid)\nchildlogdir=/var/log/supervisor            ; (\'AUTO\' child log dir, default $TEMP)\n\n[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface\n\n[supervisorctl]\nserverurl=unix:///var/run/supervisor.sock ; use a unix:// URL  for a unix socket\n\n[include]\nfiles = /etc/supervisor/conf.d/*.conf\n';

/** Debian's table of the system. */
const CRONTAB = '# /etc/crontab: system-wide crontab\n# Unlike any other crontab you don\'t have to run the `crontab\'\n# command to install the new version when you edit this file\n# and files in /etc/cron.d. These files also have username fields,\n# that none of the other crontabs do.\n\nSHELL=/bin/sh\nPATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin\n\n# m h dom mon dow user\tcommand\n17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly\n25 6\t* * *\troot\ttest -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }\n47 6\t* * 7\troot\ttest -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.weekly; }\n52 6\t1 * *\troot\ttest -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.monthly; }\n#\n';

/**
 * Files that a package brings beside its executables: configuration that a learner meets. `dir:` entries are folders,
 * `link:` ones symbolic links, `user:` ones an account of the package's own (the rest of its line in /etc/passwd).
 */
export const DEBIAN_FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nginx: {},
  'nginx-common': {
    '/etc/init.d/nginx': NGINX_SERVICE,
    '/etc/nginx/nginx.conf':
      'user www-data;\nworker_processes auto;\npid /run/nginx.pid;\nerror_log /var/log/nginx/error.log;\n\nevents {\n\tworker_connections 768;\n}\n\nhttp {\n\tsendfile on;\n\ttcp_nopush on;\n\ttypes_hash_max_size 2048;\n\n\tinclude /etc/nginx/mime.types;\n\tdefault_type application/octet-stream;\n\n\taccess_log /var/log/nginx/access.log;\n\n\tgzip on;\n\n\tinclude /etc/nginx/conf.d/*.conf;\n\tinclude /etc/nginx/sites-enabled/*;\n}\n',
    '/etc/nginx/mime.types':
      'types {\n    text/html                             html htm shtml;\n    text/css                              css;\n    text/xml                              xml;\n    image/gif                             gif;\n    image/jpeg                            jpeg jpg;\n    application/javascript                js;\n    text/plain                            txt;\n    image/png                             png;\n    image/svg+xml                         svg svgz;\n    application/json                      json;\n}\n',
    '/etc/nginx/sites-available/default': 'server {\n\tlisten 80 default_server;\n\tlisten [::]:80 default_server;\n\n\troot /var/www/html;\n\tindex index.html index.htm index.nginx-debian.html;\n\n\tserver_name _;\n\n\tlocation / {\n\t\ttry_files $uri $uri/ =404;\n\t}\n}\n',
    '/var/www/html/index.nginx-debian.html': '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n<p>If you see this page, the nginx web server is successfully installed and\nworking. Further configuration is required.</p>\n</body>\n</html>\n',
    'link:/etc/nginx/sites-enabled/default': '/etc/nginx/sites-available/default',
    'dir:/etc/nginx/conf.d': '', 'dir:/var/log/nginx': '', 'dir:/var/lib/nginx': '',
  },
  cron: { '/etc/init.d/cron': CRON_SERVICE, 'dir:/var/spool/cron/crontabs': '' },
  'cron-daemon-common': { '/etc/crontab': CRONTAB, 'dir:/etc/cron.d': '', 'dir:/etc/cron.hourly': '', 'dir:/etc/cron.daily': '', 'dir:/etc/cron.weekly': '', 'dir:/etc/cron.monthly': '', 'dir:/var/spool/cron': '' },
  supervisor: { '/etc/init.d/supervisor': SUPERVISOR_SERVICE, '/etc/supervisor/supervisord.conf': SUPERVISOR_CONF, 'dir:/etc/supervisor/conf.d': '', 'dir:/var/log/supervisor': '' },
  sudo: { '/etc/sudoers': 'Defaults\tenv_reset\nDefaults\tmail_badpass\nDefaults\tsecure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nDefaults\tuse_pty\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n\n@includedir /etc/sudoers.d\n', 'dir:/etc/sudoers.d': '' },
  'ca-certificates': { '/etc/ssl/certs/ca-certificates.crt': '# The simulated world speaks https plainly: no certificate is needed.\n', 'dir:/usr/local/share/ca-certificates': '' },
  'openssh-client': { '/etc/ssh/ssh_config': 'Host *\n    SendEnv LANG LC_*\n    HashKnownHosts yes\n' },
  'openssh-server': { '/etc/ssh/sshd_config': 'UsePAM yes\nX11Forwarding yes\nPrintMotd no\nSubsystem sftp /usr/lib/openssh/sftp-server\n', 'dir:/run/sshd': '' },
  'redis-server': { '/etc/redis/redis.conf': 'bind 127.0.0.1 -::1\nport 6379\ndaemonize yes\ndir /var/lib/redis\n', 'dir:/var/lib/redis': '' },
};

export const ALPINE_FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  supervisor: { '/etc/supervisord.conf': SUPERVISOR_CONF.replace('/var/run/supervisor.sock   ', '/run/supervisord.sock   ').replace('unix:///var/run/supervisor.sock', 'unix:///run/supervisord.sock').replace('/etc/supervisor/conf.d/*.conf', '/etc/supervisor.d/*.ini').replaceAll('/var/log/supervisor', '/var/log').replace('/var/run/supervisord.pid', '/run/supervisord.pid') },
  nginx: {
    '/etc/nginx/nginx.conf': DEBIAN_FILES['nginx-common']!['/etc/nginx/nginx.conf']!.replace('user www-data', 'user nginx').replace('conf.d/*.conf', 'http.d/*.conf').replace('\tinclude /etc/nginx/sites-enabled/*;\n', ''),
    '/etc/nginx/mime.types': DEBIAN_FILES['nginx-common']!['/etc/nginx/mime.types']!,
    '/etc/nginx/http.d/default.conf': 'server {\n\tlisten 80 default_server;\n\tlisten [::]:80 default_server;\n\n\tlocation / {\n\t\treturn 404;\n\t}\n}\n',
    'dir:/var/log/nginx': '', 'dir:/var/lib/nginx/html': '', 'dir:/var/lib/nginx/tmp': '', 'dir:/run/nginx': '', 'user:nginx': '100:101:nginx:/var/lib/nginx:/sbin/nologin',
  },
  sudo: { '/etc/sudoers': 'root ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n', 'dir:/etc/sudoers.d': '' },
};
