/** What nginx(8) was called with. */
export interface Arguments {
  help: boolean;
  version: 'short' | 'long' | undefined;
  test: boolean;
  dump: boolean;
  quiet: boolean;
  signal: string | undefined;
  conf: string | undefined;
  prefix: string | undefined;
  errorLog: string | undefined;
  directives: string;
}

const VALUES: Readonly<Record<string, string>> = { p: 'directory name', e: 'file name', c: 'file name', g: 'parameter', s: 'parameter' };

/** Reads the options of ngx_get_options; a string is the error. */
export function readArguments(words: readonly string[]): Arguments | string {
  const out: Arguments = { help: false, version: undefined, test: false, dump: false, quiet: false, signal: undefined, conf: undefined, prefix: undefined, errorLog: undefined, directives: '' };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (!word.startsWith('-')) return `invalid option: "${word}"`;
    for (let at = 1; at < word.length; at++) {
      const c = word[at]!;
      if (c === '?' || c === 'h') {
        out.version ??= 'short';
        out.help = true;
      } else if (c === 'v') out.version = 'short';
      else if (c === 'V') out.version = 'long';
      else if (c === 't') out.test = true;
      else if (c === 'T') out.test = out.dump = true;
      else if (c === 'q') out.quiet = true;
      else if (c in VALUES) {
        const value = word.slice(at + 1) || words[++i];
        if (value === undefined) return `option "-${c}" requires ${VALUES[c]}`;
        if (c === 'p') out.prefix = value;
        else if (c === 'e') out.errorLog = value;
        else if (c === 'c') out.conf = value;
        else if (c === 'g') out.directives = value;
        else if (['stop', 'quit', 'reload', 'reopen'].includes(value)) out.signal = value;
        else return `invalid option: "-s ${value}"`;
        break;
      } else return `invalid option: "${c}"`;
    }
  }
  return out;
}

/** The text of `nginx -h`. */
export function helpText(prefix: string): string {
  return (
    'Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]\n             [-e filename] [-c filename] [-g directives]\n\nOptions:\n' +
    '  -?,-h         : this help\n  -v            : show version and exit\n  -V            : show version and configure options then exit\n' +
    '  -t            : test configuration and exit\n  -T            : test configuration, dump it and exit\n  -q            : suppress non-error messages during configuration testing\n' +
    `  -s signal     : send signal to a master process: stop, quit, reopen, reload\n  -p prefix     : set prefix path (default: ${prefix}/)\n` +
    `  -e filename   : set error log file (default: ${prefix === '/etc/nginx' ? '/var/log/nginx/error.log' : 'stderr'})\n  -c filename   : set configuration file (default: /etc/nginx/nginx.conf)\n  -g directives : set global directives out of configuration file\n\n`
  );
}
