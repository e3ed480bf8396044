import type { Schemas } from '../../api/types';
import { ellipsis, truncateId } from '../../lib/width';
import { goContext } from './go-context';
import { QUIET_FORMAT, writeList, type ListOptions } from './write';

const TABLE = 'table {{.ID}}\t{{.Name}}\t{{.Description}}\t{{.Enabled}}';
const RAW = 'plugin_id: {{.ID}}\nname: {{.Name}}\ndescription: {{.Description}}\nenabled: {{.Enabled}}\n';
const HEADERS = { ID: 'ID', Name: 'NAME', Description: 'DESCRIPTION', Enabled: 'ENABLED', PluginReference: 'IMAGE' };

function pluginFormat(source: string, quiet: boolean): string {
  if (source === 'table') return quiet ? QUIET_FORMAT : TABLE;
  if (source === 'raw') return quiet ? 'plugin_id: {{.ID}}' : RAW;
  return source;
}

/** What `docker plugin ls` prints. */
export function formatPlugins(plugins: readonly Schemas['Plugin'][], options: Omit<ListOptions, 'now'>): string {
  const trunc = !options.noTrunc;
  const items = plugins.map((plugin) =>
    goContext('plugin.pluginContext', {
      ID: () => (trunc ? truncateId(plugin.Id ?? '') : (plugin.Id ?? '')),
      Name: () => plugin.Name,
      Description: () => {
        const text = (plugin.Config.Description ?? '').replace(/[\n\r]/g, '');
        return trunc ? ellipsis(text, 45) : text;
      },
      Enabled: () => plugin.Enabled,
      PluginReference: () => plugin.PluginReference ?? '',
    }),
  );
  return writeList(pluginFormat(options.format || 'table', options.quiet ?? false), HEADERS, items);
}
