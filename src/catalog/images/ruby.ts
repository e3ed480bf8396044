import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/ruby.json';
import type { Recipe } from '../recipe';
import { onBases } from '../stands-on';
import { rubyLayers } from './languages';

const known = facts(json);

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    ...releases(known, {
      '3.4': ['latest', '2026-08-13T02:00:00Z', { RUBY_VERSION: '3.4.8', RUBY_DOWNLOAD_URL: 'https://cache.ruby-lang.org/pub/ruby/3.4/ruby-3.4.8.tar.xz' }],
      '3.3': ['latest', '2026-08-13T02:10:00Z', { RUBY_VERSION: '3.3.10', RUBY_DOWNLOAD_URL: 'https://cache.ruby-lang.org/pub/ruby/3.3/ruby-3.3.10.tar.xz' }],
      '3.2': ['latest', '2026-04-13T02:10:00Z', { RUBY_VERSION: '3.2.10', RUBY_DOWNLOAD_URL: 'https://cache.ruby-lang.org/pub/ruby/3.2/ruby-3.2.10.tar.xz' }],
      '3.1': ['latest', '2025-04-13T02:10:00Z', { RUBY_VERSION: '3.1.7', RUBY_DOWNLOAD_URL: 'https://cache.ruby-lang.org/pub/ruby/3.1/ruby-3.1.7.tar.xz' }],
      '2.7': ['latest', '2023-04-13T02:10:00Z', { RUBY_VERSION: '2.7.8', RUBY_DOWNLOAD_URL: 'https://cache.ruby-lang.org/pub/ruby/2.7/ruby-2.7.8.tar.xz' }, 0.9],
    }),
  },
  aliases: { '4': 'latest', '4.0': 'latest', '3': '3.4', '2': '2.7' },
  layer: rubyLayers,
}, {
  bookworm: '3.1',
  bullseye: '2.7',
});
