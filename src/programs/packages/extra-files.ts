import { NGINX_SERVICE } from './init-scripts';

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
  sudo: { '/etc/sudoers': 'Defaults\tenv_reset\nDefaults\tmail_badpass\nDefaults\tsecure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nDefaults\tuse_pty\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n\n@includedir /etc/sudoers.d\n', 'dir:/etc/sudoers.d': '' },
  'ca-certificates': { '/etc/ssl/certs/ca-certificates.crt': '# The simulated world speaks https plainly: no certificate is needed.\n', 'dir:/usr/local/share/ca-certificates': '' },
  'openssh-client': { '/etc/ssh/ssh_config': 'Host *\n    SendEnv LANG LC_*\n    HashKnownHosts yes\n' },
  'openssh-server': { '/etc/ssh/sshd_config': 'UsePAM yes\nX11Forwarding yes\nPrintMotd no\nSubsystem sftp /usr/lib/openssh/sftp-server\n', 'dir:/run/sshd': '' },
  'redis-server': { '/etc/redis/redis.conf': 'bind 127.0.0.1 -::1\nport 6379\ndaemonize yes\ndir /var/lib/redis\n', 'dir:/var/lib/redis': '' },
};

export const ALPINE_FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nginx: {
    '/etc/nginx/nginx.conf': DEBIAN_FILES['nginx-common']!['/etc/nginx/nginx.conf']!.replace('user www-data', 'user nginx').replace('conf.d/*.conf', 'http.d/*.conf').replace('\tinclude /etc/nginx/sites-enabled/*;\n', ''),
    '/etc/nginx/mime.types': DEBIAN_FILES['nginx-common']!['/etc/nginx/mime.types']!,
    '/etc/nginx/http.d/default.conf': 'server {\n\tlisten 80 default_server;\n\tlisten [::]:80 default_server;\n\n\tlocation / {\n\t\treturn 404;\n\t}\n}\n',
    'dir:/var/log/nginx': '', 'dir:/var/lib/nginx/html': '', 'dir:/var/lib/nginx/tmp': '', 'dir:/run/nginx': '', 'user:nginx': '100:101:nginx:/var/lib/nginx:/sbin/nologin',
  },
  sudo: { '/etc/sudoers': 'root ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n', 'dir:/etc/sudoers.d': '' },
};
