const RUNNING = `running() { [ -s $pid ] && grep -qs '^State:.*[RSD] (' "/proc/$(cat $pid 2>/dev/null)/status"; }`;

/** What the LSB functions of Debian and of Ubuntu print, where no terminal is, as a service's `begin` and `finish`. */
const lsbFunctions = (pid: string, title: string, daemon: string): string => `. /etc/os-release
pid=${pid}

begin() { if [ "$ID" = ubuntu ]; then echo " * $1 ${title} ${daemon}"; else printf '%s ${title}: ${daemon}' "$1"; fi; }
finish() {
  if [ "$ID" = ubuntu ]; then if [ "$1" = 0 ]; then echo "   ...done."; else echo "   ...fail!"; fi
  elif [ "$1" = 0 ]; then echo .
  else echo " failed!"
  fi
  return "$1"
}
${RUNNING}`;

/** /etc/init.d/nginx, for `service nginx VERB` where no systemd runs: in a container. */
export const NGINX_SERVICE = `#!/bin/sh
### BEGIN INIT INFO
# Provides:          nginx
# Required-Start:    $local_fs $remote_fs $network $syslog $named
# Required-Stop:     $local_fs $remote_fs $network $syslog $named
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: starts the nginx web server
### END INIT INFO

${lsbFunctions('/run/nginx.pid', 'nginx', 'nginx')}
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

/** /etc/init.d/cron, as Debian's and Ubuntu's LSB functions print it. */
export const CRON_SERVICE = `#!/bin/sh
### BEGIN INIT INFO
# Provides:          cron
# Required-Start:    $remote_fs $syslog $time
# Required-Stop:     $remote_fs $syslog $time
# Default-Start:     2 3 4 5
# Default-Stop:
# Short-Description: Regular background program processing daemon
### END INIT INFO

${lsbFunctions('/var/run/crond.pid', 'periodic command scheduler', 'cron')}
start() { running || /usr/sbin/cron; }
stop() { if running; then kill "$(cat $pid)"; while running; do sleep 0.1; done; rm -f $pid; fi; }

case "$1" in
  start) begin Starting; start; finish $? ;;
  stop) begin Stopping; stop; finish $? ;;
  restart) begin Restarting; $0 stop; $0 start ;;
  reload|force-reload) begin 'Reloading configuration files for'; finish 0 ;;
  status)
    if running; then if [ "$ID" = ubuntu ]; then echo " * cron is running"; else echo "cron is running."; fi
    else if [ "$ID" = ubuntu ]; then echo " * cron is not running"; else echo "cron is not running ... failed!"; fi; exit 3
    fi ;;
  *) echo "Usage: $0 {start|stop|status|restart|reload|force-reload}."; exit 2 ;;
esac
`;

/** /etc/init.d/supervisor. */
export const SUPERVISOR_SERVICE = `#!/bin/sh
### BEGIN INIT INFO
# Provides:          supervisor
# Required-Start:    $remote_fs $network $named
# Required-Stop:     $remote_fs $network $named
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: Start/stop supervisor
### END INIT INFO

pid=/var/run/supervisord.pid
${RUNNING}
start() { printf 'Starting supervisor: '; running || /usr/bin/supervisord -c /etc/supervisor/supervisord.conf; echo 'supervisord.'; }
stop() { printf 'Stopping supervisor: '; if running; then kill "$(cat $pid)"; while running; do sleep 0.1; done; fi; echo 'supervisord.'; }

case "$1" in
  start) start ;;
  stop) stop ;;
  restart|force-reload) stop; start ;;
  status) if running; then echo 'supervisord is running'; else echo 'supervisord is  not running.'; exit 1; fi ;;
  *) echo "Usage: $0 {start|stop|restart|force-reload|status|force-stop}" >&2; exit 1 ;;
esac
`;
