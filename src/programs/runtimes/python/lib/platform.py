import os, sys
system = lambda: 'Linux'
node = lambda: os.uname().nodename
release = lambda: os.uname().release
version = lambda: os.uname().version
machine = processor = lambda: os.uname().machine
python_version = lambda: sys.version.split()[0]
python_implementation = lambda: 'CPython'
platform = lambda *a: 'Linux-%s-%s-with-glibc2.36' % (release(), machine())
uname = os.uname
architecture = lambda: ('64bit', 'ELF')
