import os
def getuser(): return os.environ.get('USER') or ('root' if os.getuid() == 0 else str(os.getuid()))
def getpass(prompt='Password: '): return input(prompt)
