import { packageTable } from './world';

/** What Alpine's simulated repositories offer: main and community in one. */
export const ALPINE_PACKAGES = packageTable(`
apache2 2.4.65-r0 1400 4100 apr,apr-util,pcre2 | /usr/sbin/httpd=apache2 | A high performance Unix-based HTTP server
apache2-utils 2.4.65-r0 90 250 apr,apr-util | ab htpasswd | Apache utility programs for webservers
apr 1.7.6-r0 80 210 libuuid | | The Apache Portable Runtime
apr-util 1.6.3-r1 80 200 apr,libexpat | | The Apache Portable Runtime Utility Library
autoconf 2.72-r1 280 1000 m4,perl | autoconf | A GNU tool for automatically configuring source code
automake 1.17-r1 570 1900 autoconf | automake | A GNU tool for automatically creating Makefiles
bash 5.3.3-r1 460 1300 ncurses-terminfo-base,libncursesw,readline | /bin/bash | The GNU Bourne Again shell
bash-completion 2.16.0-r0 150 800 | | Command-line tab-completion for bash
bind-libs 9.20.15-r0 1400 2900 libuv,json-c,libxml2 | | bind (libs)
bind-tools 9.20.15-r0 100 500 bind-libs | dig host nslookup delv | The ISC DNS tools
binutils 2.45.1-r0 2900 10900 jansson,zstd-libs | ld as ar nm objdump strip readelf strings | Tools necessary to build programs
brotli-libs 1.1.0-r2 300 870 | | Generic lossless compressor (libraries)
build-base 0.5-r3 2 4 binutils,file,fortify-headers,g++,gcc,make,musl-dev,patch | | Meta package for build base
c-ares 1.34.5-r0 90 200 | | Asynchronous DNS resolver library
ca-certificates 20250911-r0 150 700 | /usr/sbin/update-ca-certificates | Common CA certificates PEM files from Mozilla
chromium 142.0.7444.59-r0 87000 260000 nss | chromium | Chromium web browser
coreutils 9.8-r1 550 1500 acl-libs,libattr,utmps-libs | | The basic file, shell and text manipulation utilities
acl-libs 2.3.2-r1 14 40 | | Access control list utilities (libraries)
libattr 2.5.2-r2 9 30 | | utilities for managing filesystem extended attributes (libraries)
utmps-libs 0.1.3.1-r0 9 30 | | A secure utmp/wtmp implementation (libraries)
cowsay 3.04-r2 20 60 perl | cowsay | Configurable talking ASCII cow
curl 8.17.0-r1 150 280 libcurl | curl | URL retrieval utility and library
dumb-init 1.2.5-r3 8 20 | dumb-init | minimal init system for Linux containers
expat 2.7.3-r0 80 180 libexpat | | XML Parser library written in C
ffmpeg 8.0-r2 800 2400 | ffmpeg ffprobe | Complete and free Internet live audio and video broadcasting solution
figlet 2.2.5-r3 100 600 | figlet | program that makes large letters out of ordinary text
file 5.46-r2 20 50 libmagic | file | File type identification utility
findutils 4.10.0-r0 150 500 | | GNU utilities for finding files
font-noto 2025 3000 9000 | | Noto fonts
fortify-headers 2.3-r0 10 40 | | standalone fortify source implementation
g++ 15.2.0-r2 15800 52000 gcc,libstdc++,libstdc++-dev,musl-dev | g++ c++=g++ | GNU C++ standard library and compiler
gawk 5.3.2-r2 370 1100 | gawk | GNU awk pattern-matching language
gcc 15.2.0-r2 53000 152000 binutils,libatomic,gmp,isl26,mpc1,mpfr4,libgomp,libgcc,libstdc++,zlib | gcc cc=gcc cpp | The GNU Compiler Collection
gcompat 1.1.0-r4 20 70 | | The GNU C Library compatibility layer for musl
gettext 0.24.1-r1 2000 7000 gettext-envsubst | gettext msgfmt | GNU locale utilities
gettext-envsubst 0.24.1-r1 30 80 | envsubst | envsubst from gettext
git 2.52.0-r0 3000 11900 libcurl,libexpat,pcre2,zlib | git git-shell git-upload-pack git-receive-pack | Distributed version control system
gmp 6.3.0-r4 200 500 | | free library for arbitrary precision arithmetic
gnupg 2.4.8-r1 2300 7000 gpg | gpg-agent gpgconf | GNU Privacy Guard 2 - meta package for full GnuPG suite
gpg 2.4.8-r1 400 1200 libgcrypt | gpg | GNU Privacy Guard 2 - public key operations only
go 1.25.4-r0 60000 230000 binutils,gcc,musl-dev | go gofmt | Go programming language compiler
grep 3.12-r0 80 200 pcre2 | | Searches input files for lines containing a match to a specified pattern
htop 3.4.1-r0 120 300 libncursesw | htop | Interactive process viewer
icu-libs 76.1-r1 1900 5000 libgcc,libstdc++ | | International Components for Unicode library (libraries)
iproute2 6.17.0-r0 8 20 iproute2-minimal,iproute2-ss | | IP Routing Utilities
iproute2-minimal 6.17.0-r0 230 700 libmnl | /sbin/ip | IP Routing Utilities (ip and tc)
iproute2-ss 6.17.0-r0 60 200 libmnl | /sbin/ss | socket statistics
iptables 1.8.11-r1 340 2000 libmnl,libnftnl,libxtables | /sbin/iptables /sbin/ip6tables=ip6tables | Linux kernel firewall, NAT and packet mangling tools
iputils 20250605-r0 8 20 iputils-ping,iputils-tracepath | | IP Configuration Utilities (and Ping)
iputils-ping 20250605-r0 30 100 | /bin/ping | send ICMP echo request
iputils-tracepath 20250605-r0 10 40 | tracepath | Trace path MTU
isl26 0.26-r1 600 1900 | | Integer set library
jansson 2.14.1-r0 30 80 | | lightweight JSON library
jq 1.8.1-r0 150 400 oniguruma | jq | A lightweight and flexible command-line JSON processor
json-c 0.18-r1 30 80 | | JSON implementation in C
less 685-r0 90 200 | less | File pager
libatomic 15.2.0-r2 10 30 | | GCC Atomic library
libc6-compat 1.1.0-r4 2 4 gcompat | | compatibility libraries for glibc (meta package)
libcap 2.77-r0 30 100 | /usr/sbin/capsh /usr/sbin/getcap /usr/sbin/setcap | POSIX 1003.1e capabilities
libcurl 8.17.0-r1 300 700 brotli-libs,c-ares,libidn2,libpsl,nghttp2-libs,zstd-libs,ca-certificates | | The multiprotocol file transfer library
libedit 20251016.3.1-r0 70 200 libncursesw | | BSD line editing library
libexpat 2.7.3-r0 50 120 | | XML Parser library written in C (libraries)
libffi 3.5.2-r0 20 60 | | portable, high level programming interface to various calling conventions
libffi-dev 3.5.2-r0 10 40 libffi | | development files for libffi
libgcc 15.2.0-r2 60 160 | | GNU C compiler runtime libraries
libgcrypt 1.11.2-r0 500 1200 | | General purpose crypto library based on the code used in GnuPG
libgomp 15.2.0-r2 120 300 | | GCC shared-memory parallel programming API library
libidn2 2.3.8-r0 100 300 libunistring | | Encode/Decode library for internationalized domain names
libjpeg-turbo-dev 3.1.2-r0 80 300 | | development files for libjpeg-turbo
libmagic 5.46-r2 500 8000 | | file magic library
libmnl 1.0.5-r2 10 30 | | Library for minimalistic netlink
libncursesw 6.5_p20251123-r0 140 380 ncurses-terminfo-base | | Console display library (libncursesw)
libnftnl 1.3.0-r0 60 200 | | Netfilter library providing interface to the nf_tables subsystem
libpcap 1.10.5-r1 120 300 | | A system-independent interface for user-level packet capture
libpng-dev 1.6.51-r0 90 350 | | development files for libpng
libpq 18.1-r0 120 340 | | PostgreSQL client library
libpq-dev 18.1-r0 100 500 libpq | pg_config | PostgreSQL client library (development)
libpsl 0.21.5-r3 60 120 libidn2,libunistring | | C library for the Publix Suffix List
libressl 4.2.1-r0 800 2400 | | Version of the TLS/crypto stack forked from OpenSSL
libsasl 2.1.28-r9 100 300 | | Cyrus Simple Authentication Service Layer (libraries)
libstdc++ 15.2.0-r2 700 2600 libgcc | | GNU C++ standard runtime library
libstdc++-dev 15.2.0-r2 2000 19000 libstdc++ | | GNU C++ standard runtime library (development files)
libunistring 1.4.1-r0 700 1800 | | Library for manipulating Unicode strings and C strings
libuuid 2.41.2-r0 10 40 | | DCE compatible Universally Unique Identifier library
libuv 1.51.0-r0 90 200 | | Cross-platform asychronous I/O
libxml2 2.13.9-r0 450 1200 | | XML parsing library, version 2
libxml2-dev 2.13.9-r0 200 900 libxml2 | | development files for libxml2
libxslt-dev 1.1.43-r3 100 500 | | development files for libxslt
libxtables 1.8.11-r1 30 90 | | iptables library
libzip-dev 1.11.4-r1 60 250 | | development files for libzip
linux-headers 6.16.12-r0 1600 7000 | | Linux system headers
lsof 4.99.5-r0 80 200 | lsof | LiSt Open Files
m4 1.4.20-r0 150 400 | m4 | GNU macro processor
make 4.4.1-r3 120 260 | make | GNU make utility to maintain groups of programs
mariadb-client 11.4.9-r0 4400 44000 mariadb-common | mariadb=mysql mysql mysqldump mariadb-dump=mysqldump mysqladmin | client for the MariaDB database
mariadb-common 11.4.9-r0 10 30 | | common files for MariaDB
mariadb-connector-c 3.3.10-r0 200 600 | | The MariaDB Native Client library (C driver)
mpc1 1.3.1-r1 40 120 | | Multiprecision C library
mpfr4 4.2.2-r0 250 700 | | multiple-precision floating-point library
musl-dev 1.2.5-r21 2000 10600 | | the musl c library (libc) implementation (development files)
mysql-client 11.4.9-r0 2 4 mariadb-client | | dummy package for mariadb migration
nano 8.7-r0 280 900 libncursesw | nano | Enhanced clone of the Pico text editor
ncurses-terminfo-base 6.5_p20251123-r0 20 220 | | Descriptions of common terminals
net-tools 2.10-r3 100 600 mii-tool | /bin/netstat /sbin/ifconfig /sbin/route /sbin/arp | Linux Networking Utilities
mii-tool 2.10-r3 10 30 | | media-independent interface tool
netcat-openbsd 1.229.1-r0 20 60 | nc | TCP/IP swiss army knife
nghttp2-libs 1.68.0-r0 70 170 | | Experimental HTTP/2 client, server and proxy (libraries)
nginx 1.28.0-r6 560 1500 pcre2 | /usr/sbin/nginx | HTTP and reverse proxy server (stable version)
nmap 7.98-r0 2200 7000 libpcap,libssh2 | nmap | A network exploration tool and security/port scanner
nodejs 24.11.1-r0 16000 56000 ada-libs,brotli-libs,c-ares,icu-libs,libgcc,libstdc++,libuv,nghttp2-libs | node | JavaScript runtime built on V8 engine - LTS version
ada-libs 3.3.0-r0 170 450 libstdc++ | | WHATWG-compliant and fast URL parser written in modern C++ (libraries)
npm 11.6.3-r0 1800 9000 nodejs | npm npx | The package manager for JavaScript
nss 3.118.1-r0 800 2400 | | Mozilla Network Security Services
oniguruma 6.9.10-r0 230 570 | | a regular expressions library
openjdk17-jre 17.0.17_p10-r0 900 3000 openjdk17-jre-headless | | OpenJDK Java runtime
openjdk17-jre-headless 17.0.17_p10-r0 47000 143000 | java | OpenJDK Java runtime (headless)
openjdk11 11.0.29_p7-r0 60000 200000 openjdk17-jre-headless | javac jar | Oracle OpenJDK 11
openrc 0.63-r0 200 2400 | /sbin/openrc /sbin/rc-service /sbin/rc-update | OpenRC manages the services, startup and shutdown of a host
openssh 10.2_p1-r0 2 4 openssh-client,openssh-server,openssh-keygen | | Port of OpenBSD's free SSH release
openssh-client 10.2_p1-r0 2 4 openssh-client-default,openssh-keygen | | OpenBSD's SSH client
openssh-client-default 10.2_p1-r0 350 900 libedit | ssh scp sftp ssh-add ssh-agent ssh-keyscan | OpenBSD's SSH client
openssh-keygen 10.2_p1-r0 170 460 | ssh-keygen | ssh helper program for generating keys
openssh-server 10.2_p1-r0 300 900 | /usr/sbin/sshd | OpenSSH server
openssl 3.5.4-r0 450 1100 | openssl | Toolkit for Transport Layer Security (TLS)
openssl-dev 3.5.4-r0 500 3500 openssl | | Toolkit for Transport Layer Security (TLS) (development files)
patch 2.8-r0 90 200 | patch | Utility to apply diffs to files
pcre2 10.47-r0 270 700 | | Perl-compatible regular expression library
perl 5.42.0-r0 11000 40000 libbz2 | perl | Larry Wall's Practical Extraction and Report Language
libbz2 1.0.8-r6 40 80 | | Shared library for bz2
php83 8.3.28-r0 1700 6000 libxml2,pcre2 | php83=php php->php83 | The PHP language runtime engine
pkgconf 2.5.1-r0 60 170 | pkgconf pkg-config=pkgconf | development framework configuration tools
postgresql-client 18.1-r0 2 4 postgresql18-client | | PostgreSQL client
postgresql18-client 18.1-r0 1200 3900 libpq,readline,postgresql-common | psql pg_dump pg_dumpall pg_restore pg_isready createdb dropdb | PostgreSQL client
postgresql-common 1.2-r1 5 20 | | Common files for PostgreSQL
postgresql-dev 18.1-r0 700 3000 libpq-dev | | PostgreSQL development files
procps 4.0.5-r0 2 4 procps-ng | | transitional package
procps-ng 4.0.5-r0 200 600 libncursesw | /bin/ps free top=top pgrep pkill uptime vmstat w watch | Process monitoring tools
py3-pip 25.1.1-r1 1800 7900 python3,py3-setuptools | pip pip3=pip | The PyPA recommended tool for installing Python packages
py3-setuptools 80.9.0-r2 700 4000 python3 | | Collection of enhancements to Python3 distutils
py3-virtualenv 20.35.4-r0 200 900 python3 | virtualenv | Virtual Python3 environment builder
python3 3.12.12-r0 11000 43000 libbz2,libexpat,libffi,gdbm,xz-libs,mpdecimal,libncursesw,libpanelw,readline,sqlite-libs | python3.12=python3 python3->python3.12 python->python3.12 | High-level scripting language
gdbm 1.26-r0 60 140 | | GNU dbm database routines
mpdecimal 4.0.1-r0 80 200 | | complete implementation of the General Decimal Arithmetic Specification
libpanelw 6.5_p20251123-r0 10 20 | | ncurses panel library
python3-dev 3.12.12-r0 5000 20000 python3 | python3-config | development files for python3
readline 8.3.1-r0 120 300 libncursesw | | GNU readline library
redis 8.2.3-r0 1000 3500 | redis-server redis-cli redis-benchmark | Advanced key-value store
rsync 3.4.1-r1 200 500 | rsync | A file transfer program to keep remote files in sync
ruby 3.4.7-r0 3000 12000 | ruby gem irb | An object-oriented language for quick and easy programming
shadow 4.18.0-r0 500 1400 | /usr/sbin/useradd /usr/sbin/usermod /usr/sbin/userdel /usr/sbin/groupadd /usr/sbin/groupmod /usr/sbin/groupdel | Linux account and password management tools
socat 1.8.0.3-r1 170 400 readline | socat | Multipurpose relay for binary protocols
sqlite 3.51.1-r0 500 1300 readline,sqlite-libs | sqlite3 | C library that implements an SQL database engine
sqlite-libs 3.51.1-r0 450 1200 | | Sqlite3 library
sqlite-dev 3.51.1-r0 150 800 sqlite-libs | | Sqlite3 development files
strace 6.17-r0 500 1800 | strace | Diagnostic, debugging and instructional userspace tracer
stress-ng 0.19.06-r0 2800 8000 | stress-ng | stress-ng will stress test a computer system in various selectable ways
su-exec 0.3-r0 5 20 | /sbin/su-exec | switch user and group id, setgid, setuid and exec
sudo 1.9.17_p2-r0 900 2500 | sudo visudo=visudo | Give certain users the ability to run some commands as root
supervisor 4.3.0-r0 300 1600 python3 | supervisord supervisorctl | Client/server system that allows its users to control a number of processes
tar 1.35-r4 220 600 | | Utility used to store, backup, and transport files
tcpdump 4.99.5-r1 480 1300 libpcap | tcpdump | A tool for network monitoring and data acquisition
tini 0.19.0-r3 10 30 | /sbin/tini | Tiny but valid init for containers
tree 2.2.1-r0 30 90 | tree | A recursive directory indented listing program
tzdata 2025b-r0 200 1500 | | Timezone data
unzip 6.0-r16 80 200 | unzip | Extraction utility for archives compressed in .zip format
util-linux 2.41.2-r0 2 4 libuuid | lsblk lscpu nsenter unshare findmnt lsns | Random collection of Linux utilities
vim 9.1.1890-r0 1100 3500 vim-common,libncursesw | vim vi=vim | Improved vi-style text editor
vim-common 9.1.1890-r0 4000 20000 xxd | | Improved vi-style text editor - common files
wget 1.25.0-r2 230 500 libidn2,libpsl,pcre2 | wget | Network utility to retrieve files from the Web
xxd 9.1.1890-r0 10 30 | xxd | make a hexdump or do the reverse
libssh2 1.11.1-r0 90 250 | | library for accessing ssh1/ssh2 protocol servers
xz 5.8.1-r0 60 170 xz-libs | xz | Library and CLI tools for XZ and LZMA compressed files
xz-libs 5.8.1-r0 90 220 | | Library and CLI tools for XZ and LZMA compressed files (libraries)
yarn 1.22.22-r1 900 5000 nodejs | yarn yarnpkg=yarn | Fast, reliable, and secure dependency management for Node.js
zip 3.0-r13 160 400 unzip | zip | Creates PKZIP-compatible .zip files
zlib-dev 1.3.1-r2 40 130 | | development files for zlib
zsh 5.9-r6 700 2800 libncursesw | zsh | Very advanced and programmable command interpreter (shell)
zstd-libs 1.5.7-r2 250 660 | | Zstandard - Fast real-time compression algorithm (libraries)
`);
