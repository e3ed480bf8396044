import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';

/** One directive of an nginx configuration, with its block's directives if it has one. */
export interface Directive {
  name: string;
  args: string[];
  file: string;
  line: number;
  block: Directive[] | undefined;
}

/** `nginx: [emerg] …`: a configuration that can't be used. */
export class ConfigError extends Error {}

interface Token {
  text: string;
  quoted: boolean;
  line: number;
}

function tokenize(source: string, file: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let i = 0;
  while (i < source.length) {
    const c = source[i]!;
    if (c === '\n') line++;
    if (/\s/.test(c)) i++;
    else if (c === '#') while (i < source.length && source[i] !== '\n') i++;
    else if (c === ';' || c === '{' || c === '}') {
      tokens.push({ text: c, quoted: false, line });
      i++;
    } else if (c === '"' || c === "'") {
      const start = line;
      let text = '';
      for (i++; i < source.length && source[i] !== c; i++) {
        if (source[i] === '\\' && (source[i + 1] === c || source[i + 1] === '\\')) i++;
        if (source[i] === '\n') line++;
        text += source[i];
      }
      if (i >= source.length) throw new ConfigError(`unexpected end of file, expecting "${c}" in ${file}:${line}`);
      i++;
      tokens.push({ text, quoted: true, line: start });
    } else {
      let text = '';
      while (i < source.length && !/[\s;]/.test(source[i]!) && !(source[i] === '{' && !text.endsWith('$')) ) {
        if (source[i] === '{') {
          // ${name} inside a word
          while (i < source.length && source[i] !== '}') text += source[i++];
        }
        text += source[i++];
      }
      tokens.push({ text, quoted: false, line });
    }
  }
  return tokens;
}

const BLOCKS = new Set(['events', 'http', 'server', 'location', 'upstream', 'types', 'if', 'map', 'geo', 'limit_except', 'stream', 'split_clients']);

/** Every directive that is accepted; what it does, if anything here, is the server's affair. */
const KNOWN = new Set(
  ('user worker_processes error_log pid events worker_connections http include default_type log_format access_log sendfile tcp_nopush tcp_nodelay keepalive_timeout gzip server listen server_name location root index error_page ' +
    'return rewrite proxy_pass proxy_set_header proxy_http_version proxy_redirect proxy_buffering proxy_read_timeout proxy_connect_timeout proxy_send_timeout proxy_cache_bypass proxy_cache proxy_pass_header proxy_hide_header proxy_buffers proxy_buffer_size ' +
    'upstream least_conn ip_hash hash random keepalive zone try_files alias autoindex add_header expires types daemon master_process worker_rlimit_nofile multi_accept use set if break map resolver client_max_body_size client_body_buffer_size ' +
    'gzip_types gzip_vary gzip_proxied gzip_comp_level gzip_min_length gzip_disable server_tokens charset deny allow auth_basic auth_basic_user_file limit_req limit_req_zone limit_conn limit_conn_zone stub_status ' +
    'fastcgi_pass fastcgi_param fastcgi_index fastcgi_split_path_info ssl_certificate ssl_certificate_key ssl_protocols ssl_ciphers ssl_session_cache ssl_session_timeout ssl_prefer_server_ciphers http2 types_hash_max_size server_names_hash_bucket_size ' +
    'sub_filter sub_filter_once real_ip_header set_real_ip_from env load_module internal etag if_modified_since log_not_found open_file_cache send_timeout client_body_timeout client_header_timeout reset_timedout_connection large_client_header_buffers underscores_in_headers merge_slashes port_in_redirect absolute_redirect chunked_transfer_encoding uwsgi_pass satisfy').split(' '),
);

/** Reads a configuration file with its includes. Throws ConfigError with nginx's message. */
export function readConfig(sys: Sys, file: string): Directive[] {
  let source: string;
  try {
    source = sys.readText(file);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new ConfigError(`open() "${file}" failed (${error.errno}: ${error.message})`);
  }
  const tokens = tokenize(source, file);
  let at = 0;
  const block = (depth: number, parent: string): Directive[] => {
    const directives: Directive[] = [];
    for (;;) {
      const first = tokens[at];
      if (!first) {
        if (depth > 0) throw new ConfigError(`unexpected end of file, expecting "}" in ${file}:${source.split('\n').length}`);
        return directives;
      }
      if (first.text === '}' && !first.quoted) {
        if (depth === 0) throw new ConfigError(`unexpected "}" in ${file}:${first.line}`);
        at++;
        return directives;
      }
      if ((first.text === ';' || first.text === '{') && !first.quoted) throw new ConfigError(`unexpected "${first.text}" in ${file}:${first.line}`);
      const words: string[] = [];
      let end = tokens[at];
      while (end && (end.quoted || !/^[;{}]$/.test(end.text))) {
        words.push(end.text);
        end = tokens[++at];
      }
      if (!end) throw new ConfigError(`unexpected end of file, expecting ";" or "}" in ${file}:${source.split('\n').length}`);
      const name = words[0]!;
      const inTypes = parent === 'types' || parent === 'map' || parent === 'geo' || parent === 'split_clients';
      // Within `upstream`, `server` names a server and has no block.
      const isBlock = BLOCKS.has(name) && !(parent === 'upstream' && name === 'server');
      if (!inTypes && !KNOWN.has(name)) throw new ConfigError(`unknown directive "${name}" in ${file}:${first.line}`);
      if (end.text === '}') throw new ConfigError(`unexpected "}" in ${file}:${end.line}`);
      at++;
      const directive: Directive = { name, args: words.slice(1), file, line: first.line, block: undefined };
      if (end.text === '{') {
        if (!isBlock) throw new ConfigError(`directive "${name}" has no opening "{" in ${file}:${first.line}`.replace('has no opening "{"', 'is not terminated by ";"'));
        directive.block = block(depth + 1, name);
      } else if (isBlock && name !== 'if' && !inTypes && name !== 'types') throw new ConfigError(`directive "${name}" has no opening "{" in ${file}:${end.line}`);
      if (name === 'include' && !inTypes) directives.push(...includeFiles(sys, directive));
      else directives.push(directive);
    }
  };
  return block(0, '');
}

function includeFiles(sys: Sys, directive: Directive): Directive[] {
  const pattern = directive.args[0]!.startsWith('/') ? directive.args[0]! : `/etc/nginx/${directive.args[0]}`;
  if (!pattern.includes('*')) return readConfig(sys, pattern);
  const cut = pattern.lastIndexOf('/');
  const folder = pattern.slice(0, cut);
  const leaf = new RegExp(`^${pattern.slice(cut + 1).replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/]*')}$`);
  if (!sys.access(folder, 'r')) return [];
  return sys.readdir(folder).map((entry) => entry.name).filter((name) => leaf.test(name) && !name.startsWith('.')).sort().flatMap((name) => readConfig(sys, `${folder}/${name}`));
}

/** The directives of a name, in order. */
export function all(block: readonly Directive[] | undefined, name: string): Directive[] {
  return (block ?? []).filter((directive) => directive.name === name);
}

/** The arguments of the last directive of a name. */
export function last(block: readonly Directive[] | undefined, name: string): string[] | undefined {
  return all(block, name).at(-1)?.args;
}
