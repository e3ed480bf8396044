import type { ImageFacts } from '../facts';
import type { Base } from '../recipe';
import type { Tree } from '../tree';
import { alpineBase } from './alpine';
import { busyboxBase } from './busybox';
import { debianBase, SUITES } from './debian';
import { CENTOS_7, FEDORA, ORACLE_7, ORACLE_8, ORACLE_9, redhatBase } from './redhat';

export function debian(codename: string, slim: boolean): Base {
  return { kind: 'debian', suite: SUITES[codename]!, slim };
}

/** Bases of older images, whose history only says `ADD file:…`; told by the size of the layer. */
const BY_SIZE: Readonly<Record<number, Base>> = {
  55025206: debian('bullseye', false),
  31396972: debian('bullseye', true),
  3370628: { kind: 'alpine', version: '3.17.1' },
  2806272: { kind: 'alpine', version: '3.16.3' },
  43885845: { kind: 'redhat', release: 'ol8' },
  49818482: { kind: 'redhat', release: 'ol7' },
  47931319: { kind: 'redhat', release: 'ol9' },
  69396734: { kind: 'redhat', release: 'fedora' },
  28576882: debian('focal', false),
  41602703: debian('resolute', false),
  29752807: debian('noble', false),
  29763253: debian('noble', false),
};

/** What an image stands on, read from the first step of its history. */
export function baseOf(image: ImageFacts): Base {
  const first = image.history.find((step) => !step[1])?.[0] ?? '';
  const size = image.layers[0]?.[1] ?? 0;
  const suite = /debian\.sh .*'(\w+)'/.exec(first);
  if (suite) return debian(suite[1]!, size < 40e6);
  const alpine = /alpine-minirootfs-([\d.]+)-/.exec(first);
  if (alpine) return { kind: 'alpine', version: alpine[1]! };
  if (/oraclelinux-9/.test(first)) return { kind: 'redhat', release: 'ol9' };
  return BY_SIZE[size] ?? (/ADD file:/.test(first) && size > 20e6 ? debian('jammy', false) : { kind: 'scratch' });
}

export function fillBase(tree: Tree, base: Base): void {
  switch (base.kind) {
    case 'debian':
      return debianBase(tree, base.suite, base.slim);
    case 'alpine':
      return alpineBase(tree, base.version);
    case 'busybox':
      return busyboxBase(tree, base.flavour, base.release);
    case 'redhat':
      return redhatBase(tree, { ol7: ORACLE_7, ol8: ORACLE_8, ol9: ORACLE_9, fedora: FEDORA, centos7: CENTOS_7 }[base.release]);
    case 'scratch':
      return;
  }
}
