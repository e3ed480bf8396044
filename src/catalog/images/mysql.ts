import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/mysql.json';
import type { Recipe } from '../recipe';
import { mysqlLayers } from './databases';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    ...releases(known, {
      '8.4': ['latest', '2026-07-22T02:00:00Z', { MYSQL_MAJOR: '8.4', MYSQL_VERSION: '8.4.8-1.el9', MYSQL_SHELL_VERSION: '8.4.8-1.el9' }],
      '9': ['latest', '2026-04-22T02:00:00Z', { MYSQL_MAJOR: 'innovation', MYSQL_VERSION: '9.7.0-1.el9', MYSQL_SHELL_VERSION: '9.7.0-1.el9' }],
      '5.6': ['5.7', '2021-12-22T02:00:00Z', { MYSQL_MAJOR: '5.6', MYSQL_VERSION: '5.6.51-1.el7' }, 0.9],
    }),
  },
  aliases: { '8': '8.4', lts: '8.4', innovation: 'latest', '5': '5.7', '8.0.32': '8.0', '5.7.41': '5.7' },
  layer: mysqlLayers,
};
