import type { Adapter } from './types';

/**
 * Which adapter runs which file of vectors: one line a file, `name: () => import('./name')`, in the order of the
 * alphabet. The imported module's `adapter` runs the file's cases (see types.ts; `cases()` there suits most files).
 * A file without a line here counts as failed whole.
 */
export const ADAPTERS: Readonly<Record<string, () => Promise<{ adapter: Adapter }>>> = {
  cli_errors: () => import('./cli_errors'),
  cli_opts: () => import('./cli_opts'),
  container_names: () => import('./container_names'),
  daemon_filters: () => import('./daemon_filters'),
  docker_run_flags: () => import('./docker_run_flags'),
  dockerfile_ast: () => import('./dockerfile_ast'),
  dockerfile_convert: () => import('./dockerfile_convert'),
  dockerfile_shell_lex: () => import('./dockerfile_shell_lex'),
  dockerignore: () => import('./dockerignore'),
  filter: () => import('./filter'),
  gotemplate: () => import('./gotemplate'),
  human_duration: () => import('./human_duration'),
  id_ellipsis: () => import('./id_ellipsis'),
  mount: () => import('./mount'),
  names_rule: () => import('./names_rule'),
  parse_duration: () => import('./parse_duration'),
  ports: () => import('./ports'),
  reference: () => import('./reference'),
  restart_policy: () => import('./restart_policy'),
  tabwriter: () => import('./tabwriter'),
  timestamps: () => import('./timestamps'),
  units_parse_size: () => import('./units_parse_size'),
  units_size: () => import('./units_size'),
};
