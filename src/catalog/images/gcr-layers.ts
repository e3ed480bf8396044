import { installNginx } from './nginx';
import { byRules } from './rules';
import { dpkgInstalled } from '../bases/debian';
import { debianAccounts } from '../bases/debian';

/** nginx on an old Debian, whose logs are linked in a layer of their own. */
export const oldNginxLayers = byRules(
  [/ln -sf/, ({ tree }) => void tree.link('/var/log/nginx/access.log', '/dev/stdout').link('/var/log/nginx/error.log', '/dev/stderr')],
  [/install -y/, (context) => {
    installNginx(context);
    debianAccounts(context.tree, [{ name: 'nginx', uid: 101, gid: 101, info: 'nginx user', home: '/nonexistent', shell: '/bin/false' }]);
    if (context.base.kind === 'debian') dpkgInstalled(context.tree, context.base.suite, `${/nginx=\S+/.exec(context.createdBy)![0]} ca-certificates=20141019`);
  }],
);
