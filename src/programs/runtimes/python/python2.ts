const PRINT = /^(\s*(?:[^#'"\n]*:[ \t]+|[^#'"\n]*;[ \t]*)?)print(?:[ \t]+(.*?))?[ \t]*(#.*)?$/;

/** What Python 2 writes otherwise, line by line: print, except, raise and the names that are gone. */
export function rewritePython2(source: string): string {
  return source.split('\n').map((line) => {
    const print = PRINT.exec(line);
    if (print && !/^\s*[=(.[]/.test(print[2] ?? '(' ) && !/^\s*#/.test(line)) {
      const [, before = '', what = '', comment = ''] = print;
      return `${before}${call(what)}${comment ? ` ${comment}` : ''}`;
    }
    if (print && print[2] === undefined && /print[ \t]*$/.test(line)) return `${print[1]}print()`;
    return line
      .replace(/^(\s*except\s+[\w.]+|\s*except\s*\([^)]*\))\s*,\s*(\w+)\s*:/, '$1 as $2:')
      .replace(/^(\s*raise\s+[\w.]+)\s*,\s*(.+)$/, '$1($2)')
      .replace(/\braw_input\b/g, 'input').replace(/\bxrange\b/g, 'range').replace(/\bunicode\(/g, 'str(').replace(/\.iteritems\(\)/g, '.items()').replace(/\.itervalues\(\)/g, '.values()').replace(/\.has_key\(([^)]*)\)/g, '.__contains__($1)')
      .replace(/(?<![\w"'])[uU](?=["'])/g, '').replace(/<>/g, '!=').replace(/^(\s*)import urllib2\b/, '$1import urllib.request as urllib2').replace(/^(\s*)import (?:BaseHTTPServer|SimpleHTTPServer)\b/, (_, space: string) => `${space}import http.server as ${line.trim().split(/\s+/)[1]}`).replace(/^(\s*)from (?:BaseHTTPServer|SimpleHTTPServer) import/, '$1from http.server import').replace(/\bSocketServer\b/g, 'socketserver');
  }).join('\n');
}

function call(what: string): string {
  const target = /^>>\s*([\w.]+)\s*(?:,\s*(.*))?$/.exec(what);
  const [values, more] = target ? [target[2] ?? '', `file=${target[1]}`] : [what, ''];
  const isOpen = /,\s*$/.test(values);
  return `print(${[values.replace(/,\s*$/, ''), isOpen ? "end=' '" : '', more].filter(Boolean).join(', ')})`;
}
