import type { Sys } from '../../../machine/sys';
import { interpreter } from './environment';

const USAGE = 'usage: venv [-h] [--system-site-packages] [--symlinks | --copies] [--clear]\n            [--upgrade] [--without-pip] [--prompt PROMPT] [--upgrade-deps]\n            ENV_DIR [ENV_DIR ...]\n';

const ACTIVATE = `deactivate () {
    if [ -n "\${_OLD_VIRTUAL_PATH:-}" ] ; then
        PATH="\${_OLD_VIRTUAL_PATH:-}"
        export PATH
        unset _OLD_VIRTUAL_PATH
    fi
    hash -r 2> /dev/null
    if [ -n "\${_OLD_VIRTUAL_PS1:-}" ] ; then
        PS1="\${_OLD_VIRTUAL_PS1:-}"
        export PS1
        unset _OLD_VIRTUAL_PS1
    fi
    unset VIRTUAL_ENV
    unset VIRTUAL_ENV_PROMPT
    if [ ! "\${1:-}" = "nondestructive" ] ; then
        unset -f deactivate
    fi
}
deactivate nondestructive
VIRTUAL_ENV=ROOT
export VIRTUAL_ENV
_OLD_VIRTUAL_PATH="$PATH"
PATH="$VIRTUAL_ENV/bin:$PATH"
export PATH
VIRTUAL_ENV_PROMPT="(NAME) "
export VIRTUAL_ENV_PROMPT
if [ -z "\${VIRTUAL_ENV_DISABLE_PROMPT:-}" ] ; then
    _OLD_VIRTUAL_PS1="\${PS1:-}"
    PS1="(NAME) \${PS1:-}"
    export PS1
fi
hash -r 2> /dev/null
`;

function removeInside(sys: Sys, folder: string): void {
  for (const { name, type } of sys.readdir(folder)) {
    if (name === '.' || name === '..') continue;
    if (type === 'dir') {
      removeInside(sys, `${folder}/${name}`);
      sys.rmdir(`${folder}/${name}`);
    } else sys.unlink(`${folder}/${name}`);
  }
}

/** `python -m venv`: folders with links to the interpreter, pyvenv.cfg, pip and the script that activates. */
export async function makeVenv(sys: Sys, args: readonly string[], version: string): Promise<number> {
  const options = new Set(args.filter((arg) => arg.startsWith('-')));
  const at = args.indexOf('--prompt');
  const folders = args.filter((arg, i) => !arg.startsWith('-') && !(at >= 0 && i === at + 1));
  if (options.has('-h') || options.has('--help')) {
    await sys.write(1, USAGE);
    return 0;
  }
  if (folders.length === 0) {
    await sys.write(2, `${USAGE}venv: error: the following arguments are required: ENV_DIR\n`);
    return 2;
  }
  for (const folder of folders) {
    const path = `${folder.startsWith('/') ? '' : `${sys.cwd()}/`}${folder}`.replace(/\/\.(?=\/|$)/g, '').replace(/^\/+/, '/').replace(/(.)\/+$/, '$1');
    if (options.has('--clear') && sys.access(path, '')) removeInside(sys, path);
    makeOne(sys, path, version, options, at >= 0 ? args[at + 1]! : path.split('/').at(-1)!);
  }
  return 0;
}

function makeOne(sys: Sys, root: string, version: string, options: ReadonlySet<string>, prompt: string): void {
  const short = version.split('.').slice(0, 2).join('.');
  const own = interpreter(sys);
  const base = own.venv === undefined ? own.path : sys.exePath;
  let at = '';
  for (const part of root.split('/').filter(Boolean)) if (!sys.access((at += `/${part}`), '')) sys.mkdir(at, 0o755);
  for (const path of ['/bin', '/include', '/lib', `/lib/python${short}`, `/lib/python${short}/site-packages`]) if (!sys.access(root + path, '')) sys.mkdir(root + path, 0o755);
  if (!sys.access(`${root}/lib64`, '')) sys.symlink('lib', `${root}/lib64`);
  const home = base.replace(/\/[^/]*$/, '');
  sys.writeFile(`${root}/pyvenv.cfg`, `home = ${home}\ninclude-system-site-packages = ${options.has('--system-site-packages')}\nversion = ${version}\nexecutable = ${sys.exePath}\ncommand = ${base} -m venv ${root}\n`);
  const first = base.split('/').at(-1)!;
  for (const name of [first, 'python', 'python3', `python${short}`]) if (!sys.access(`${root}/bin/${name}`, '')) sys.symlink(name === first ? base : first, `${root}/bin/${name}`);
  if (!options.has('--without-pip')) for (const name of ['pip', 'pip3', `pip${short}`]) sys.writeFile(`${root}/bin/${name}`, `#!/bin/sh\nexec ${root}/bin/python3 -m pip "$@"\n`, 0o755);
  sys.writeFile(`${root}/bin/activate`, ACTIVATE.replace('ROOT', root).replaceAll('NAME', prompt));
}
