/**
 * /etc/init.d/nginx, for `service nginx VERB` where no systemd runs: in a container. What it prints is what the LSB
 * functions of Debian and of Ubuntu print where no terminal is.
 */
export const NGINX_SERVICE = `#!/bin/sh
### BEGIN INIT INFO
# Provides:          nginx
# Required-Start:    $local_fs $remote_fs $network $syslog $named
# Required-Stop:     $local_fs $remote_fs $network $syslog $named
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: starts the nginx web server
### END INIT INFO

. /etc/os-release
pid=/run/nginx.pid

begin() { if [ "$ID" = ubuntu ]; then echo " * $1 nginx nginx"; else printf '%s nginx: nginx' "$1"; fi; }
finish() {
  if [ "$ID" = ubuntu ]; then if [ "$1" = 0 ]; then echo "   ...done."; else echo "   ...fail!"; fi
  elif [ "$1" = 0 ]; then echo .
  else echo " failed!"
  fi
  return "$1"
}
running() { [ -s $pid ] && kill -0 "$(cat $pid 2>/dev/null)" 2>/dev/null; }
say() { if [ "$ID" = ubuntu ]; then echo " * $1"; else echo "$1."; fi; }
start() { running || nginx > /dev/null 2>&1; }
stop() { if running; then kill -QUIT "$(cat $pid)"; while running; do sleep 0.1; done; fi; }

case "$1" in
  start) begin Starting; start; finish $? ;;
  stop) begin Stopping; stop; finish $? ;;
  restart) begin Restarting; stop; start; finish $? ;;
  reload|force-reload) begin Reloading; nginx -s reload > /dev/null 2>&1; finish $? ;;
  configtest) begin Testing; nginx -t > /dev/null 2>&1; finish $? ;;
  status) if running; then say "nginx is running"; else say "nginx is not running"; exit 3; fi ;;
  *) echo "Usage: nginx {start|stop|restart|reload|force-reload|status|configtest|rotate|upgrade}" >&2; exit 3 ;;
esac
`;
