/**
 * The packages of Debian's and Ubuntu's releases that images and their tutorials install: versions by codename, as the
 * archives had them in 2026 (updates included), those of stretch and buster as images of their time had them. What a release calls otherwise than bookworm stands in RENAMED.
 */
const VERSIONS: Readonly<Record<string, string>> = {
  bookworm:
    'ca-certificates=20230311 curl=7.88.1-10+deb12u8 wget=1.21.3-1+deb12u1 gnupg=2.2.40-1.1 netbase=6.4 sq=0.27.0-2+b1 tzdata=2024b-0+deb12u1 openssl=3.0.15-1~deb12u1 git=1:2.39.5-0+deb12u1 git-man=1:2.39.5-0+deb12u1 mercurial=6.3.2-1+deb12u1 ' +
    'openssh-client=1:9.2p1-2+deb12u3 procps=2:4.0.2-3 subversion=1.14.2-4+deb12u1 less=590-2.1~deb12u2 unzip=6.0-28 gcc=4:12.2.0-3 g++=4:12.2.0-3 make=4.3-4.1 binutils=2.40-2 patch=2.7.6-7 file=1:5.44-3 xz-utils=5.4.1-0.2 bzip2=1.0.8-5+b1 python3=3.11.2-1+b1 ' +
    'gettext=0.21-12 gettext-base=0.21-12 libxml2=2.9.14+dfsg-1.3~deb12u1',
  trixie:
    'adduser=3.152 apache2=2.4.65-2 apache2-bin=2.4.65-2 apache2-data=2.4.65-2 apache2-utils=2.4.65-2 apt-transport-https=3.0.3 bc=1.07.1-4 bind9-dnsutils=1:9.20.15-1~deb13u1 bind9-host=1:9.20.15-1~deb13u1 bind9-libs=1:9.20.15-1~deb13u1 dnsutils=1:9.20.15-1~deb13u1 ' +
    'binutils=2.44-3 binutils-common=2.44-3 binutils-x86-64-linux-gnu=2.44-3 libbinutils=2.44-3 bsdextrautils=2.41.5-0+deb13u1 build-essential=12.12 bzip2=1.0.8-6 ca-certificates=20250419 cmake=3.31.6-2 cmake-data=3.31.6-2 cpp=4:14.2.0-1 cpp-14=14.2.0-19 ' +
    'cron=3.0pl1-197 cron-daemon-common=3.0pl1-197 curl=8.14.1-2+deb13u4 dirmngr=2.4.7-21+deb13u1+b5 dpkg-dev=1.22.22 file=1:5.46-5 fontconfig=2.15.0-2.3 g++=4:14.2.0-1 g++-14=14.2.0-19 gcc=4:14.2.0-1 gcc-14=14.2.0-19 gdb=16.3-1 gettext=0.23.1-2 gettext-base=0.23.1-2 ' +
    'git=1:2.47.3-0+deb13u1 git-man=1:2.47.3-0+deb13u1 gnupg=2.4.7-21+deb13u1 gpg=2.4.7-21+deb13u1+b5 gpg-agent=2.4.7-21+deb13u1+b5 gpgconf=2.4.7-21+deb13u1+b5 groff-base=1.23.0-9 htop=3.4.1-5 iproute2=6.15.0-1 iputils-ping=3:20240905-3 iputils-tracepath=3:20240905-3 ' +
    'jq=1.7.1-6+deb13u3 libjq1=1.7.1-6+deb13u3 less=668-1 libassuan9=3.0.2-2 libbpf1=1:1.5.0-3 libc-dev-bin=2.41-12+deb13u4 libc6-dev=2.41-12+deb13u4 libcap2-bin=1:2.75-10+deb13u1+b3 libcc1-0=14.2.0-19 libcurl3t64-gnutls=8.14.1-2+deb13u4 libcurl4t64=8.14.1-2+deb13u4 ' +
    'libcurl4-openssl-dev=8.14.1-2+deb13u4 libdpkg-perl=1.22.22 libelf1t64=0.192-4 liberror-perl=0.17030-1 libgcc-14-dev=14.2.0-19 libgdbm6t64=1.24-2 libglib2.0-0t64=2.84.4-3~deb13u5 libgomp1=14.2.0-19 libicu-dev=76.1-4 libicu76=76.1-4 libldap2=2.6.10+dfsg-1 ' +
    'libmagic1t64=1:5.46-5 libnode115=20.19.2+dfsg-1+deb13u1 libnpth0t64=1.8-3 libperl5.40=5.40.1-6+deb13u1 libpq-dev=17.11-0+deb13u1 libpq5=17.11-0+deb13u1 libproc2-0=2:4.0.4-9 libpsl5t64=0.21.2-1.1+b1 libpython3-stdlib=3.13.5-1 libpython3.13-minimal=3.13.5-2+deb13u5 ' +
    'libpython3.13-stdlib=3.13.5-2+deb13u5 libreadline8t64=8.2-6 libreadline-dev=8.2-6 libsqlite3-0=3.46.1-7+deb13u1 libsqlite3-dev=3.46.1-7+deb13u1 libssh2-1t64=1.11.1-1+deb13u1 libssl3t64=3.5.7-1~deb13u2 libssl-dev=3.5.7-1~deb13u2 libstdc++-14-dev=14.2.0-19 ' +
    'libuv1t64=1.50.0-2 linux-libc-dev=6.12.101-1 locales=2.41-12+deb13u4 lsb-release=12.1-1 lsof=4.99.4+dfsg-2 make=4.4.1-2 man-db=2.13.1-1 media-types=13.0.0 mercurial=7.0.1-2 nano=8.4-1 net-tools=2.10-1.3 netbase=6.5 nginx=1.26.3-3+deb13u1 nginx-common=1.26.3-3+deb13u1 ' +
    'nodejs=20.19.2+dfsg-1+deb13u1 npm=9.2.0~ds1-3 openssh-client=1:10.0p1-7+deb13u4 openssh-server=1:10.0p1-7+deb13u4 openssh-sftp-server=1:10.0p1-7+deb13u4 ssh=1:10.0p1-7+deb13u4 openssl=3.5.7-1~deb13u2 patch=2.8-2 perl=5.40.1-6+deb13u1 perl-modules-5.40=5.40.1-6+deb13u1 ' +
    'pinentry-curses=1.3.1-2 postgresql-client=17+278 postgresql-client-17=17.11-0+deb13u1 postgresql-client-common=278 procps=2:4.0.4-9 psmisc=23.7-2 python3=3.13.5-1 python3-dev=3.13.5-1 python3-minimal=3.13.5-1 python3-pip=25.1.1+dfsg-1 python3-setuptools=78.1.1-0.1 ' +
    'python3-venv=3.13.5-1 python3-wheel=0.46.1-2 python3-yaml=6.0.2-1+b2 python3.13=3.13.5-2+deb13u5 python3.13-minimal=3.13.5-2+deb13u5 python-is-python3=3.13.3-1 readline-common=8.2-6 redis=5:8.0.2-3+deb13u1 redis-server=5:8.0.2-3+deb13u1 redis-tools=5:8.0.2-3+deb13u1 ' +
    'rsync=3.4.1+ds1-5+deb13u1 sq=1.3.1-2+b1 sqlite3=3.46.1-7+deb13u1 strace=6.13+ds-1 subversion=1.14.5-3 sudo=1.9.16p2-3+deb13u1 supervisor=4.2.5-3 tmux=3.5a-3 tree=2.2.1-1 tzdata=2026b-0+deb13u1 unzip=6.0-29+deb13u1 util-linux=2.41.5-0+deb13u1 vim=2:9.1.1230-2 ' +
    'vim-common=2:9.1.1230-2 vim-runtime=2:9.1.1230-2 vim-tiny=2:9.1.1230-2 wget=1.25.0-2 xxd=2:9.1.1230-2 xz-utils=5.8.1-1+deb13u1 zip=3.0-15+deb13u1 php=2:8.4+96 php-cli=2:8.4+96 php8.4=8.4.16-1~deb13u1 php8.4-cli=8.4.16-1~deb13u1 libxml2=2.12.7+dfsg+really2.9.14-2.1+deb13u2',
  bullseye:
    'apache2=2.4.65-1~deb11u1 apache2-bin=2.4.65-1~deb11u1 apache2-data=2.4.65-1~deb11u1 apache2-utils=2.4.65-1~deb11u1 binutils=2.35.2-2 binutils-common=2.35.2-2 binutils-x86-64-linux-gnu=2.35.2-2 libbinutils=2.35.2-2 build-essential=12.9 bzip2=1.0.8-4 ca-certificates=20210119 ' +
    'cpp=4:10.2.1-1 cpp-10=10.2.1-6 cron=3.0pl1-137 curl=7.74.0-1.3+deb11u15 libcurl4=7.74.0-1.3+deb11u15 libcurl3-gnutls=7.74.0-1.3+deb11u15 libcurl4-openssl-dev=7.74.0-1.3+deb11u15 file=1:5.39-3+deb11u1 g++=4:10.2.1-1 g++-10=10.2.1-6 gcc=4:10.2.1-1 gcc-10=10.2.1-6 ' +
    'libgcc-10-dev=10.2.1-6 libstdc++-10-dev=10.2.1-6 libcc1-0=10.2.1-6 libgomp1=10.2.1-6 gettext=0.21-4 gettext-base=0.21-4 git=1:2.30.2-1+deb11u5 git-man=1:2.30.2-1+deb11u5 gnupg=2.2.27-2+deb11u2 gpg=2.2.27-2+deb11u2 gpg-agent=2.2.27-2+deb11u2 gpgconf=2.2.27-2+deb11u2 ' +
    'dirmngr=2.2.27-2+deb11u2 htop=3.0.5-7 iproute2=5.10.0-4 iputils-ping=3:20210202-1 iputils-tracepath=3:20210202-1 jq=1.6-2.1+deb11u1 libjq1=1.6-2.1+deb11u1 less=551-2+deb11u2 libc6-dev=2.31-13+deb11u13 libc-dev-bin=2.31-13+deb11u13 libnode72=12.22.12~dfsg-1~deb11u7 ' +
    'make=4.3-4.1 mercurial=5.6.1-4 nano=5.4-2+deb11u3 net-tools=1.60+git20181103.0eebece-1+deb11u2 netbase=6.3 nginx=1.18.0-6.1+deb11u5 nginx-common=1.18.0-6.1+deb11u5 nodejs=12.22.12~dfsg-1~deb11u7 npm=7.5.2+ds-2 openssh-client=1:8.4p1-5+deb11u5 ' +
    'openssh-server=1:8.4p1-5+deb11u5 openssh-sftp-server=1:8.4p1-5+deb11u5 ssh=1:8.4p1-5+deb11u5 openssl=1.1.1w-0+deb11u4 libssl1.1=1.1.1w-0+deb11u4 libssl-dev=1.1.1w-0+deb11u4 patch=2.7.6-7 perl=5.32.1-4+deb11u4 libperl5.32=5.32.1-4+deb11u4 perl-modules-5.32=5.32.1-4+deb11u4 ' +
    'postgresql-client=13+225+deb11u1 postgresql-client-13=13.23-0+deb11u1 procps=2:3.3.17-5 python3=3.9.2-3 python3-dev=3.9.2-3 python3-minimal=3.9.2-3 python3-venv=3.9.2-3 libpython3-stdlib=3.9.2-3 python3-pip=20.3.4-4+deb11u1 python3-setuptools=52.0.0-4+deb11u2 ' +
    'python3-wheel=0.34.2-1 python3.9=3.9.2-1+deb11u3 python3.9-minimal=3.9.2-1+deb11u3 libpython3.9-minimal=3.9.2-1+deb11u3 libpython3.9-stdlib=3.9.2-1+deb11u3 redis=5:6.0.16-1+deb11u8 redis-server=5:6.0.16-1+deb11u8 redis-tools=5:6.0.16-1+deb11u8 rsync=3.2.3-4+deb11u3 ' +
    'sqlite3=3.34.1-3+deb11u1 subversion=1.14.1-3+deb11u2 sudo=1.9.5p2-3+deb11u2 supervisor=4.2.2-2 tmux=3.1c-1+deb11u1 tree=1.8.0-1+b1 unzip=6.0-26+deb11u1 vim=2:8.2.2434-3+deb11u3 vim-common=2:8.2.2434-3+deb11u3 vim-runtime=2:8.2.2434-3+deb11u3 vim-tiny=2:8.2.2434-3+deb11u3 ' +
    'xxd=2:8.2.2434-3+deb11u3 wget=1.21-1+deb11u2 xz-utils=5.2.5-2.1~deb11u1 zip=3.0-12 php=2:7.4+76 php-cli=2:7.4+76 php7.4=7.4.33-1+deb11u9 php7.4-cli=7.4.33-1+deb11u9',
  buster:
    'binutils=2.31.1-16 bzip2=1.0.6-9.2~deb10u2 ca-certificates=20200601~deb10u2 curl=7.64.0-4+deb10u9 file=1:5.35-4+deb10u2 g++=4:8.3.0-1 gcc=4:8.3.0-1 gettext-base=0.19.8.1-9 git=1:2.20.1-2+deb10u9 git-man=1:2.20.1-2+deb10u9 gnupg=2.2.12-1+deb10u2 less=487-0.1+b1 ' +
    'make=4.2.1-1.2 mercurial=4.8.2-1+deb10u1 netbase=5.6 openssh-client=1:7.9p1-10+deb10u4 openssl=1.1.1n-0+deb10u6 patch=2.7.6-3+deb10u1 procps=2:3.3.15-2 python3=3.7.3-1 subversion=1.10.4-1+deb10u3 tzdata=2021a-0+deb10u8 unzip=6.0-23+deb10u3 wget=1.20.1-1.1 ' +
    'xz-utils=5.2.4-1+deb10u1',
  stretch:
    'binutils=2.28-5 bzip2=1.0.6-8.1 ca-certificates=20161130+nmu1 curl=7.52.1-5+deb9u3 file=1:5.30-1+deb9u1 g++=4:6.3.0-4 gcc=4:6.3.0-4 git-man=1:2.11.0-3+deb9u2 git=1:2.11.0-3+deb9u2 gnupg=2.1.18-8~deb9u1 make=4.1-9.1 mercurial=4.0-1+deb9u1 netbase=5.4 ' +
    'openssh-client=1:7.4p1-10+deb9u2 openssl=1.1.0f-3+deb9u1 patch=2.7.5-1+b2 procps=2:3.3.12-3 python3=3.5.3-1 subversion=1.9.5-1+deb9u1 tzdata=2017c-0+deb9u1 wget=1.18-5+deb9u1 xz-utils=5.2.2-1.2+b1',
  resolute:
    'bash=5.3-2ubuntu1 binutils=2.46-3ubuntu2 binutils-common=2.46-3ubuntu2 binutils-x86-64-linux-gnu=2.46-3ubuntu2 libbinutils=2.46-3ubuntu2 build-essential=12.12ubuntu2.26.04.1 ca-certificates=20260601~26.04.1 cmake=4.2.3-2ubuntu2 cmake-data=4.2.3-2ubuntu2 ' +
    'curl=8.18.0-1ubuntu2.5 fontconfig=2.17.1-3ubuntu1 gdb=17.1-2ubuntu1 git=1:2.53.0-1ubuntu1 git-man=1:2.53.0-1ubuntu1 gnupg=2.4.8-4ubuntu3 gpg=2.4.8-4ubuntu3 gpg-agent=2.4.8-4ubuntu3 gpgconf=2.4.8-4ubuntu3 dirmngr=2.4.8-4ubuntu3 iproute2=6.19.0-1ubuntu1.1 ' +
    'iptables=1.8.11-2ubuntu3 jq=1.8.1-4ubuntu2 libjq1=1.8.1-4ubuntu2 libbrotli1=1.2.0-3build1 libcurl3t64-gnutls=8.18.0-1ubuntu2.5 libcurl4t64=8.18.0-1ubuntu2.5 libcurl4-openssl-dev=8.18.0-1ubuntu2.5 libelf1t64=0.194-4 libglib2.0-0t64=2.88.0-1 libjansson4=2.14-2build4 ' +
    'libjson-c5=0.18+ds-3 libldap2=2.6.10+dfsg-1ubuntu5 libmpfr6=4.2.2-3 libnghttp2-14=1.68.0-2ubuntu0.2 libpsl5t64=0.21.2-1.1build2 libpython3-stdlib=3.14.3-0ubuntu2 libpython3.14-minimal=3.14.4-1ubuntu0.2 libpython3.14-stdlib=3.14.4-1ubuntu0.2 libreadline8t64=8.3-4 ' +
    'librtmp1=2.4+20151223.gitfa8646d.1-3 libsasl2-2=2.1.28+dfsg1-9ubuntu3 libsqlite3-0=3.46.1-9ubuntu0.2 libssh2-1t64=1.11.1-1ubuntu0.26.04.3 libssl-dev=3.5.5-1ubuntu3.3 libxml2-16=2.15.2+dfsg-0.1ubuntu0.1 make=4.4.1-3 man-db=2.13.1-1build1 media-types=14.0.0build1 ' +
    'nano=8.7.1-1ubuntu0.1 netbase=6.5build1 nodejs=22.22.1+dfsg+~cs22.19.15-1ubuntu1 npm=9.2.0~ds3-1 openssh-client=1:10.2p1-2ubuntu3.5 openssh-server=1:10.2p1-2ubuntu3.5 openssh-sftp-server=1:10.2p1-2ubuntu3.5 ssh=1:10.2p1-2ubuntu3.5 openssl=3.5.5-1ubuntu3.3 ' +
    'procps=2:4.0.4-9ubuntu1 python3=3.14.3-0ubuntu2 python3-minimal=3.14.3-0ubuntu2 python3-pip=25.1.1+dfsg-1ubuntu2 python3-venv=3.14.3-0ubuntu2 python3.14=3.14.4-1ubuntu0.2 python3.14-minimal=3.14.4-1ubuntu0.2 readline-common=8.3-4 tzdata=2026c-0ubuntu0.26.04.1 ' +
    'util-linux=2.41.3-3ubuntu2 vim=2:9.1.2141-1ubuntu4.9 vim-common=2:9.1.2141-1ubuntu4.9 vim-runtime=2:9.1.2141-1ubuntu4.9 vim-tiny=2:9.1.2141-1ubuntu4.9 xxd=2:9.1.2141-1ubuntu4.9 wget=1.25.0-2ubuntu4.4 xz-utils=5.8.3-1',
  noble:
    'adduser=3.137ubuntu1 apache2=2.4.58-1ubuntu8.10 apache2-bin=2.4.58-1ubuntu8.10 apache2-data=2.4.58-1ubuntu8.10 apache2-utils=2.4.58-1ubuntu8.10 apt-transport-https=2.8.3 apt-utils=2.8.3 bind9-dnsutils=1:9.18.39-0ubuntu0.24.04.2 bind9-host=1:9.18.39-0ubuntu0.24.04.2 ' +
    'bind9-libs=1:9.18.39-0ubuntu0.24.04.2 dnsutils=1:9.18.39-0ubuntu0.24.04.2 binutils=2.42-4ubuntu2.8 binutils-common=2.42-4ubuntu2.8 binutils-x86-64-linux-gnu=2.42-4ubuntu2.8 libbinutils=2.42-4ubuntu2.8 build-essential=12.10ubuntu1 bzip2=1.0.8-5.1build0.1 ' +
    'ca-certificates=20260601~24.04.1 cpp=4:13.2.0-7ubuntu1 cpp-13=13.3.0-6ubuntu2~24.04 cron=3.0pl1-184ubuntu2 cron-daemon-common=3.0pl1-184ubuntu2 curl=8.5.0-2ubuntu10.10 libcurl3t64-gnutls=8.5.0-2ubuntu10.10 libcurl4t64=8.5.0-2ubuntu10.10 ' +
    'libcurl4-openssl-dev=8.5.0-2ubuntu10.10 dirmngr=2.4.4-2ubuntu17.4 file=1:5.45-3build1 libmagic1t64=1:5.45-3build1 g++=4:13.2.0-7ubuntu1 g++-13=13.3.0-6ubuntu2~24.04 gcc=4:13.2.0-7ubuntu1 gcc-13=13.3.0-6ubuntu2~24.04 libgcc-13-dev=13.3.0-6ubuntu2~24.04 ' +
    'libstdc++-13-dev=13.3.0-6ubuntu2~24.04 libcc1-0=14.2.0-4ubuntu2~24.04.1 libgomp1=14.2.0-4ubuntu2~24.04.1 gettext=0.21-14ubuntu2 gettext-base=0.21-14ubuntu2 git=1:2.43.0-1ubuntu7.3 git-man=1:2.43.0-1ubuntu7.3 gnupg=2.4.4-2ubuntu17.4 gpg=2.4.4-2ubuntu17.4 ' +
    'gpg-agent=2.4.4-2ubuntu17.4 gpgconf=2.4.4-2ubuntu17.4 htop=3.3.0-4build1 iproute2=6.1.0-1ubuntu6.2 iputils-ping=3:20240117-1ubuntu0.1 iputils-tracepath=3:20240117-1ubuntu0.1 jq=1.7.1-3ubuntu0.24.04.1 libjq1=1.7.1-3ubuntu0.24.04.1 less=590-2ubuntu2.1 ' +
    'libassuan0=2.5.6-1build1 libapr1t64=1.7.2-3.1ubuntu0.1 libaprutil1t64=1.6.3-1.1ubuntu7 libbrotli1=1.1.0-2build2 libbsd0=0.12.1-1build1.1 libc6-dev=2.39-0ubuntu8.7 libc-dev-bin=2.39-0ubuntu8.7 libedit2=3.1-20230828-1build1 liberror-perl=0.17029-2 libexpat1-dev=2.6.1-2ubuntu0.4 ' +
    'libffi-dev=3.4.6-1build1 libgdbm6t64=1.23-5.1build1 libldap2=2.6.10+dfsg-0ubuntu0.24.04.1 libncursesw6=6.4+20240113-1ubuntu2 libncurses6=6.4+20240113-1ubuntu2 libnghttp2-14=1.59.0-1ubuntu0.3 libnode109=18.19.1+dfsg-6ubuntu5 libnpth0t64=1.6-3.1build1 ' +
    'libperl5.38t64=5.38.2-3.2ubuntu0.3 libproc2-0=2:4.0.4-4ubuntu3.2 libpsl5t64=0.21.2-1.1build1 libpython3-stdlib=3.12.3-0ubuntu2.1 libpython3.12-minimal=3.12.3-1ubuntu0.13 libpython3.12-stdlib=3.12.3-1ubuntu0.13 libreadline8t64=8.2-4build1 ' +
    'librtmp1=2.4+20151223.gitfa8646d.1-2build7 libsasl2-2=2.1.28+dfsg1-5ubuntu3.1 libsqlite3-0=3.45.1-1ubuntu2.6 libssl3t64=3.0.13-0ubuntu3.11 libssl-dev=3.0.13-0ubuntu3.11 locales=2.39-0ubuntu8.7 make=4.3-4.1build2 media-types=10.1.0 mercurial=6.7.2-1ubuntu2.2 ' +
    'nano=7.2-2ubuntu0.1 net-tools=2.10-0.1ubuntu4.4 netbase=6.4 nginx=1.24.0-2ubuntu7.5 nginx-common=1.24.0-2ubuntu7.5 nodejs=18.19.1+dfsg-6ubuntu5 npm=9.2.0~ds1-2 openssh-client=1:9.6p1-3ubuntu13.16 openssh-server=1:9.6p1-3ubuntu13.16 ' +
    'openssh-sftp-server=1:9.6p1-3ubuntu13.16 ssh=1:9.6p1-3ubuntu13.16 openssl=3.0.13-0ubuntu3.11 patch=2.7.6-7build3 perl=5.38.2-3.2ubuntu0.3 perl-modules-5.38=5.38.2-3.2ubuntu0.3 php=2:8.3+93ubuntu2 php-cli=2:8.3+93ubuntu2 php8.3=8.3.6-0ubuntu0.24.04.6 ' +
    'php8.3-cli=8.3.6-0ubuntu0.24.04.6 pinentry-curses=1.2.1-3ubuntu5 postgresql-client=16+257build1.1 postgresql-client-16=16.11-0ubuntu0.24.04.1 postgresql-client-common=257build1.1 procps=2:4.0.4-4ubuntu3.2 psmisc=23.7-1build1 python3=3.12.3-0ubuntu2.1 ' +
    'python3-dev=3.12.3-0ubuntu2.1 python3-minimal=3.12.3-0ubuntu2.1 python3-pip=24.0+dfsg-1ubuntu1.3 python3-setuptools=68.1.2-2ubuntu1.2 python3-venv=3.12.3-0ubuntu2.1 python3-wheel=0.42.0-2 python3-yaml=6.0.1-2build2 python3.12=3.12.3-1ubuntu0.13 ' +
    'python3.12-minimal=3.12.3-1ubuntu0.13 python-is-python3=3.11.4-1 readline-common=8.2-4build1 redis=5:7.0.15-1ubuntu0.24.04.2 redis-server=5:7.0.15-1ubuntu0.24.04.2 redis-tools=5:7.0.15-1ubuntu0.24.04.2 rsync=3.2.7-1ubuntu1.2 sq=0.33.0-3 sqlite3=3.45.1-1ubuntu2.6 ' +
    'software-properties-common=0.99.49.3 strace=6.8-0ubuntu2 subversion=1.14.3-1build4 sudo=1.9.15p5-3ubuntu5.24.04.1 supervisor=4.2.5-1ubuntu0.1 tmux=3.4-1ubuntu0.1 tree=2.1.1-2ubuntu3 tzdata=2026a-0ubuntu0.24.04.1 unzip=6.0-28ubuntu4.1 util-linux=2.39.3-9ubuntu6.5 ' +
    'vim=2:9.1.0016-1ubuntu7.9 vim-common=2:9.1.0016-1ubuntu7.9 vim-runtime=2:9.1.0016-1ubuntu7.9 vim-tiny=2:9.1.0016-1ubuntu7.9 xxd=2:9.1.0016-1ubuntu7.9 wget=1.21.4-1ubuntu4.1 xz-utils=5.6.1+really5.4.5-1ubuntu0.3 zip=3.0-13ubuntu0.2',
  jammy:
    'apache2=2.4.52-1ubuntu4.18 apache2-bin=2.4.52-1ubuntu4.18 apache2-data=2.4.52-1ubuntu4.18 apache2-utils=2.4.52-1ubuntu4.18 apt-utils=2.4.14 apt-transport-https=2.4.14 bind9-dnsutils=1:9.18.39-0ubuntu0.22.04.2 bind9-host=1:9.18.39-0ubuntu0.22.04.2 ' +
    'bind9-libs=1:9.18.39-0ubuntu0.22.04.2 dnsutils=1:9.18.39-0ubuntu0.22.04.2 binutils=2.38-4ubuntu2.12 binutils-common=2.38-4ubuntu2.12 binutils-x86-64-linux-gnu=2.38-4ubuntu2.12 libbinutils=2.38-4ubuntu2.12 build-essential=12.9ubuntu3 bzip2=1.0.8-5build1 ' +
    'ca-certificates=20240203~22.04.1 cpp=4:11.2.0-1ubuntu1 cpp-11=11.4.0-1ubuntu1~22.04.2 cron=3.0pl1-137ubuntu3 curl=7.81.0-1ubuntu1.25 libcurl4=7.81.0-1ubuntu1.25 libcurl3-gnutls=7.81.0-1ubuntu1.25 libcurl4-openssl-dev=7.81.0-1ubuntu1.25 ' +
    'dirmngr=2.2.27-3ubuntu2.5 file=1:5.41-3ubuntu0.1 libmagic1=1:5.41-3ubuntu0.1 g++=4:11.2.0-1ubuntu1 g++-11=11.4.0-1ubuntu1~22.04.2 gcc=4:11.2.0-1ubuntu1 gcc-11=11.4.0-1ubuntu1~22.04.2 libgcc-11-dev=11.4.0-1ubuntu1~22.04.2 libstdc++-11-dev=11.4.0-1ubuntu1~22.04.2 ' +
    'libcc1-0=12.3.0-1ubuntu1~22.04.2 libgomp1=12.3.0-1ubuntu1~22.04.2 gettext=0.21-4ubuntu4 gettext-base=0.21-4ubuntu4 git=1:2.34.1-1ubuntu1.17 git-man=1:2.34.1-1ubuntu1.17 gnupg=2.2.27-3ubuntu2.5 gpg=2.2.27-3ubuntu2.5 gpg-agent=2.2.27-3ubuntu2.5 gpgconf=2.2.27-3ubuntu2.5 ' +
    'htop=3.0.5-7build2 iproute2=5.15.0-1ubuntu2 iputils-ping=3:20211215-1ubuntu0.1 iputils-tracepath=3:20211215-1ubuntu0.1 jq=1.6-2.1ubuntu3.1 libjq1=1.6-2.1ubuntu3.1 less=590-1ubuntu0.22.04.3 libc6-dev=2.35-0ubuntu3.11 libc-dev-bin=2.35-0ubuntu3.11 ' +
    'libnode72=12.22.9~dfsg-1ubuntu3.6 libperl5.34=5.34.0-3ubuntu1.5 libpython3-stdlib=3.10.6-1~22.04.1 libpython3.10-minimal=3.10.12-1~22.04.15 libpython3.10-stdlib=3.10.12-1~22.04.15 libssl3=3.0.2-0ubuntu1.21 libssl-dev=3.0.2-0ubuntu1.21 locales=2.35-0ubuntu3.11 ' +
    'make=4.3-4.1build1 mercurial=6.1.1-1ubuntu1 nano=6.2-1ubuntu0.1 net-tools=1.60+git20181103.0eebece-1ubuntu5.4 netbase=6.3 nginx=1.18.0-6ubuntu14.7 nginx-common=1.18.0-6ubuntu14.7 nodejs=12.22.9~dfsg-1ubuntu3.6 npm=8.5.1~ds-1 openssh-client=1:8.9p1-3ubuntu0.14 ' +
    'openssh-server=1:8.9p1-3ubuntu0.14 openssh-sftp-server=1:8.9p1-3ubuntu0.14 ssh=1:8.9p1-3ubuntu0.14 openssl=3.0.2-0ubuntu1.21 patch=2.7.6-7build2 perl=5.34.0-3ubuntu1.5 perl-modules-5.34=5.34.0-3ubuntu1.5 php=2:8.1+92ubuntu1 php-cli=2:8.1+92ubuntu1 ' +
    'php8.1=8.1.2-1ubuntu2.23 php8.1-cli=8.1.2-1ubuntu2.23 postgresql-client=14+238 postgresql-client-14=14.20-0ubuntu0.22.04.1 postgresql-client-common=238 procps=2:3.3.17-6ubuntu2.1 psmisc=23.4-2build3 python3=3.10.6-1~22.04.1 python3-dev=3.10.6-1~22.04.1 ' +
    'python3-minimal=3.10.6-1~22.04.1 python3-venv=3.10.6-1~22.04.1 python3-pip=22.0.2+dfsg-1ubuntu0.7 python3-setuptools=59.6.0-1.2ubuntu0.22.04.3 python3-wheel=0.37.1-2ubuntu0.22.04.1 python3-yaml=5.4.1-1ubuntu1 python3.10=3.10.12-1~22.04.15 ' +
    'python3.10-minimal=3.10.12-1~22.04.15 python-is-python3=3.9.2-2 redis=5:6.0.16-1ubuntu1.1 redis-server=5:6.0.16-1ubuntu1.1 redis-tools=5:6.0.16-1ubuntu1.1 rsync=3.2.7-0ubuntu0.22.04.4 software-properties-common=0.99.22.9 sqlite3=3.37.2-2ubuntu0.5 strace=5.16-0ubuntu3 ' +
    'subversion=1.14.1-3ubuntu0.22.04.1 sudo=1.9.9-1ubuntu2.5 supervisor=4.2.1-1ubuntu1 tmux=3.2a-4ubuntu0.2 tree=2.0.2-1 tzdata=2025b-0ubuntu0.22.04.1 unzip=6.0-26ubuntu3.2 vim=2:8.2.3995-1ubuntu2.24 vim-common=2:8.2.3995-1ubuntu2.24 vim-runtime=2:8.2.3995-1ubuntu2.24 ' +
    'vim-tiny=2:8.2.3995-1ubuntu2.24 xxd=2:8.2.3995-1ubuntu2.24 wget=1.21.2-2ubuntu1.1 xz-utils=5.2.5-2ubuntu1 zip=3.0-12build2',
  focal:
    'apache2=2.4.41-4ubuntu3.23 apache2-bin=2.4.41-4ubuntu3.23 apache2-data=2.4.41-4ubuntu3.23 apache2-utils=2.4.41-4ubuntu3.23 apt-utils=2.0.11 binutils=2.34-6ubuntu1.11 binutils-common=2.34-6ubuntu1.11 binutils-x86-64-linux-gnu=2.34-6ubuntu1.11 libbinutils=2.34-6ubuntu1.11 ' +
    'build-essential=12.8ubuntu1.1 ca-certificates=20240203~20.04.1 cpp=4:9.3.0-1ubuntu2 cpp-9=9.4.0-1ubuntu1~20.04.2 cron=3.0pl1-136ubuntu1 curl=7.68.0-1ubuntu2.25 libcurl4=7.68.0-1ubuntu2.25 libcurl3-gnutls=7.68.0-1ubuntu2.25 libcurl4-openssl-dev=7.68.0-1ubuntu2.25 ' +
    'dirmngr=2.2.19-3ubuntu2.5 file=1:5.38-4 g++=4:9.3.0-1ubuntu2 g++-9=9.4.0-1ubuntu1~20.04.2 gcc=4:9.3.0-1ubuntu2 gcc-9=9.4.0-1ubuntu1~20.04.2 libgcc-9-dev=9.4.0-1ubuntu1~20.04.2 libstdc++-9-dev=9.4.0-1ubuntu1~20.04.2 gettext=0.19.8.1-10build1 gettext-base=0.19.8.1-10build1 ' +
    'git=1:2.25.1-1ubuntu3.14 git-man=1:2.25.1-1ubuntu3.14 gnupg=2.2.19-3ubuntu2.5 gpg=2.2.19-3ubuntu2.5 gpg-agent=2.2.19-3ubuntu2.5 gpgconf=2.2.19-3ubuntu2.5 htop=2.2.0-2build1 iproute2=5.5.0-1ubuntu1 iputils-ping=3:20190709-3ubuntu1 iputils-tracepath=3:20190709-3ubuntu1 ' +
    'jq=1.6-1ubuntu0.20.04.1 libjq1=1.6-1ubuntu0.20.04.1 less=551-1ubuntu0.3 libc6-dev=2.31-0ubuntu9.18 libc-dev-bin=2.31-0ubuntu9.18 libnode64=10.19.0~dfsg-3ubuntu1.6 libperl5.30=5.30.0-9ubuntu0.5 libpython3-stdlib=3.8.2-0ubuntu2 libpython3.8-minimal=3.8.10-0ubuntu1~20.04.18 ' +
    'libpython3.8-stdlib=3.8.10-0ubuntu1~20.04.18 libssl1.1=1.1.1f-1ubuntu2.24 libssl-dev=1.1.1f-1ubuntu2.24 make=4.2.1-1.2 nano=4.8-1ubuntu1.1 net-tools=1.60+git20180626.aebd88e-1ubuntu1.3 netbase=6.1 nginx=1.18.0-0ubuntu1.7 nginx-common=1.18.0-0ubuntu1.7 ' +
    'nodejs=10.19.0~dfsg-3ubuntu1.6 npm=6.14.4+ds-1ubuntu2 openssh-client=1:8.2p1-4ubuntu0.13 openssh-server=1:8.2p1-4ubuntu0.13 openssh-sftp-server=1:8.2p1-4ubuntu0.13 ssh=1:8.2p1-4ubuntu0.13 openssl=1.1.1f-1ubuntu2.24 patch=2.7.6-6 perl=5.30.0-9ubuntu0.5 ' +
    'perl-modules-5.30=5.30.0-9ubuntu0.5 php=2:7.4+75 php-cli=2:7.4+75 php7.4=7.4.3-4ubuntu2.29 php7.4-cli=7.4.3-4ubuntu2.29 postgresql-client=12+214ubuntu0.1 postgresql-client-12=12.22-0ubuntu0.20.04.4 postgresql-client-common=214ubuntu0.1 procps=2:3.3.16-1ubuntu2.4 ' +
    'python3=3.8.2-0ubuntu2 python3-dev=3.8.2-0ubuntu2 python3-minimal=3.8.2-0ubuntu2 python3-venv=3.8.2-0ubuntu2 python3-pip=20.0.2-5ubuntu1.11 python3-setuptools=45.2.0-1ubuntu0.3 python3-wheel=0.34.2-1ubuntu0.1 python3.8=3.8.10-0ubuntu1~20.04.18 ' +
    'python3.8-minimal=3.8.10-0ubuntu1~20.04.18 python-is-python3=3.8.2-4 redis=5:5.0.7-2ubuntu0.1 redis-server=5:5.0.7-2ubuntu0.1 redis-tools=5:5.0.7-2ubuntu0.1 rsync=3.1.3-8ubuntu0.9 sqlite3=3.31.1-4ubuntu0.7 sudo=1.8.31-1ubuntu1.5 supervisor=4.1.0-1ubuntu1 ' +
    'tmux=3.0a-2ubuntu0.4 tree=1.8.0-1 unzip=6.0-25ubuntu1.2 vim=2:8.1.2269-1ubuntu5.32 vim-common=2:8.1.2269-1ubuntu5.32 vim-runtime=2:8.1.2269-1ubuntu5.32 vim-tiny=2:8.1.2269-1ubuntu5.32 xxd=2:8.1.2269-1ubuntu5.32 wget=1.20.3-1ubuntu2.1 xz-utils=5.2.4-1ubuntu1.1 zip=3.0-11build1',
  bionic:
    'apache2=2.4.29-1ubuntu4.27 apache2-bin=2.4.29-1ubuntu4.27 apache2-data=2.4.29-1ubuntu4.27 apache2-utils=2.4.29-1ubuntu4.27 apt-utils=1.6.17 binutils=2.30-21ubuntu1~18.04.9 binutils-common=2.30-21ubuntu1~18.04.9 binutils-x86-64-linux-gnu=2.30-21ubuntu1~18.04.9 ' +
    'libbinutils=2.30-21ubuntu1~18.04.9 build-essential=12.4ubuntu1 ca-certificates=20230311ubuntu0.18.04.1 cpp=4:7.4.0-1ubuntu2.3 cpp-7=7.5.0-3ubuntu1~18.04 cron=3.0pl1-128.1ubuntu1.2 curl=7.58.0-2ubuntu3.24 libcurl4=7.58.0-2ubuntu3.24 libcurl3-gnutls=7.58.0-2ubuntu3.24 ' +
    'dirmngr=2.2.4-1ubuntu1.6 file=1:5.32-2ubuntu0.4 g++=4:7.4.0-1ubuntu2.3 g++-7=7.5.0-3ubuntu1~18.04 gcc=4:7.4.0-1ubuntu2.3 gcc-7=7.5.0-3ubuntu1~18.04 libgcc-7-dev=7.5.0-3ubuntu1~18.04 libstdc++-7-dev=7.5.0-3ubuntu1~18.04 git=1:2.17.1-1ubuntu0.18 git-man=1:2.17.1-1ubuntu0.18 ' +
    'gnupg=2.2.4-1ubuntu1.6 gpg=2.2.4-1ubuntu1.6 gpg-agent=2.2.4-1ubuntu1.6 gpgconf=2.2.4-1ubuntu1.6 htop=2.1.0-3 iproute2=4.15.0-2ubuntu1.3 iputils-ping=3:20161105-1ubuntu3 iputils-tracepath=3:20161105-1ubuntu3 jq=1.5+dfsg-2 libjq1=1.5+dfsg-2 less=487-0.1 ' +
    'libc6-dev=2.27-3ubuntu1.6 libc-dev-bin=2.27-3ubuntu1.6 libperl5.26=5.26.1-6ubuntu0.7 libpython3-stdlib=3.6.7-1~18.04 libpython3.6-minimal=3.6.9-1~18.04ubuntu1.13 libpython3.6-stdlib=3.6.9-1~18.04ubuntu1.13 libssl1.1=1.1.1-1ubuntu2.1~18.04.23 ' +
    'libssl-dev=1.1.1-1ubuntu2.1~18.04.23 make=4.1-9.1ubuntu1 nano=2.9.3-2 net-tools=1.60+git20161116.90da8a0-1ubuntu1 netbase=5.4 nginx=1.14.0-0ubuntu1.11 nginx-common=1.14.0-0ubuntu1.11 nodejs=8.10.0~dfsg-2ubuntu0.4 npm=3.5.2-0ubuntu4 openssh-client=1:7.6p1-4ubuntu0.7 ' +
    'openssh-server=1:7.6p1-4ubuntu0.7 openssh-sftp-server=1:7.6p1-4ubuntu0.7 ssh=1:7.6p1-4ubuntu0.7 openssl=1.1.1-1ubuntu2.1~18.04.23 patch=2.7.6-2ubuntu1.1 perl=5.26.1-6ubuntu0.7 perl-modules-5.26=5.26.1-6ubuntu0.7 php=1:7.2+60ubuntu1 php-cli=1:7.2+60ubuntu1 ' +
    'php7.2=7.2.24-0ubuntu0.18.04.17 php7.2-cli=7.2.24-0ubuntu0.18.04.17 postgresql-client=10+190ubuntu0.1 postgresql-client-10=10.23-0ubuntu0.18.04.2 postgresql-client-common=190ubuntu0.1 procps=2:3.3.12-3ubuntu1.2 python3=3.6.7-1~18.04 python3-dev=3.6.7-1~18.04 ' +
    'python3-minimal=3.6.7-1~18.04 python3-venv=3.6.7-1~18.04 python3-pip=9.0.1-2.3~ubuntu1.18.04.8 python3-setuptools=39.0.1-2ubuntu0.1 python3-wheel=0.30.0-0.2ubuntu0.1 python3.6=3.6.9-1~18.04ubuntu1.13 python3.6-minimal=3.6.9-1~18.04ubuntu1.13 redis=5:4.0.9-1ubuntu0.2 ' +
    'redis-server=5:4.0.9-1ubuntu0.2 redis-tools=5:4.0.9-1ubuntu0.2 rsync=3.1.2-2.1ubuntu1.6 sqlite3=3.22.0-1ubuntu0.7 sudo=1.8.21p2-3ubuntu1.6 supervisor=3.3.1-1.1 tmux=2.6-3ubuntu0.3 tree=1.7.0-5 unzip=6.0-21ubuntu1.2 vim=2:8.0.1453-1ubuntu1.13 ' +
    'vim-common=2:8.0.1453-1ubuntu1.13 vim-runtime=2:8.0.1453-1ubuntu1.13 vim-tiny=2:8.0.1453-1ubuntu1.13 xxd=2:8.0.1453-1ubuntu1.13 wget=1.19.4-1ubuntu2.2 xz-utils=5.2.2-1.3ubuntu0.1 zip=3.0-11build1',
};

