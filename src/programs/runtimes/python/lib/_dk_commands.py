"""Python 2's commands: a shell's output, with what it wrote to stderr, less the last end of line."""
import subprocess
def getstatusoutput(command):
    done = subprocess.run(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = done.stdout.decode()
    return done.returncode << 8, text[:-1] if text[-1:] == '\n' else text
def getoutput(command): return getstatusoutput(command)[1]
