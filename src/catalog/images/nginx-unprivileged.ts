import { derive, newLayers } from '../derive';
import type { ImageFacts } from '../facts';
import type { LayerContext, Recipe } from '../recipe';
import { nginxLayer, recipe as official } from './nginx';
import { DEFAULT_CONF, NGINX_CONF } from './nginx-files';

const UID = '101';

/** nginxinc's image: the official one's software for a user who isn't root, with what that user can't write moved to /tmp. */
function unprivileged(tag: string): ImageFacts {
  const image = derive(official.facts[tag]!, { user: UID, ports: ['8080/tcp'], layers: newLayers(official.facts[tag]!, 1, 'unprivileged') });
  const history: ImageFacts['history'] = image.history.map(([step, empty]) => (empty ? [step.replace(/EXPOSE .*/, 'EXPOSE map[8080/tcp:{}]'), empty] : [step]));
  const cmd = history.findLastIndex(([step]) => step.startsWith('CMD'));
  history.splice(cmd === -1 ? history.length : cmd, 0, [`USER ${UID}`, 1]);
  return { ...image, history };
}

const CONF = NGINX_CONF.replace(/^\s*user .*\n/, '\n')
  .replace('/run/nginx.pid', '/tmp/nginx.pid')
  .replace('http {\n', 'http {\n' + [['proxy', 'proxy'], ['client_body', 'client'], ['fastcgi', 'fastcgi'], ['uwsgi', 'uwsgi'], ['scgi', 'scgi']].map(([name, folder]) => `    ${name}_temp_path /tmp/${folder}_temp;\n`).join(''));

function layer(context: LayerContext): boolean {
  const isFilled = nginxLayer(context);
  if (context.index === 1) {
    const { tree } = context;
    tree.file('/etc/nginx/nginx.conf', CONF).file('/etc/nginx/conf.d/default.conf', DEFAULT_CONF.replace('listen       80;', 'listen       8080;'));
    for (const path of ['/etc/nginx', '/var/cache/nginx']) tree.dir(path, 0o775, { uid: Number(UID), gid: 0 });
  }
  return isFilled;
}

export const recipe: Recipe = {
  facts: { latest: unprivileged('latest'), alpine: unprivileged('alpine') },
  aliases: { mainline: 'latest', '1.31': 'latest', 'mainline-alpine': 'alpine', '1.31-alpine': 'alpine' },
  layer,
};
