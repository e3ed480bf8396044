import _dockyard, os, sys
PIPE, STDOUT, DEVNULL = -1, -2, -3
class SubprocessError(Exception): pass
class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stdout, self.stderr = returncode, cmd, output, output, stderr
        super().__init__(returncode, cmd)
    def __str__(self):
        if self.returncode < 0:
            import signal
            return "Command '%s' died with %r." % (self.cmd, signal.Signals(-self.returncode))
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)
class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stdout, self.stderr = cmd, timeout, output, output, stderr
        super().__init__(cmd, timeout)
    def __str__(self): return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)
class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr
    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)
    def __repr__(self):
        return 'CompletedProcess(args=%r, returncode=%r%s%s)' % (self.args, self.returncode, '' if self.stdout is None else ', stdout=%r' % self.stdout, '' if self.stderr is None else ', stderr=%r' % self.stderr)
def run(args, *, stdin=None, input=None, stdout=None, stderr=None, capture_output=False, shell=False, cwd=None, timeout=None, check=False, text=None, env=None, universal_newlines=None, encoding=None, **more):
    if capture_output:
        stdout = stderr = PIPE
    argv = ['/bin/sh', '-c', args if isinstance(args, str) else ' '.join(args)] if shell else [args] if isinstance(args, str) else [str(a) for a in args]
    kind = lambda how: 'pipe' if how in (PIPE, STDOUT) else 'ignore' if how == DEVNULL else 'inherit'
    try:
        done = _dockyard.call('spawnSync', argv[0], argv, {'cwd': cwd and str(cwd), 'env': dict(env) if env is not None and type(env) is dict else (env or os.environ).copy(), 'stdio': ['pipe' if input is not None else kind(stdin), kind(stdout), kind(stderr)], 'input': input.decode() if isinstance(input, bytes) else input, 'timeoutMs': None if timeout is None else timeout * 1000})
    except FileNotFoundError:
        raise FileNotFoundError(2, 'No such file or directory', argv[0])
    as_text = text or universal_newlines or encoding
    give = lambda value, how: None if how not in (PIPE, STDOUT) else value if as_text else value.encode()
    if done['timedOut']: raise TimeoutExpired(args, timeout, give(done['stdout'], stdout) or None, give(done['stderr'], stderr) or None)
    code = done['code'] if done['code'] is not None else -_dockyard.numbers.get(done['signal'], 9)
    out = give(done['stdout'] + (done['stderr'] if stderr == STDOUT else ''), stdout)
    result = CompletedProcess(args, code, out, None if stderr == STDOUT else give(done['stderr'], stderr))
    if check:
        result.check_returncode()
    return result
def call(args, **more): return run(args, **more).returncode
def check_call(args, **more): run(args, check=True, **more); return 0
def check_output(args, **more): return run(args, stdout=PIPE, check=True, **more).stdout
def getoutput(command): return run(command, shell=True, stdout=PIPE, stderr=STDOUT, text=True).stdout.rstrip('\n')
def getstatusoutput(command):
    done = run(command, shell=True, stdout=PIPE, stderr=STDOUT, text=True)
    return done.returncode, done.stdout.rstrip('\n')
class Popen:
    """Runs to its end at once, or when its input is there; its output is then read."""
    def __init__(self, args, stdin=None, **more):
        import io
        self.args, self._more, self._done, self.returncode, self.pid = args, more, None, None, os.getpid() + 1
        self.stdin, self.stdout, self.stderr = (io.StringIO() if more.get('text') or more.get('universal_newlines') else io.BytesIO()) if stdin == PIPE else None, None, None
        if stdin != PIPE: self._finish(None, stdin)
    def _finish(self, input, stdin=None):
        if self._done is not None: return
        import io
        held = self.stdin.getvalue() if self.stdin is not None else None
        self._done = run(self.args, input=held + input if held and input else held or input, stdin=stdin, **self._more)
        self.returncode = self._done.returncode
        make = lambda value: None if value is None else io.StringIO(value) if isinstance(value, str) else io.BytesIO(value)
        self.stdout, self.stderr = make(self._done.stdout), make(self._done.stderr)
    def communicate(self, input=None, timeout=None):
        self._finish(input)
        return self._done.stdout, self._done.stderr
    def wait(self, timeout=None):
        self._finish(None)
        return self.returncode
    def poll(self): return self.returncode
    def terminate(self): pass
    kill = terminate
    def send_signal(self, number): pass
    def __enter__(self): return self
    def __exit__(self, *a): self._finish(None)
