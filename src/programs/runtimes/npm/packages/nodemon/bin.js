#!/usr/bin/env node
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');
const VERSION = require('./package.json').version;
const say = (text, color = 33) => process.stdout.write(process.stdout.isTTY ? `\u001b[${color}m[nodemon] ${text}\u001b[39m\n` : `[nodemon] ${text}\n`);
let exec;
let watch = [];
let ext = 'js,mjs,cjs,json';
let delay = 0;
const rest = [];
const args = process.argv.slice(2);
const manifest = fs.existsSync('package.json') ? JSON.parse(fs.readFileSync('package.json', 'utf8')) : {};
const config = fs.existsSync('nodemon.json') ? JSON.parse(fs.readFileSync('nodemon.json', 'utf8')) : (manifest.nodemonConfig ?? {});
watch.push(...[config.watch ?? []].flat());
ext = config.ext ?? ext;
exec = config.exec;
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '-v' || arg === '--version') {
    console.log(VERSION);
    process.exit(0);
  } else if (arg === '--exec' || arg === '-x') exec = args.shift();
  else if (arg === '--watch' || arg === '-w') watch.push(args.shift());
  else if (arg === '--ext' || arg === '-e') ext = args.shift();
  else if (arg === '--delay') delay = Number.parseFloat(args.shift()) * 1000;
  else if (arg === '-L' || arg === '--legacy-watch' || arg === '-q' || arg === '--inspect') continue;
  else if (arg === '--ignore' || arg === '-i') args.shift();
  else {
    rest.push(arg, ...args.splice(0));
  }
}
if (rest.length === 0 && !exec) rest.push(manifest.main && fs.existsSync(manifest.main) ? manifest.main : fs.existsSync('server.js') ? 'server.js' : 'index.js');
const command = exec ? [exec, ...rest].join(' ') : `node ${rest.join(' ')}`;
const places = watch.length > 0 ? watch : ['*.*'];
const folders = watch.length > 0 ? watch : ['.'];
const extensions = ext.split(/[ ,]+/).map((one) => one.replace(/^\*?\./, ''));
function look() {
  const seen = new Map();
  const visit = (file, chosen) => {
    let stat;
    try {
      stat = fs.statSync(file);
    } catch {
      return;
    }
    if (stat.isDirectory()) {
      if (/^(?:node_modules|\.git|coverage|\.nyc_output)$/.test(path.basename(file))) return;
      for (const name of fs.readdirSync(file)) visit(path.join(file, name), false);
    } else if (chosen || extensions.includes(path.extname(file).slice(1))) seen.set(file, `${stat.mtimeMs} ${stat.size}`);
  };
  for (const folder of folders) visit(folder, true);
  return seen;
}
say(VERSION);
say('to restart at any time, enter `rs`');
say(`watching path(s): ${places.join(' ')}`);
say(`watching extensions: ${extensions.join(',')}`);
let child;
let restarting = false;
function start() {
  say(`starting \`${command}\``, 32);
  child = spawn('/bin/sh', ['-c', `exec ${command}`], { stdio: ['ignore', 'inherit', 'inherit'] });
  const own = child;
  child.on('exit', (code, signal) => {
    if (child !== own) return;
    child = undefined;
    if (restarting) {
      restarting = false;
      start();
    } else if (code === 0) say('clean exit - waiting for changes before restart', 32);
    else if (code !== null) say('app crashed - waiting for file changes before starting...', 31);
    else say(`app terminated by ${signal} - waiting for changes`, 31);
  });
}
function restart() {
  if (!child) return start();
  restarting = true;
  child.kill('SIGUSR2');
}
let before = look();
setInterval(() => {
  const now = look();
  const changed = [...now].some(([file, mark]) => before.get(file) !== mark) || [...before.keys()].some((file) => !now.has(file));
  before = now;
  if (!changed) return;
  say('restarting due to changes...', 32);
  setTimeout(restart, delay);
}, 500);
if (process.stdin.isTTY) process.stdin.on('data', (text) => String(text).trim() === 'rs' && restart());
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) {
  process.on(signal, () => {
    child?.kill(signal);
    process.exit(code);
  });
}
start();
