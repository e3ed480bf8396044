// `node --watch`: runs the script as a child and starts it again when a file of it changes.
const { spawn } = internal.builtin('child_process');
const fs = internal.builtin('fs');
const path = internal.builtin('path');
const { process, settings } = internal;
const major = Number(settings.version.slice(1).split('.')[0]);

/** How often the files are looked at, in ms. */
const LOOK_MS = 200;
const waiting = major >= 22 ? '. Waiting for file changes before restarting...' : '';

exports.start = (file, args, options, paths) => {
  const tty = process.stdout.isTTY;
  const say = (text, color, before = '') => process.stdout.write(tty ? `${before}\u001b[${color}m${text}\u001b[39m\n` : `${text}\n`);
  const shown = `'${[file, ...args].join(' ')}'`;
  const look = () => {
    const seen = new Map();
    const visit = (at, chosen) => {
      const stat = fs.statSync(at, { throwIfNoEntry: false });
      if (!stat) return;
      if (stat.isDirectory()) {
        if (/^(?:node_modules|\.git)$/.test(path.basename(at))) return;
        for (const name of fs.readdirSync(at)) visit(path.join(at, name), chosen);
      } else if (chosen || /\.(?:[cm]?[jt]s|json)$/.test(at)) seen.set(at, `${stat.mtimeMs} ${stat.size}`);
    };
    if (paths.length > 0) for (const one of paths) visit(path.resolve(one), true);
    else visit(path.dirname(path.resolve(file)), false);
    return seen;
  };
  let child;
  let again = false;
  const run = () => {
    child = spawn(process.execPath, [...options, file, ...args], { stdio: 'inherit' });
    child.on('exit', (code) => {
      child = undefined;
      if (again) {
        again = false;
        restart();
      } else say(`${code === 0 ? 'Completed' : 'Failed'} running ${shown}${waiting}`, code === 0 ? 34 : 31);
    });
  };
  const restart = () => {
    if (child) {
      again = true;
      child.kill('SIGTERM');
      return;
    }
    say(`Restarting ${shown}`, 32, '\u001bc');
    run();
  };
  if (major < 20) process.emitWarning('Watch mode is an experimental feature and might change at any time', 'ExperimentalWarning');
  let before = look();
  setInterval(() => {
    const now = look();
    const changed = now.size !== before.size || [...now].some(([at, mark]) => before.get(at) !== mark);
    before = now;
    if (changed) restart();
  }, LOOK_MS);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (!child) process.exit(0);
      child.removeAllListeners('exit');
      child.on('exit', () => process.exit(0));
      child.kill(signal);
    });
  }
  run();
};
