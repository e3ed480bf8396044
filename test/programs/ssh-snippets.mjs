/** ssh-keygen on a key that was made once for these tests, and on new ones. */
const KEY = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACBAvOZUPaS3xVz62rR5HzX5DHA1It+hkdnalZzQ/ioUEAAAAJCkDyklpA8p
JQAAAAtzc2gtZWQyNTUxOQAAACBAvOZUPaS3xVz62rR5HzX5DHA1It+hkdnalZzQ/ioUEA
AAAEB78Ik5yOfhBcHZN6IGIs2BlkL8KxMwBmpFyiPv4fn4fUC85lQ9pLfFXPratHkfNfkM
cDUi36GR2dqVnND+KhQQAAAAB21lQGhvc3QBAgMEBQY=
-----END OPENSSH PRIVATE KEY-----
`;
const PUBLIC = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEC85lQ9pLfFXPratHkfNfkMcDUi36GR2dqVnND+KhQQ me@host
`;
const on = (...commands) => commands.map((command) => ({ script: `cat > id <<'EOF'\n${KEY}EOF\ncat > id.pub <<'EOF'\n${PUBLIC}EOF\nchmod 600 id\n${command}`, only: 'gnu' }));

export const sshSnippets = [
  ...on('ssh-keygen -l -f id.pub', 'ssh-keygen -lv -f id.pub', 'ssh-keygen -l -E md5 -f id', 'ssh-keygen -y -f id', 'ssh-keygen -y -f id | diff - id.pub; echo $?', 'rm id.pub; ssh-keygen -lf id', 'cat id.pub id.pub > two; ssh-keygen -lf two', 'ssh-keygen -t ed25519 -N "" -f id < /dev/null; echo $?'),
  ...[
    'ssh-keygen -t ed25519 -N "" -C me -f k -q; ls -l k k.pub | cut -c1-10; head -1 k; cut -d" " -f1,3 k.pub; ssh-keygen -y -f k | diff - k.pub; echo $?', 'ssh-keygen -t ed25519 -N "" -C me -f k | head -3', 'ssh-keygen -t ed25519 -N "" -f k | wc -l', 'ssh-keygen -t rsa -b 1024 -N "" -C me -f k -q; ssh-keygen -lf k | cut -d" " -f1,3,4; ssh-keygen -y -f k | diff - k.pub; echo $?',
    'ssh-keygen -t rsa -b 1024 -m PEM -N "" -C me -f k -q; head -1 k; wc -c < k.pub', 'ssh-keygen -t nosuch -f k; echo $?', 'ssh-keygen -lf nosuch; echo $?', 'ssh-keygen -y -f nosuch; echo $?', 'ssh-keygen -lf noeol; echo $?', 'ssh-keygen -t ed25519 -N "" -f no/such/k > log; echo $?', 'ssh-keygen -t rsa -b 512 -N "" -f k; echo $?', 'printf "k2\n\n\n" | ssh-keygen -t ed25519 -C c | head -4; ls k2',
  ].map((script) => ({ script, only: 'gnu' })),
];
