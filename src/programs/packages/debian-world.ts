import { releaseVersions, withNamesOf } from '../../lib/debian-releases';
import { packageTable, type Package } from './world';

/** Debian 12's packages that tutorials install. */
const BOOKWORM = `
adduser 3.134 115 1100 passwd | /usr/sbin/adduser /usr/sbin/addgroup /usr/sbin/deluser /usr/sbin/delgroup | add and remove users and groups
apache2 2.4.62-1~deb12u2 221 596 apache2-bin,apache2-data,apache2-utils,media-types,procps,perl;ssl-cert | /usr/sbin/apache2 /usr/sbin/apache2ctl | Apache HTTP Server
apache2-bin 2.4.62-1~deb12u2 1366 4800 libapr1,libaprutil1,libcurl4,libjansson4,libldap-2.5-0,liblua5.3-0,libnghttp2-14,libxml2 | | Apache HTTP Server (modules and other binary files)
apache2-data 2.4.62-1~deb12u2 160 880 | | Apache HTTP Server (common files)
apache2-utils 2.4.62-1~deb12u2 210 480 libapr1,libaprutil1 | ab htpasswd htdigest rotatelogs | Apache HTTP Server (utility programs for web servers)
apt-transport-https 2.6.1 25 36 | | transitional package for https support
apt-utils 2.6.1 309 880 | apt-extracttemplates apt-ftparchive apt-sortpkgs | package management related utility programs
autoconf 2.71-3 332 2060 perl,m4 | autoconf autoheader autoreconf | automatic configure script builder
automake 1:1.16.5-1.3 823 2040 autoconf | automake aclocal | Tool for generating GNU Standards-compliant Makefiles
bash-completion 1:2.11-6 234 1498 | | programmable completion for the bash shell
bc 1.07.1-3+b1 109 212 | bc | GNU bc arbitrary precision calculator language
bind9-dnsutils 1:9.18.28-1~deb12u2 407 720 bind9-host,bind9-libs,libedit2 | dig nslookup nsupdate mdig delv | Clients provided with BIND 9
bind9-host 1:9.18.28-1~deb12u2 306 560 bind9-libs | host | DNS Lookup Utility
bind9-libs 1:9.18.28-1~deb12u2 1410 3600 libfstrm0,libjson-c5,liblmdb0,libmaxminddb0,libnghttp2-14,libprotobuf-c1,libuv1,libxml2 | | Shared Libraries used by BIND 9
binutils 2.40-2 65 300 binutils-common,libbinutils,binutils-x86-64-linux-gnu | ld as ar nm objdump strip readelf strings | GNU assembler, linker and binary utilities
binutils-common 2.40-2 2487 15200 | | Common files for the GNU assembler, linker and binary utilities
binutils-x86-64-linux-gnu 2.40-2 2246 10800 binutils-common,libbinutils | | GNU binary utilities, for x86-64-linux-gnu target
bsdmainutils 12.1.8 23 30 bsdextrautils,ncal | | Transitional package for more utilities from FreeBSD
bsdextrautils 2.38.1-5+deb12u2 87 360 | hexdump column look ul col write | extra utilities from 4.4BSD-Lite
bridge-utils 1.7.1-1 36 118 | /usr/sbin/brctl | Utilities for configuring the Linux Ethernet bridge
build-essential 12.9 8 20 dpkg-dev,g++,gcc,libc6-dev,make | | Informational list of build-essential packages
bzip2 1.0.8-5+b1 50 112 | bzip2 bunzip2 bzcat | high-quality block-sorting file compressor - utilities
ca-certificates 20230311 154 387 openssl | /usr/sbin/update-ca-certificates | Common CA certificates
cmake 3.25.1-1 8692 27400 cmake-data,libarchive13,libcurl4,libjsoncpp25,librhash0,libuv1 | cmake ctest cpack | cross-platform, open-source make system
cmake-data 3.25.1-1 2026 10900 | | CMake data files (modules, templates and documentation)
cowsay 3.03+dfsg2-8 21 90 perl | /usr/games/cowsay /usr/games/cowthink | configurable talking cow
cpp 4:12.2.0-3 7 25 cpp-12 | cpp | GNU C preprocessor (cpp)
cpp-12 12.2.0-14 9764 27600 libisl23,libmpc3,libmpfr6 | cpp-12=cpp | GNU C preprocessor
cron 3.0pl1-162 75 271 cron-daemon-common | crontab /usr/sbin/cron | process scheduling daemon
cron-daemon-common 3.0pl1-162 13 50 adduser | | process scheduling daemon's configuration files
curl 7.88.1-10+deb12u8 315 500 libcurl4 | curl | command line tool for transferring data with URL syntax
default-jdk 2:1.17-74 2 17 openjdk-17-jdk | | Standard Java or Java compatible Development Kit
default-jre 2:1.17-74 1 6 openjdk-17-jre | | Standard Java or Java compatible Runtime
default-mysql-client 1.1.0 3 20 mariadb-client | | MySQL database client binaries (metapackage)
dirmngr 2.2.40-1.1 792 1380 gnupg | dirmngr | GNU privacy guard - network certificate management service
dnsutils 1:9.18.28-1~deb12u2 12 20 bind9-dnsutils | | Transitional package for bind9-dnsutils
dpkg-dev 1.21.22 1353 2400 libdpkg-perl,bzip2,make,binutils,patch,xz-utils;build-essential | dpkg-buildpackage dpkg-source | Debian package development tools
dumb-init 1.2.5-2 14 60 | dumb-init | wrapper script which proxies signals to a child
ffmpeg 7:5.1.6-0+deb12u1 1814 2370 libavcodec59 | ffmpeg ffprobe ffplay | Tools for transcoding, streaming and playing of multimedia files
figlet 2.2.5-3+b1 136 750 | figlet chkfont | Make large character ASCII banners out of ordinary text
file 1:5.44-3 43 160 libmagic1 | file | Recognize the type of data in a file using "magic" numbers
fontconfig 2.14.1-4 449 690 | fc-cache fc-list | generic font configuration library - support binaries
fortune-mod 1:1.99.1-7.3 47 90 | /usr/games/fortune | provides fortune cookies on demand
g++ 4:12.2.0-3 1 14 g++-12,gcc | g++ c++=g++ | GNU C++ compiler
g++-12 12.2.0-14 10700 33300 gcc-12,libstdc++-12-dev | g++-12=g++ | GNU C++ compiler
gawk 1:5.2.1-2 673 2500 libmpfr6,libreadline8 | gawk | GNU awk, a pattern scanning and processing language
gcc 4:12.2.0-3 5 46 cpp,gcc-12;libc6-dev | gcc cc=gcc | GNU C compiler
gcc-12 12.2.0-14 19300 55400 cpp-12,binutils,libgcc-12-dev,libcc1-0,libisl23,libmpc3,libmpfr6;libc6-dev | gcc-12=gcc | GNU C compiler
gdb 13.1-3 3980 11600 python3 | gdb gdbserver | GNU Debugger
gettext 0.21-12 1300 9400 gettext-base | gettext msgfmt xgettext | GNU Internationalization utilities
gettext-base 0.21-12 160 680 | envsubst gettext ngettext | GNU Internationalization utilities for the base system
git 1:2.39.5-0+deb12u1 7264 45800 libcurl3-gnutls,liberror-perl,git-man,perl;patch,less,openssh-client | git git-shell git-upload-pack git-receive-pack | fast, scalable, distributed revision control system
git-man 1:2.39.5-0+deb12u1 2053 2500 | | fast, scalable, distributed revision control system (manual pages)
gnupg 2.2.40-1.1 846 885 dirmngr,gpg,gpg-agent,gpgconf | | GNU privacy guard - a free PGP replacement
gnupg2 2.2.40-1.1 445 460 gnupg | | GNU privacy guard - a free PGP replacement (dummy transitional package)
golang-go 2:1.19~1 44 120 | go gofmt | Go programming language compiler, linker, compiled stdlib
gosu 1.14-1+b6 1150 2900 | gosu | Simple Go-based setuid+setgid+setgroups+exec
gpg 2.2.40-1.1 949 1600 gpgconf,libassuan0,libreadline8,libsqlite3-0 | gpg | GNU Privacy Guard -- minimalist public key operations
gpg-agent 2.2.40-1.1 695 1300 gpgconf,libnpth0,pinentry-curses | gpg-agent | GNU privacy guard - cryptographic agent
gpgconf 2.2.40-1.1 564 960 libassuan0,libreadline8 | gpgconf | GNU privacy guard - core configuration utilities
haproxy 2.6.12-1+deb12u1 2043 4700 liblua5.3-0 | /usr/sbin/haproxy | fast and reliable load balancing reverse proxy
htop 3.2.2-2 152 387 libncursesw6,libnl-3-200 | htop | interactive processes viewer
hping3 3.a2.ds2-10 107 260 libpcap0.8 | /usr/sbin/hping3 | Active Network Smashing Tool
ifupdown 0.8.41 80 200 iproute2 | /usr/sbin/ifup /usr/sbin/ifdown | high level tools to configure network interfaces
iftop 1.0~pre4-9 40 100 libpcap0.8,libncursesw6 | /usr/sbin/iftop | displays bandwidth usage information on an network interface
imagemagick 8:6.9.11.60+dfsg-1.6+deb12u2 122 240 libmagickcore | convert identify | image manipulation programs
iperf 2.1.8+dfsg-1 97 270 | iperf | Internet Protocol bandwidth measuring tool
iperf3 3.12-1+deb12u1 41 90 | iperf3 | Internet Protocol bandwidth measuring tool
iproute2 6.1.0-3 1046 3600 libbpf1,libelf1,libmnl0,libxtables12,libcap2-bin | /usr/bin/ip /usr/bin/ss /usr/sbin/ip->/usr/bin/ip /usr/sbin/bridge /usr/sbin/tc | networking and traffic control tools
iptables 1.8.9-2 360 2700 libip4tc2,libip6tc2,libmnl0,libnetfilter-conntrack3,libnftnl11,libxtables12;nftables | /usr/sbin/iptables /usr/sbin/ip6tables /usr/sbin/iptables-save=iptables | administration tools for packet filtering and NAT
iputils-ping 3:20221126-1+deb12u1 47 122 libcap2-bin | ping ping4=ping ping6=ping | Tools to test the reachability of network hosts
iputils-tracepath 3:20221126-1+deb12u1 16 40 | tracepath | Tools to trace the network path to a remote host
jq 1.6-2.1+deb12u1 65 104 libjq1 | jq | lightweight and flexible command-line JSON processor
less 590-2.1~deb12u2 132 320 | less | pager program similar to more
libapr1 1.7.2-3+deb12u1 99 300 | | Apache Portable Runtime Library
libaprutil1 1.6.3-1 87 260 libapr1 | | Apache Portable Runtime Utility Library
libarchive13 3.6.2-1+deb12u1 343 900 | | Multi-format archive and compression library (shared library)
libassuan0 2.5.5-5 48 110 | | IPC library for the GnuPG components
libavcodec59 7:5.1.6-0+deb12u1 5240 15900 | | FFmpeg library with de/encoders for audio/video codecs - runtime files
libbinutils 2.40-2 572 2300 | | GNU binary utilities (private shared library)
libbpf1 1:1.1.0-1 145 370 libelf1 | | eBPF helper library (shared library)
libbrotli1 1.0.9-2+b6 275 830 | | library implementing brotli encoder and decoder (shared libraries)
libc6-dev 2.36-9+deb12u9 1899 12000 libc-dev-bin,linux-libc-dev,libcrypt-dev,rpcsvc-proto | | GNU C Library: Development Libraries and Header Files
libc-dev-bin 2.36-9+deb12u9 46 130 | | GNU C Library: Development binaries
libcap2-bin 1:2.66-4 35 107 | /usr/sbin/capsh /usr/sbin/getcap /usr/sbin/setcap /usr/sbin/getpcaps | POSIX 1003.1e capabilities (utilities)
libcc1-0 12.2.0-14 41 150 | | GCC cc1 plugin for GDB
libcrypt-dev 1:4.4.33-2 118 320 | | libcrypt development files
libcurl3-gnutls 7.88.1-10+deb12u8 386 880 libbrotli1,libldap-2.5-0,libnghttp2-14,libpsl5,librtmp1,libssh2-1 | | easy-to-use client-side URL transfer library (GnuTLS flavour)
libcurl4 7.88.1-10+deb12u8 391 870 libbrotli1,libldap-2.5-0,libnghttp2-14,libpsl5,librtmp1,libssh2-1;ca-certificates | | easy-to-use client-side URL transfer library (OpenSSL flavour)
libcurl4-openssl-dev 7.88.1-10+deb12u8 492 1500 libcurl4 | | development files and documentation for libcurl (OpenSSL flavour)
libdpkg-perl 1.21.22 603 2200 perl | | Dpkg perl modules
libedit2 3.1-20221030-2 93 270 libbsd0 | | BSD editline and history libraries
libbsd0 0.11.7-2 117 230 | | utility functions from BSD systems - shared library
libelf1 0.188-2.1 174 970 | | library to read and write ELF files
liberror-perl 0.17029-2 29 71 perl | | Perl module for error/exception handling in an OO-ish way
libevent-core-2.1-7 2.1.12-stable-8 131 360 | | Asynchronous event notification library (core)
libexpat1-dev 2.5.0-1+deb12u1 150 700 | | XML parsing C library - development kit
libfdt1 1.6.1-4+b1 20 60 | | Flat Device Trees manipulation library
libffi-dev 3.4.4-1 60 330 | | Foreign Function Interface library (development files)
libfreetype6-dev 2.12.1+dfsg-5+deb12u3 560 2300 zlib1g-dev | | FreeType 2 font engine, development files
libfstrm0 0.6.1-1 22 60 | | Frame Streams (fstrm) library
libgcc-12-dev 12.2.0-14 2437 15800 | | GCC support library (development files)
libgdbm6 1.23-3 72 130 | | GNU dbm database routines (runtime version)
libgl1 1.6.0-1 89 1300 | | Vendor neutral GL dispatch library -- legacy GL support
libglib2.0-0 2.74.6-2+deb12u3 1399 4000 | | GLib library of C routines
libgomp1 12.2.0-14 116 330 | | GCC OpenMP (GOMP) support library
libicu72 72.1-3 9376 36100 | | International Components for Unicode
libicu-dev 72.1-3 10300 46200 libicu72 | | Development files for International Components for Unicode
libip4tc2 1.8.9-2 19 60 | | netfilter libip4tc library
libip6tc2 1.8.9-2 20 60 | | netfilter libip6tc library
libisl23 0.25-1.1 683 2100 | | manipulating sets and relations of integer points bounded by linear constraints
libjansson4 2.14-2 41 115 | | C library for encoding, decoding and manipulating JSON data
libjemalloc2 5.3.0-1 276 730 | | general-purpose scalable concurrent malloc(3) implementation
libjpeg-dev 1:2.1.5-2 72 100 libjpeg62-turbo-dev | | Development files for the JPEG library [dummy package]
libjpeg62-turbo-dev 1:2.1.5-2 293 900 | | Development files for the libjpeg-turbo JPEG library
libjq1 1.6-2.1+deb12u1 135 320 libonig5 | | lightweight and flexible command-line JSON processor - shared library
libjson-c5 0.16-2 44 110 | | JSON manipulation library - shared library
libjsoncpp25 1.9.5-4 79 260 | | library for reading and writing JSON for C++
libldap-2.5-0 2.5.13+dfsg-5 183 480 libsasl2-2 | | OpenLDAP libraries
liblmdb0 0.9.24-1 45 110 | | Lightning Memory-Mapped Database shared library
liblua5.3-0 5.3.6-2 123 500 | | Shared library for the Lua interpreter version 5.3
libmagic1 1:5.44-3 408 9400 | | Recognize the type of data in a file using "magic" numbers - library
libmagickcore 8:6.9.11.60+dfsg-1.6 1780 6200 | | low-level image manipulation library
libmariadb3 1:10.11.6-0+deb12u1 184 560 | | MariaDB database client library
libmariadb-dev 1:10.11.6-0+deb12u1 251 1600 libmariadb3 | mariadb_config | MariaDB database development files
libmaxminddb0 1.7.1-1 29 70 | | IP geolocation database library
libmnl0 1.0.4-3 13 30 | | minimalistic Netlink communication library
libmpc3 1.3.1-1 52 140 | | multiple precision complex floating-point library
libmpfr6 4.2.0-1 702 1200 | | multiple precision floating-point computation
libmysqlclient-dev 8.0 20 50 libmariadb-dev | | database development files
libncurses-dev 6.4-4 349 2300 libncurses6 | | developer's libraries for ncurses
libncurses6 6.4-4 103 330 | | shared libraries for terminal handling
libncurses5-dev 6.4-4 1 6 libncurses-dev | | transitional package for libncurses-dev
libncursesw6 6.4-4 134 410 | | shared libraries for terminal handling (wide character support)
libnetfilter-conntrack3 1.0.9-3 41 140 | | Netfilter netlink-conntrack library
libnftnl11 1.2.4-2 62 220 | | Netfilter nftables userspace API library
libnghttp2-14 1.52.0-1+deb12u2 73 210 | | library implementing HTTP/2 protocol (shared library)
libnl-3-200 3.7.0-0.2+b1 63 180 | | library for dealing with netlink sockets
libnode108 18.19.0+dfsg-6~deb12u2 10400 43900 libicu72,libuv1 | | evented I/O for V8 javascript - runtime library
libnpth0 1.6-3 19 50 | | replacement for GNU Pth using system threads
libonig5 6.9.8-1 188 620 | | regular expressions library
libpcap0.8 1.10.3-1 157 400 | | system interface for user-level packet capture
libpcre3-dev 2:8.39-15 695 2400 | | Old Perl 5 Compatible Regular Expression Library - development files
libperl5.36 5.36.0-7+deb12u1 4218 29200 perl-modules-5.36 | | shared Perl library
libpng-dev 1.6.39-2 356 1300 zlib1g-dev | | PNG library - development (version 1.6)
libpopt0 1.19+dfsg-1 44 150 | | lib for parsing cmdline parameters
libpq-dev 15.8-0+deb12u1 146 600 libpq5 | pg_config | header files for libpq5 (PostgreSQL library)
libpq5 15.8-0+deb12u1 191 800 | | PostgreSQL C client library
libproc2-0 2:4.0.2-3 63 170 | | library for accessing process information from /proc
libprotobuf-c1 1.4.1-1+b1 28 80 | | Protocol Buffers C shared library (protobuf-c)
libpsl5 0.21.2-1 59 110 | | Library for Public Suffix List (shared libraries)
libpython3-stdlib 3.11.2-1+b1 9 25 libpython3.11-stdlib | | interactive high-level object-oriented language (default python3 version)
libpython3.11-minimal 3.11.2-6+deb12u4 817 5100 | | Minimal subset of the Python language (version 3.11)
libpython3.11-stdlib 3.11.2-6+deb12u4 1796 8100 libpython3.11-minimal,libsqlite3-0,media-types | | Interactive high-level object-oriented language (standard library, version 3.11)
libreadline8 8.2-1.3 166 470 readline-common | | GNU readline and history libraries, run-time libraries
libreadline-dev 8.2-1.3 140 700 libreadline8,libncurses-dev | | GNU readline and history libraries, development files
librhash0 1.4.3-3 134 300 | | shared library for hash functions computing
librtmp1 2.4+20151223.gitfa8646d.1-2+b2 61 150 | | toolkit for RTMP streams (shared library)
libsasl2-2 2.1.28+dfsg-10 59 170 | | Cyrus SASL - authentication abstraction library
libsensors5 1:3.6.0-7.1 34 90 | | library to read temperature/voltage/fan sensors
libsm6 2:1.2.3-1 35 90 | | X11 Session Management library
libsodium23 1.0.18-1 161 400 | | Network communication, cryptography and signaturing library
libsqlite3-0 3.40.1-2 837 1700 | | SQLite 3 shared library
libsqlite3-dev 3.40.1-2 1001 3500 libsqlite3-0 | | SQLite 3 development files
libssh2-1 1.10.0-3+b1 179 300 | | SSH2 client-side library
libssl-dev 3.0.15-1~deb12u1 2440 12700 libssl3 | | Secure Sockets Layer toolkit - development files
libssl3 3.0.15-1~deb12u1 2026 6000 | | Secure Sockets Layer toolkit - shared libraries
libstdc++-12-dev 12.2.0-14 2046 20000 | | GNU Standard C++ Library v3 (development files)
libtool 2.4.7-7~deb12u1 517 1200 | libtoolize | Generic library support script
libuv1 1.44.2-1+deb12u1 136 330 | | asynchronous event notification library - runtime library
libwebp-dev 1.2.4-0.2+deb12u1 407 1100 | | Lossy compression of digital photographic images
libxext6 2:1.3.4-1+b1 52 130 | | X11 miscellaneous extension library
libxml2 2.9.14+dfsg-1.3~deb12u1 687 2200 libicu72 | | GNOME XML library
libxml2-dev 2.9.14+dfsg-1.3~deb12u1 783 3200 libxml2 | xml2-config | GNOME XML library - development files
libxrender1 1:0.9.10-1.1 33 60 | | X Rendering Extension client library
libxslt1-dev 1.1.35-1 180 900 libxml2-dev | xslt-config | XSLT 1.0 processing library - development kit
libxtables12 1.8.9-2 31 90 | | netfilter xtables library
libyaml-dev 0.2.5-1 65 250 | | Fast YAML 1.1 parser and emitter library (development)
libzip-dev 1.7.3-1+b1 157 500 zlib1g-dev | | library for reading, creating, and modifying zip archives (development)
linux-libc-dev 6.1.112-1 2028 7500 | | Linux support headers for userspace development
locales 2.36-9+deb12u9 3904 16600 | /usr/sbin/locale-gen /usr/sbin/update-locale | GNU C Library: National Language (locale) data [support]
lsb-release 12.0-1 6 17 | lsb_release | Linux Standard Base version reporting utility (minimal implementation)
lsof 4.95.0-1 318 500 | lsof | utility to list open files
m4 1.4.19-3 287 700 | m4 | macro processing language
make 4.3-4.1 396 1600 | make | utility for directing compilation
man-db 2.11.2-2 1386 3000 groff-base,bsdextrautils | man apropos whatis | tools for reading manual pages
groff-base 1.22.4-10 916 3900 | groff | GNU troff text-formatting system (base system components)
mariadb-client 1:10.11.6-0+deb12u1 2902 15800 mariadb-client-core,mariadb-common | mysqldump=mysqldump mariadb-dump=mysqldump mysqladmin=mysqladmin | MariaDB database client binaries
mariadb-client-core 1:10.11.6-0+deb12u1 970 7700 libmariadb3 | mariadb=mysql mysql | MariaDB database core client binaries
mariadb-common 1:10.11.6-0+deb12u1 26 40 mysql-common | | MariaDB common configuration files
mc 3:4.8.29-2 515 1500 | mc | Midnight Commander - a powerful file manager
media-types 10.0.0 26 120 | | List of standard media types and their usual file extension
mtr-tiny 0.95-1 64 150 libncursesw6 | mtr | Full screen ncurses traceroute tool
mysql-client 8.0 2 10 mariadb-client | | MySQL database client (metapackage)
mysql-common 5.8+1.1.0 7 30 | | MySQL database common files, e.g. /etc/mysql/my.cnf
nano 7.2-1+deb12u1 690 2900 libncursesw6 | nano rnano=nano editor->nano | small, friendly text editor inspired by Pico
ncal 12.1.8 35 100 | cal ncal=cal | display a calendar and the date of Easter
ncurses-term 6.4-4 501 6000 | | additional terminal type definitions
net-tools 2.10-0.1 227 995 | /usr/bin/netstat /usr/sbin/ifconfig /usr/sbin/route /usr/sbin/arp | NET-3 networking toolkit
netcat-openbsd 1.219-1 41 100 libbsd0 | nc.openbsd=nc nc->nc.openbsd netcat->nc.openbsd | TCP/IP swiss army knife
netcat-traditional 1.10-47 66 140 | nc.traditional=nc nc->nc.traditional netcat->nc.traditional | TCP/IP swiss army knife
netcat 1.10-47 9 20 netcat-traditional | | TCP/IP swiss army knife -- transitional package
nftables 1.0.6-2+deb12u2 70 180 libnftnl11 | /usr/sbin/nft | Program to control packet filtering rules by Netfilter project
nginx 1.22.1-9 527 1300 nginx-common | /usr/sbin/nginx | small, powerful, scalable web/proxy server
nginx-common 1.22.1-9 113 350 | | small, powerful, scalable web/proxy server - common files
nmap 7.93+dfsg1-1 1902 4600 liblua5.3-0,libpcap0.8,libssh2-1 | nmap | The Network Mapper
nodejs 18.19.0+dfsg-6~deb12u2 319 1800 libnode108;npm | node nodejs->node | evented I/O for V8 javascript - runtime executable
npm 9.2.0~ds1-1 1480 6100 nodejs | npm npx | package manager for Node.js
ntpdate 1:4.2.8p15+dfsg-2~1.2.2+dfsg1-1+deb12u1 20 40 | /usr/sbin/ntpdate | Network Time Protocol client
openjdk-11-jdk 11.0.24+8-2 2030 2400 openjdk-17-jre | java javac jar | OpenJDK Development Kit (JDK)
openjdk-17-jdk 17.0.13+11-2~deb12u1 1580 1700 openjdk-17-jre | javac jar jshell | OpenJDK Development Kit (JDK)
openjdk-17-jre 17.0.13+11-2~deb12u1 202 400 openjdk-17-jre-headless | | OpenJDK Java runtime, using Hotspot JIT
openjdk-17-jre-headless 17.0.13+11-2~deb12u1 43700 191000 ca-certificates | java | OpenJDK Java runtime, using Hotspot JIT (headless)
openssh-client 1:9.2p1-2+deb12u3 991 5800 libedit2 | ssh scp sftp ssh-add ssh-agent ssh-keygen ssh-keyscan | secure shell (SSH) client, for secure access to remote machines
openssh-server 1:9.2p1-2+deb12u3 456 1900 openssh-client,openssh-sftp-server,procps | /usr/sbin/sshd | secure shell (SSH) server, for secure access from remote machines
openssh-sftp-server 1:9.2p1-2+deb12u3 66 160 | | secure shell (SSH) sftp server module, for SFTP access from remote machines
openssl 3.0.15-1~deb12u1 1430 2400 libssl3 | openssl c_rehash | Secure Sockets Layer toolkit - cryptographic utility
patch 2.7.6-7 128 260 | patch | Apply a diff file to an original
perl 5.36.0-7+deb12u1 239 690 libperl5.36,perl-modules-5.36 | perl5.36=perl | Larry Wall's Practical Extraction and Report Language
perl-modules-5.36 5.36.0-7+deb12u1 2815 17800 | | Core Perl modules
php 2:8.2+93 4 20 php8.2 | | server-side, HTML-embedded scripting language (default)
php8.2 8.2.24-1~deb12u1 46 160 php8.2-cli | | server-side, HTML-embedded scripting language (metapackage)
php8.2-cli 8.2.24-1~deb12u1 1694 5200 libxml2,libsodium23 | php | command-line interpreter for the PHP scripting language
php-cli 2:8.2+93 3 20 php8.2-cli | | command-line interpreter for the PHP scripting language (default)
pinentry-curses 1.2.1-1 77 120 libassuan0,libncursesw6 | pinentry-curses pinentry->pinentry-curses | curses-based PIN or pass-phrase entry dialog for GnuPG
pkg-config 1.8.1-1 14 30 pkgconf | | manage compile and link flags for libraries (transitional package)
pkgconf 1.8.1-1 26 80 | pkgconf pkg-config=pkgconf | manage compile and link flags for libraries
postgresql-client 15+248 10 60 postgresql-client-15 | | front-end programs for PostgreSQL (supported version)
postgresql-client-15 15.8-0+deb12u1 1717 8100 libpq5,postgresql-client-common,libreadline8 | psql pg_dump pg_dumpall pg_restore pg_isready createdb dropdb | front-end programs for PostgreSQL 15
postgresql-client-common 248 35 120 perl | | manager for multiple PostgreSQL client versions
procps 2:4.0.2-3 709 2300 libncursesw6,libproc2-0 | free pgrep pkill pidwait pmap ps pwdx slabtop tload top uptime vmstat w watch /usr/sbin/sysctl | /proc file system utilities
psmisc 23.6-1 259 960 | killall pstree fuser /usr/bin/peekfd | utilities that use the proc file system
python3 3.11.2-1+b1 26 90 python3-minimal,python3.11,libpython3-stdlib | pydoc3=pydoc | interactive high-level object-oriented language (default python3 version)
python3-dev 3.11.2-1+b1 26 30 python3 | python3-config | header files and a static library for Python (default)
python-is-python3 3.11.1-3 3 10 python3 | python->python3 | symlinks /usr/bin/python to python3
python3-minimal 3.11.2-1+b1 26 130 python3.11-minimal | python3->python3.11 | minimal subset of the Python language (default python3 version)
python3-pip 23.0.1+dfsg-1 1325 6900 python3,python3-setuptools,python3-wheel,ca-certificates;build-essential,python3-dev | pip pip3=pip | Python package installer
python3-setuptools 66.1.1-1 521 3200 python3 | | Python3 Distutils Enhancements
python3-venv 3.11.2-1+b1 1 6 python3 | | venv module for python3 (default python3 version)
python3-wheel 0.38.4-2 31 120 python3 | | built-package format for Python
python3-yaml 6.0-3+b2 122 500 python3 | | YAML parser and emitter for Python3
python3.11 3.11.2-6+deb12u4 573 600 libpython3.11-stdlib,python3.11-minimal,media-types | | Interactive high-level object-oriented language (version 3.11)
python3.11-minimal 3.11.2-6+deb12u4 2064 5800 libpython3.11-minimal | python3.11=python3 | Minimal subset of the Python language (version 3.11)
readline-common 8.2-1.3 69 90 | | GNU readline and history libraries, common files
redis-server 5:7.0.15-1~deb12u1 73 190 redis-tools | redis-server | Persistent key-value database with network interface
redis-tools 5:7.0.15-1~deb12u1 989 4900 libjemalloc2 | redis-cli redis-benchmark | Persistent key-value database with network interface (client)
redis 5:7.0.15-1~deb12u1 26 30 redis-server | | Persistent key-value database with network interface (metapackage)
rpcsvc-proto 1.4.3-1 63 240 | rpcgen | RPC protocol compiler and definitions
rsync 3.2.7-1 417 800 libpopt0 | rsync | fast, versatile, remote (and local) file-copying tool
rsyslog 8.2302.0-1 723 2100 | /usr/sbin/rsyslogd | reliable system and kernel logging daemon
ruby 1:3.1 6 30 ruby3.1 | | Interpreter of object-oriented scripting language Ruby (default version)
ruby3.1 3.1.2-7+deb12u1 663 900 | ruby gem irb | Interpreter of object-oriented scripting language Ruby
screen 4.9.0-4 600 1000 | screen | terminal multiplexer with VT100/ANSI terminal emulation
socat 1.7.4.4-2 375 1500 | socat | multipurpose relay for bidirectional data transfer
software-properties-common 0.99.30-4.1~deb12u1 65 600 python3 | add-apt-repository | manage the repositories that you install software from (common)
sqlite3 3.40.1-2 323 1500 libsqlite3-0,libreadline8 | sqlite3 | Command line interface for SQLite 3
ssh 1:9.2p1-2+deb12u3 173 190 openssh-client,openssh-server | | secure shell client and server (metapackage)
sshpass 1.09-1+b1 13 40 openssh-client | sshpass | Non-interactive ssh password authentication
strace 6.1-0.1 1303 2400 | strace | System call tracer
stress 1.0.7-1 22 57 | stress | tool to impose load on and stress test a computer system
stress-ng 0.15.06-2 1988 5200 | stress-ng | tool to load and stress a computer
sudo 1.9.13p3-1+deb12u1 1889 6200 | sudo visudo=visudo | Provide limited super user privileges to specific users
supervisor 4.2.5-1 324 1600 python3 | supervisord supervisorctl | System for controlling process state
sysstat 12.6.1-1 596 1700 | iostat mpstat pidstat sar | system performance tools for Linux
tcpdump 4.99.3-1 475 1300 libpcap0.8 | tcpdump | command-line network traffic analyzer
telnet 0.17+2.4-2+deb12u1 37 60 inetutils-telnet | | transitional dummy package for inetutils-telnet default switch
inetutils-telnet 2:2.4-2+deb12u1 121 260 netbase | telnet | telnet client
netbase 6.4 13 40 | | Basic TCP/IP networking system
tini 0.19.0-1 255 690 | tini | tiny but valid init for containers
tmux 3.3a-3 455 1100 libevent-core-2.1-7 | tmux | terminal multiplexer
toilet 0.3-1.4 19 60 figlet | toilet | display large colourful characters in text mode
traceroute 1:2.1.2-1 59 170 | traceroute | Traces the route taken by packets over an IPv4/IPv6 network
tree 2.1.0-1 52 118 | tree | displays an indented directory tree, in color
tzdata 2024b-0+deb12u1 291 3800 | | time zone and daylight-saving time data
unzip 6.0-28 166 390 | unzip zipinfo=unzip | De-archiver for .zip files
util-linux 2.38.1-5+deb12u2 1177 4500 | | miscellaneous system utilities
vim 2:9.0.1378-2 1567 3700 vim-common,vim-runtime,libsodium23 | vim vi->vim view->vim editor->vim | Vi IMproved - enhanced vi editor
vim-common 2:9.0.1378-2 125 360 xxd | | Vi IMproved - Common files
vim-runtime 2:9.0.1378-2 7025 35900 | | Vi IMproved - Runtime files
vim-tiny 2:9.0.1378-2 720 1700 vim-common | vim.tiny=vim vi->vim.tiny | Vi IMproved - enhanced vi editor - compact version
wget 1.21.3-1+deb12u1 984 3700 libpsl5;ca-certificates | wget | retrieves files from the web
whois 5.5.17 81 380 | whois mkpasswd | intelligent WHOIS client
xvfb 2:21.1.7-3+deb12u8 1260 3400 | Xvfb | Virtual Framebuffer 'fake' X server
xxd 2:9.0.1378-2 83 190 | xxd | tool to make (or reverse) a hex dump
xz-utils 5.4.1-0.2 471 1300 | xz xzcat=xz unxz=xz | XZ-format compression utilities
zip 3.0-13 230 600 unzip | zip | Archiver for .zip files
zlib1g-dev 1:1.2.13.dfsg-1 916 1200 | | compression library - development
zsh 5.9-4+b5 918 2500 | zsh | shell with lots of features
`;

export const DEBIAN_PACKAGES = packageTable(BOOKWORM);

const RELEASES = new Map<string, ReadonlyMap<string, Package>>();

/**
 * What the simulated archive of a suite offers: bookworm's packages by the names and with the versions of its
 * release. Of what isn't known there bookworm's version stands, without the mark of Debian 12's updates.
 */
export function packagesOf(suite: string): ReadonlyMap<string, Package> {
  if (suite.startsWith('bookworm')) return DEBIAN_PACKAGES;
  let packages = RELEASES.get(suite);
  if (!packages) {
    const versions = releaseVersions(suite);
    const all = [...packageTable(withNamesOf(suite, BOOKWORM)).values()];
    packages = new Map(all.map((one) => [one.name, { ...one, version: versions.get(one.name) ?? one.version.replace(/[+~]deb12u\d+$/, '') }]));
    RELEASES.set(suite, packages);
  }
  return packages;
}
