import { debian } from '../bases';
import { facts } from '../facts';
import json from '../facts/ubuntu.json';
import type { Recipe } from '../recipe';

const SUITE: Readonly<Record<string, string>> = {
  latest: 'resolute', '24.04': 'noble', '22.04': 'jammy', '20.04': 'focal', '18.04': 'bionic', '16.04': 'xenial', '14.04': 'trusty',
};

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '26.04': 'latest', resolute: 'latest', noble: '24.04', jammy: '22.04', focal: '20.04', bionic: '18.04', xenial: '16.04', trusty: '14.04' },
  base: (image, tag) => debian(SUITE[tag] ?? 'noble', false),
  layer({ tree, createdBy, index }) {
    if (/policy-rc\.d/.test(createdBy)) {
      tree.script('/usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n').file('/etc/apt/apt.conf.d/docker-autoremove-suggests', 'Apt::AutoRemove::SuggestsImportant "false";\n');
    } else if (/systemd\/container/.test(createdBy)) tree.file('/run/systemd/container', 'docker\n');
    else if (/lists/.test(createdBy)) tree.dir('/var/lib/apt/lists');
    else if (index > 0) tree.ballast('/var/lib/apt/lists', 'archive_Packages').file('/etc/dpkg/dpkg.cfg.d/excludes', 'path-exclude=/usr/share/doc/*\npath-exclude=/usr/share/man/*\n');
    return true;
  },
};