/** What the names of a release have in the place of bookworm's; `*` begins the names that only contain it. */
const RENAMED: Readonly<Record<string, string>> = {
  trixie: '*python3.11=python3.13 *perl5.36=perl5.40 *perl-modules-5.36=perl-modules-5.40 *gcc-12=gcc-14 *g++-12=g++-14 *cpp-12=cpp-14 *libstdc++-12=libstdc++-14 *php8.2=php8.4 *postgresql-client-15=postgresql-client-17 libicu72=libicu76 libnode108=libnode115 libassuan0=libassuan9 libcurl4=libcurl4t64 libcurl3-gnutls=libcurl3t64-gnutls libelf1=libelf1t64 libgdbm6=libgdbm6t64 libglib2.0-0=libglib2.0-0t64 libldap-2.5-0=libldap2 libmagic1=libmagic1t64 libnpth0=libnpth0t64 libpsl5=libpsl5t64 libreadline8=libreadline8t64 libssh2-1=libssh2-1t64 libssl3=libssl3t64 libuv1=libuv1t64',
  bullseye: '*python3.11=python3.9 *perl5.36=perl5.32 *perl-modules-5.36=perl-modules-5.32 *gcc-12=gcc-10 *g++-12=g++-10 *cpp-12=cpp-10 *libstdc++-12=libstdc++-10 *php8.2=php7.4 *postgresql-client-15=postgresql-client-13 libicu72=libicu67 libnode108=libnode72 libssl3=libssl1.1',
  resolute: '*python3.11=python3.14 *perl5.36=perl5.40 *perl-modules-5.36=perl-modules-5.40 *gcc-12=gcc-15 *g++-12=g++-15 *cpp-12=cpp-15 *libstdc++-12=libstdc++-15 *php8.2=php8.5 *postgresql-client-15=postgresql-client-18 libicu72=libicu78 libnode108=libnode127 libxml2=libxml2-16 libapr1=libapr1t64 libaprutil1=libaprutil1t64 libassuan0=libassuan9 libcurl4=libcurl4t64 libcurl3-gnutls=libcurl3t64-gnutls libelf1=libelf1t64 libgdbm6=libgdbm6t64 libglib2.0-0=libglib2.0-0t64 libldap-2.5-0=libldap2 libmagic1=libmagic1t64 libnpth0=libnpth0t64 libpsl5=libpsl5t64 libreadline8=libreadline8t64 libssh2-1=libssh2-1t64 libssl3=libssl3t64 libuv1=libuv1t64',
  noble: '*python3.11=python3.12 libperl5.36=libperl5.38t64 *perl5.36=perl5.38 *perl-modules-5.36=perl-modules-5.38 *gcc-12=gcc-13 *g++-12=g++-13 *cpp-12=cpp-13 *libstdc++-12=libstdc++-13 *php8.2=php8.3 *postgresql-client-15=postgresql-client-16 libicu72=libicu74 libnode108=libnode109 libapr1=libapr1t64 libaprutil1=libaprutil1t64 libcurl4=libcurl4t64 libcurl3-gnutls=libcurl3t64-gnutls libelf1=libelf1t64 libgdbm6=libgdbm6t64 libglib2.0-0=libglib2.0-0t64 libldap-2.5-0=libldap2 libmagic1=libmagic1t64 libnpth0=libnpth0t64 libpsl5=libpsl5t64 libreadline8=libreadline8t64 libssl3=libssl3t64 libuv1=libuv1t64',
  jammy: '*python3.11=python3.10 *perl5.36=perl5.34 *perl-modules-5.36=perl-modules-5.34 *gcc-12=gcc-11 *g++-12=g++-11 *cpp-12=cpp-11 *libstdc++-12=libstdc++-11 *php8.2=php8.1 *postgresql-client-15=postgresql-client-14 libicu72=libicu70 libnode108=libnode72',
  focal: '*python3.11=python3.8 *perl5.36=perl5.30 *perl-modules-5.36=perl-modules-5.30 *gcc-12=gcc-9 *g++-12=g++-9 *cpp-12=cpp-9 *libstdc++-12=libstdc++-9 *php8.2=php7.4 *postgresql-client-15=postgresql-client-12 libicu72=libicu66 libnode108=libnode64 libssl3=libssl1.1',
  bionic: '*python3.11=python3.6 *perl5.36=perl5.26 *perl-modules-5.36=perl-modules-5.26 *gcc-12=gcc-7 *g++-12=g++-7 *cpp-12=cpp-7 *libstdc++-12=libstdc++-7 *php8.2=php7.2 *postgresql-client-15=postgresql-client-10 libicu72=libicu60 libssl3=libssl1.1',
};

