#!/usr/bin/env node
'use strict';
// Sets variables for a command: NAME=value … command arguments.
const { spawn } = require('child_process');
const args = process.argv.slice(2);
const env = { ...process.env };
let match;
while (args.length > 0 && (match = /^(\w+)=(.*)$/s.exec(args[0]))) {
  env[match[1]] = match[2].replace(/^(['"])(.*)\1$/s, '$2').replace(/\$(\w+)|\$\{(\w+)\}/g, (all, a, b) => env[a ?? b] ?? '');
  args.shift();
}
if (args.length > 0) {
  const child = spawn(args[0], args.slice(1), { stdio: 'inherit', env });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => { throw error; });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
}
