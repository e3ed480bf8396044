import { facts } from '../facts';
import elixirJson from '../facts/elixir.json';
import erlangJson from '../facts/erlang.json';
import juliaJson from '../facts/julia.json';
import telegrafJson from '../facts/telegraf.json';
import type { LayerContext, Recipe } from '../recipe';
import { optionEntrypoint } from './language-files';
import { byRules, type Rule } from './rules';

/** Erlang's own layers, which Elixir stands on. */
const ERLANG: readonly Rule[] = [
  [/OTP_DOWNLOAD_URL/, ({ tree }) => void tree.exes('/usr/local/bin', 'erl erlc escript epmd', 60_000).ballast('/usr/local/lib/erlang', 'lib.tar erts.tar')],
  [/REBAR_DOWNLOAD_URL/, ({ tree }) => void tree.exe('/usr/local/bin/rebar', 60_000).ballast('/usr/local/share', 'rebar.tar')],
  [/REBAR3_DOWNLOAD_URL/, ({ tree }) => void tree.exe('/usr/local/bin/rebar3', 300_000).ballast('/usr/local/share', 'rebar3.tar')],
];

/** The line of the one release that is offered is a name of it, too; Elixir and Telegraf have none by the major version. */
const names = (version: string): Record<string, string> => ({ [version]: 'latest', [version.slice(0, version.lastIndexOf('.'))]: 'latest' });
const entrypoint = (path: string, program: string): Rule => [/entrypoint\.sh/, ({ tree }: LayerContext) => void tree.script(path, optionEntrypoint(program))];

export const erlang: Recipe = { facts: facts(erlangJson), aliases: { ...names('29.0.3'), '29': 'latest' }, layer: byRules(...ERLANG) };
export const elixir: Recipe = {
  facts: facts(elixirJson), aliases: names('1.20.1'),
  layer: byRules(...ERLANG, [/ELIXIR_DOWNLOAD_URL/, ({ tree }) => void tree.exes('/usr/local/bin', 'elixir elixirc iex mix', 20_000).ballast('/usr/local/lib/elixir', 'lib.tar')]),
};
export const julia: Recipe = {
  facts: facts(juliaJson), aliases: { ...names('1.12.6'), '1': 'latest', trixie: 'latest' },
  layer: byRules([/savedAptMark/, ({ tree }) => void tree.exe('/usr/local/julia/bin/julia', 30_000).ballast('/usr/local/julia/lib', 'libjulia-internal.so libLLVM.so sys.so')], entrypoint('/usr/local/bin/docker-entrypoint.sh', 'julia')),
};
export const telegraf: Recipe = {
  facts: facts(telegrafJson), aliases: names('1.39.2'),
  layer: byRules([/ARCH= && dpkgArch/, ({ tree }) => void tree.exe('/usr/bin/telegraf', 180_000_000).ballast('/etc/telegraf', 'telegraf.conf')], entrypoint('/entrypoint.sh', 'telegraf')),
};
