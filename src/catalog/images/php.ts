import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/php.json';
import type { Recipe } from '../recipe';
import { phpLayers } from './languages';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    ...releases(known, {
      '8.4-apache': ['8-apache', '2026-08-12T02:00:00Z', { PHP_VERSION: '8.4.26', PHP_URL: 'https://www.php.net/distributions/php-8.4.26.tar.xz', PHP_ASC_URL: 'https://www.php.net/distributions/php-8.4.26.tar.xz.asc' }],
      '8.3-apache': ['8-apache', '2026-08-12T02:10:00Z', { PHP_VERSION: '8.3.33', PHP_URL: 'https://www.php.net/distributions/php-8.3.33.tar.xz', PHP_ASC_URL: 'https://www.php.net/distributions/php-8.3.33.tar.xz.asc' }, 0.98],
      '8.2-apache': ['8-apache', '2026-08-12T02:20:00Z', { PHP_VERSION: '8.2.33', PHP_URL: 'https://www.php.net/distributions/php-8.2.33.tar.xz', PHP_ASC_URL: 'https://www.php.net/distributions/php-8.2.33.tar.xz.asc' }, 0.97],
      '8.1-apache': ['8-apache', '2025-12-12T02:20:00Z', { PHP_VERSION: '8.1.34', PHP_URL: 'https://www.php.net/distributions/php-8.1.34.tar.xz', PHP_ASC_URL: 'https://www.php.net/distributions/php-8.1.34.tar.xz.asc' }, 0.96],
      '7.4-apache': ['8-apache', '2022-11-15T02:20:00Z', { PHP_VERSION: '7.4.33', PHP_URL: 'https://www.php.net/distributions/php-7.4.33.tar.xz', PHP_ASC_URL: 'https://www.php.net/distributions/php-7.4.33.tar.xz.asc' }, 0.9],
      '7.0-apache': ['8-apache', '2018-12-29T02:20:00Z', { PHP_VERSION: '7.0.33', PHP_URL: 'https://www.php.net/distributions/php-7.0.33.tar.xz', PHP_ASC_URL: 'https://www.php.net/distributions/php-7.0.33.tar.xz.asc' }, 0.88],
      '5.6-apache': ['8-apache', '2019-01-15T02:20:00Z', { PHP_VERSION: '5.6.40', PHP_URL: 'https://www.php.net/distributions/php-5.6.40.tar.xz', PHP_ASC_URL: 'https://www.php.net/distributions/php-5.6.40.tar.xz.asc' }, 0.8],
    }),
  },
  aliases: { apache: '8-apache', latest: '8-apache', '8': '8-apache', '8.5-apache': '8-apache', '7-apache': '7.4-apache' },
  layer: phpLayers,
};