/** Releases that are taken for another of which more is known. */
const LIKE: Readonly<Record<string, string>> = { xenial: 'bionic', trusty: 'bionic' };

/** Releases that the archives no longer have: they were moved to archive.debian.org after their support had ended. */
const GONE = /^(?:wheezy|jessie|stretch|buster)\b/;

const pairs = (text: string): [string, string][] => text.split(' ').filter(Boolean).map((one) => {
  const at = one.indexOf('=');
  return [one.slice(0, at), one.slice(at + 1)];
});

/** Whether a suite can still be fetched from a mirror. */
export const isArchived = (suite: string): boolean => GONE.test(suite);

/** The release of a suite's name: `noble-updates` is of `noble`. */
const releaseOf = (suite: string): string => {
  const codename = suite.replace(/-.*$/, '');
  return LIKE[codename] ?? codename;
};

/** The versions that are known of a release's packages, by their names there. */
export function releaseVersions(suite: string): ReadonlyMap<string, string> {
  return new Map(pairs(VERSIONS[releaseOf(suite)] ?? ''));
}

/** A text with bookworm's package names turned into a release's. */
export function withNamesOf(suite: string, text: string): string {
  let renamed = text;
  for (const [from, to] of pairs(RENAMED[releaseOf(suite)] ?? '')) {
    const escaped = from.replace(/^\*/, '').replace(/[.+]/g, '\\$&');
    renamed = renamed.replace(new RegExp(from.startsWith('*') ? escaped : `(?<![\\w.+-])${escaped}(?![\\w.+-])`, 'g'), to);
  }
  return renamed;
}
