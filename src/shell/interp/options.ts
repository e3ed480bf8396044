/** Letters of `set` and their long names, in the order of `$-`. */
export const OPTION_LETTERS: readonly (readonly [string, string])[] = [
  ['a', 'allexport'], ['e', 'errexit'], ['f', 'noglob'], ['h', 'hashall'], ['k', 'keyword'], ['m', 'monitor'], ['n', 'noexec'], ['p', 'privileged'],
  ['t', 'onecmd'], ['u', 'nounset'], ['v', 'verbose'], ['x', 'xtrace'], ['C', 'noclobber'], ['E', 'errtrace'], ['H', 'histexpand'], ['P', 'physical'], ['T', 'functrace'], ['b', 'notify'],
];

/** All names of `set -o` as bash lists them. */
export const BASH_OPTIONS = [
  'allexport', 'braceexpand', 'emacs', 'errexit', 'errtrace', 'functrace', 'hashall', 'histexpand', 'history', 'ignoreeof', 'interactive-comments', 'keyword', 'monitor',
  'noclobber', 'noexec', 'noglob', 'nolog', 'notify', 'nounset', 'onecmd', 'physical', 'pipefail', 'posix', 'privileged', 'verbose', 'vi', 'xtrace',
];

export const DASH_OPTIONS = ['errexit', 'noglob', 'ignoreeof', 'interactive', 'monitor', 'noexec', 'stdin', 'xtrace', 'verbose', 'vi', 'emacs', 'noclobber', 'allexport', 'notify', 'nounset', 'nolog', 'debug'];

export const SHOPTS = [
  'autocd', 'assoc_expand_once', 'cdable_vars', 'cdspell', 'checkhash', 'checkjobs', 'checkwinsize', 'cmdhist', 'compat31', 'compat32', 'compat40', 'compat41', 'compat42', 'compat43', 'compat44', 'complete_fullquote',
  'direxpand', 'dirspell', 'dotglob', 'execfail', 'expand_aliases', 'extdebug', 'extglob', 'extquote', 'failglob', 'force_fignore', 'globasciiranges', 'globskipdots', 'globstar', 'gnu_errfmt', 'histappend',
  'histreedit', 'histverify', 'hostcomplete', 'huponexit', 'inherit_errexit', 'interactive_comments', 'lastpipe', 'lithist', 'localvar_inherit', 'localvar_unset', 'login_shell', 'mailwarn',
  'no_empty_cmd_completion', 'nocaseglob', 'nocasematch', 'noexpand_translation', 'nullglob', 'patsub_replacement', 'progcomp', 'progcomp_alias', 'promptvars', 'restricted_shell', 'shift_verbose', 'sourcepath',
  'varredir_close', 'xpg_echo',
];

export const DEFAULT_SHOPTS = ['checkwinsize', 'cmdhist', 'complete_fullquote', 'extquote', 'force_fignore', 'globasciiranges', 'globskipdots', 'hostcomplete', 'interactive_comments', 'patsub_replacement', 'progcomp', 'promptvars', 'sourcepath'];
