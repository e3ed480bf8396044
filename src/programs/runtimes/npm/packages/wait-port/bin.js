#!/usr/bin/env node
process.stderr.write('dockyard: the command wait-port is not simulated\n');
process.exitCode = 1;
