/**
 * Where a directive may stand: `g` the main server alone, `v` virtual hosts too, `d` directory sections (and .htaccess files),
 * `D` `<Directory>` alone, `n` directory sections but not the server.
 */
export type Contexts = string;

export interface Known {
  module: string;
  contexts: Contexts;
  isFlag: boolean;
}

const TABLE: readonly (readonly [module: string, contexts: Contexts, names: string])[] = [
  ['core', 'g', 'ServerRoot Listen ListenBacklog PidFile DefaultRuntimeDir Mutex LoadModule LoadFile ServerTokens StartServers MinSpareThreads MaxSpareThreads MinSpareServers MaxSpareServers ThreadLimit ThreadsPerChild MaxRequestWorkers MaxClients MaxConnectionsPerChild ServerLimit AsyncRequestWorkerFactor CoreDumpDirectory GracefulShutdownTimeout HttpProtocolOptions ReceiveBufferSize SendBufferSize'],
  ['core', 'v', 'ServerAdmin DocumentRoot ErrorLog ErrorLogFormat ServerName ServerAlias ServerPath Timeout MaxKeepAliveRequests KeepAliveTimeout TraceEnable AccessFileName Protocols ProtocolsHonorOrder LimitRequestLine LimitRequestFields LimitRequestFieldSize LimitInternalRecursion AllowEncodedSlashes MergeSlashes'],
  ['core', 'v!', 'KeepAlive'],
  ['core', 'vd', 'Options LogLevel Include IncludeOptional Define UnDefine ErrorDocument ServerSignature HostnameLookups EnableSendfile EnableMMAP UseCanonicalName UseCanonicalPhysicalPort AddDefaultCharset FileETag SetHandler ForceType LimitRequestBody AcceptPathInfo SetOutputFilter SetInputFilter CGIPassAuth ContentDigest Error Warning'],
  ['core', 'D', 'AllowOverride AllowOverrideList'],
  ['unixd', 'g', 'User Group ChrootDir'],
  ['dir', 'vd', 'DirectoryIndex DirectorySlash FallbackResource DirectoryIndexRedirect DirectoryCheckHandler'],
  ['mime', 'g', 'TypesConfig'], ['mime', 'vd', 'AddType AddHandler AddEncoding AddCharset AddLanguage AddOutputFilter AddInputFilter RemoveHandler RemoveType RemoveEncoding DefaultLanguage MultiviewsMatch ModMimeUsePathInfo'],
  ['alias', 'v', 'Alias AliasMatch ScriptAlias ScriptAliasMatch'], ['alias', 'vd', 'Redirect RedirectMatch RedirectPermanent RedirectTemp'],
  ['autoindex', 'vd', 'IndexOptions IndexIgnore IndexIgnoreReset IndexOrderDefault IndexStyleSheet IndexHeadInsert HeaderName ReadmeName AddDescription AddIcon AddIconByType AddIconByEncoding AddAlt AddAltByType AddAltByEncoding DefaultIcon'],
  ['log_config', 'v', 'LogFormat CustomLog TransferLog GlobalLog BufferedLogs'],
  ['headers', 'vd', 'Header RequestHeader'], ['env', 'vd', 'SetEnv PassEnv UnsetEnv'], ['setenvif', 'vd', 'SetEnvIf SetEnvIfNoCase SetEnvIfExpr BrowserMatch BrowserMatchNoCase'],
  ['rewrite', 'vd!', 'RewriteEngine'], ['rewrite', 'vd', 'RewriteRule RewriteCond RewriteOptions'], ['rewrite', 'n', 'RewriteBase'], ['rewrite', 'v', 'RewriteMap'],
  ['authn_core', 'n', 'AuthType AuthName'], ['authn_file', 'n', 'AuthUserFile'], ['authz_groupfile', 'n', 'AuthGroupFile'], ['auth_basic', 'n', 'AuthBasicProvider AuthBasicAuthoritative'], ['authz_core', 'n', 'Require AuthMerging AuthzSendForbiddenOnFailure'], ['access_compat', 'n', 'Order Allow Deny Satisfy'],
  ['expires', 'vd!', 'ExpiresActive'], ['expires', 'vd', 'ExpiresDefault ExpiresByType'], ['deflate', 'v', 'DeflateCompressionLevel DeflateBufferSize DeflateWindowSize DeflateMemLevel DeflateFilterNote'], ['filter', 'vd', 'AddOutputFilterByType FilterDeclare FilterProvider FilterChain'],
  ['proxy', 'v', 'ProxyRequests ProxyTimeout ProxyVia ProxyBadHeader ProxyBlock NoProxy ProxyDomain ProxyMaxForwards ProxyReceiveBufferSize ProxyIOBufferSize ProxyPassMatch ProxyStatus'], ['proxy', 'vd', 'ProxyPass ProxyPassReverse ProxyPassReverseCookieDomain ProxyPassReverseCookiePath ProxyPreserveHost ProxyErrorOverride ProxyAddHeaders ProxySet BalancerMember ProxyPassInherit ProxyPassInterpolateEnv'],
  ['ssl', 'g', 'SSLRandomSeed SSLSessionCache SSLPassPhraseDialog SSLCryptoDevice'], ['ssl', 'v', 'SSLEngine SSLCertificateFile SSLCertificateKeyFile SSLCertificateChainFile SSLCACertificateFile SSLProtocol SSLCipherSuite SSLHonorCipherOrder SSLSessionCacheTimeout SSLProxyEngine SSLUseStapling SSLProxyCipherSuite SSLProxyProtocol'], ['ssl', 'vd', 'SSLOptions SSLRequireSSL SSLVerifyClient SSLVerifyDepth'],
  ['status', 'g', 'ExtendedStatus'], ['reqtimeout', 'v', 'RequestReadTimeout'], ['cgid', 'g', 'Scriptsock'], ['mpm_event', 'g', 'ThreadStackSize'], ['negotiation', 'vd', 'LanguagePriority ForceLanguagePriority CacheNegotiatedDocs'], ['mime_magic', 'v', 'MIMEMagicFile'], ['http2', 'v', 'H2Direct H2Push'], ['remoteip', 'v', 'RemoteIPHeader RemoteIPInternalProxy RemoteIPTrustedProxy'],
];

