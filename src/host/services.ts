import type { TreeWriter } from './tree';

const DOCKER_SERVICE = `[Unit]
Description=Docker Application Container Engine
Documentation=https://docs.docker.com
Requires=docker.socket

[Service]
Type=notify
ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock
ExecReload=/bin/kill -s HUP $MAINPID
Restart=always
RestartSec=2s

[Install]
WantedBy=multi-user.target
`;

const DOCKER_SOCKET = `[Unit]
Description=Docker Socket for the API

[Socket]
ListenStream=/run/docker.sock
SocketMode=0660
SocketUser=root
SocketGroup=docker

[Install]
WantedBy=sockets.target
`;

const SSH_SERVICE = `[Unit]
Description=OpenBSD Secure Shell server
Documentation=man:sshd(8)

[Service]
ExecStart=/usr/sbin/sshd -D
Restart=on-failure

[Install]
WantedBy=multi-user.target
`;

const CUPS_SERVICE = `[Unit]
Description=CUPS Scheduler
Documentation=man:cupsd(8)

[Service]
ExecStart=/usr/sbin/cupsd -l
Restart=on-failure

[Install]
WantedBy=multi-user.target
`;

const CRON_SERVICE = `[Unit]
Description=Regular background program processing daemon
Documentation=man:cron(8)

[Service]
ExecStart=/usr/sbin/cron -f

[Install]
WantedBy=multi-user.target
`;

/** Writes the unit files of what runs on the learner's machine, enabled where they run from the start. */
export function writeServices(tree: TreeWriter, options: { ssh: boolean }): void {
  const units: [string, string, string | undefined][] = [
    ['docker.service', DOCKER_SERVICE, 'multi-user.target'],
    ['docker.socket', DOCKER_SOCKET, 'sockets.target'],
    ['ssh.service', SSH_SERVICE, options.ssh ? 'multi-user.target' : undefined],
    ['cups.service', CUPS_SERVICE, options.ssh ? 'multi-user.target' : undefined],
    ['cron.service', CRON_SERVICE, undefined],
  ];
  for (const [name, text, wantedBy] of units) {
    const path = `/usr/lib/systemd/system/${name}`;
    tree.file(path, text);
    if (wantedBy) tree.link(`/etc/systemd/system/${wantedBy}.wants/${name}`, path);
  }
  tree.dir('/var/log/journal');
  tree.dir('/run/systemd');
}