/** Sections and the modules that bring them. */
export const SECTIONS: Readonly<Record<string, string>> = {
  directory: 'core', directorymatch: 'core', files: 'core', filesmatch: 'core', location: 'core', locationmatch: 'core', virtualhost: 'core', ifmodule: 'core', ifdefine: 'core', iffile: 'core', ifdirective: 'core', if: 'core', elseif: 'core', else: 'core', limit: 'core', limitexcept: 'core',
  ifversion: 'version', requireall: 'authz_core', requireany: 'authz_core', requirenone: 'authz_core', proxy: 'proxy', proxymatch: 'proxy', macro: 'macro',
};

let known: Map<string, Known> | undefined;

/** A directive by its name, whatever its case. */
export function knownDirective(name: string): Known | undefined {
  known ??= new Map(TABLE.flatMap(([module, contexts, names]) => names.split(' ').map((one): [string, Known] => [one.toLowerCase(), { module, contexts: contexts.replace('!', ''), isFlag: contexts.includes('!') }])));
  return known.get(name.toLowerCase());
}

/** Directives of one argument, with what the error says that it is. */
export const ONE_ARGUMENT: Readonly<Record<string, string>> = {
  documentroot: 'Root directory of the document tree', servername: 'The hostname and port of the server', serverroot: 'Common directory of server-related files (logs, confs, etc.)', errorlog: 'The filename of the error log', serveradmin: 'The email address of the server administrator',
  pidfile: 'A file for logging the server process ID', user: 'Effective user id for this server', group: 'Effective group id for this server', typesconfig: 'the MIME types config file',
};
