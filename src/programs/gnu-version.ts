import { upstreamVersion } from '../lib/package-version';
import { programVersion } from '../machine/program-version';
import type { Io } from './applet';

/** Who wrote coreutils' programs, as `--version` says it (GNU coreutils 9.1). */
const AUTHORS: Readonly<Record<string, string>> = {
  'Richard M. Stallman and David MacKenzie': 'ls uniq comm', 'Torbjorn Granlund and Richard M. Stallman': 'cat split', 'Torbjorn Granlund, David MacKenzie, and Jim Meyering': 'cp', 'Mike Parker, David MacKenzie, and Jim Meyering': 'mv',
  'Paul Rubin, David MacKenzie, Richard M. Stallman,\nand Jim Meyering': 'rm', 'David MacKenzie': 'mkdir rmdir date uname basename yes install expand fold nice stty tty mknod mkfifo', 'Paul Rubin, Arnold Robbins, Jim Kingdon,\nDavid MacKenzie, and Randy Smith': 'touch',
  'Mike Parker and David MacKenzie': 'ln', 'David MacKenzie and Jim Meyering': 'chmod chown chgrp head dirname', 'Paul Rubin, David MacKenzie, Ian Lance Taylor,\nand Jim Meyering': 'tail', 'Mike Haertel and Paul Eggert': 'sort', 'Paul Rubin and David MacKenzie': 'wc',
  'David M. Ihnat, David MacKenzie, and Jim Meyering': 'cut', 'Jim Meyering': 'tr od nohup hostid', 'Mike Parker, Richard M. Stallman, and David MacKenzie': 'tee', 'Richard Mlynarik, David MacKenzie, and Assaf Gordon': 'env',
  'Torbjorn Granlund, David MacKenzie, Paul Eggert,\nand Jim Meyering': 'du', 'Torbjorn Granlund, David MacKenzie, and Paul Eggert': 'df', 'Richard Mlynarik': 'whoami', 'Arnold Robbins and David MacKenzie': 'id', 'Jim Meyering and Paul Eggert': 'sleep', 'Ulrich Drepper': 'seq',
  'Dmitry V. Levin': 'readlink', 'Padraig Brady': 'realpath truncate timeout', 'Michael Meskes': 'stat', 'Ulrich Drepper, Scott Miller, and David Madore': 'md5sum sha1sum sha256sum', 'Simon Josefsson': 'base64', 'Jay Lepreau and David MacKenzie': 'tac', 'Scott Bartram and David MacKenzie': 'nl',
  'Giuseppe Scrivano': 'nproc', 'Jim Meyering and Eric Blake': 'mktemp', 'Paul Eggert': 'shuf', 'David M. Ihnat and David MacKenzie': 'paste', 'Mike Haertel': 'join', 'Joseph Arceneaux and David MacKenzie': 'users', 'Joseph Arceneaux, David MacKenzie, and Michael Stone': 'who',
  'David MacKenzie and James Youngman': 'groups', 'Michael Stone': 'link unlink', 'Jim Meyering and Giuseppe Scrivano': 'sync', 'Paul Rubin, David MacKenzie, and Stuart Kemp': 'dd', 'David MacKenzie and Richard Mlynarik': 'printenv', 'Mike Parker, James Youngman, and Paul Eggert': 'expr', 'Assaf Gordon': 'numfmt',
};

/** The years in the notices of the releases that the images have. */
const YEARS: Readonly<Record<string, string>> = {
  'coreutils 8.13': '2011', 'coreutils 8.21': '2013', 'coreutils 8.23': '2014', 'coreutils 8.25': '2016', 'coreutils 8.26': '2016', 'coreutils 8.28': '2017', 'coreutils 8.30': '2018', 'coreutils 8.32': '2020', 'coreutils 9.1': '2022', 'coreutils 9.4': '2023', 'coreutils 9.5': '2024', 'coreutils 9.7': '2025',
  'diffutils 3.3': '2013', 'diffutils 3.5': '2016', 'diffutils 3.6': '2017', 'diffutils 3.7': '2018', 'diffutils 3.8': '2021', 'diffutils 3.10': '2023', 'diffutils 3.12': '2025',
};

const AUTHOR_OF = new Map(Object.entries(AUTHORS).flatMap(([author, names]) => names.split(' ').map((name) => [name, author] as const)));
const DIFFUTILS = new Map([['diff', 'Paul Eggert, Mike Haertel, David Hayes,\nRichard Stallman, and Len Tower'], ['cmp', 'Torbjörn Granlund and David MacKenzie']]);
const UTIL_LINUX = new Set('dmesg findmnt flock getopt ipcs lsblk lscpu lsns more mountpoint namei nsenter prlimit rev setpriv setsid taskset unshare whereis fallocate logger blkid losetup mkswap'.split(' '));
const PROCPS = new Set('free kill pgrep pkill pmap pwdx uptime vmstat w watch sysctl'.split(' '));

/** The notice of a GNU package's programs. */
function notice(name: string, family: string, version: string, author: string): string {
  const year = YEARS[`${family} ${version}`];
  const head = `${name} (GNU ${family}) ${version}\n`;
  if (year === undefined) return head;
  const secure = family !== 'coreutils' || Number(version.split('.')[0]) > 8 || Number(version.split('.')[1]) >= 29;
  return `${head}Copyright (C) ${year} Free Software Foundation, Inc.\nLicense GPLv3+: GNU GPL version 3 or later <http${secure ? 's' : ''}://gnu.org/licenses/gpl.html>.\nThis is free software: you are free to change and redistribute it.\nThere is NO WARRANTY, to the extent permitted by law.\n\nWritten by ${author}.\n`;
}

/**
 * What the tool answers to `--version`: its package's version, as the image's package list has it. Undefined for tools
 * of which it isn't known.
 */
export function gnuVersion(io: Io): string | undefined {
  const packaged = programVersion(io.sys);
  const version = packaged === undefined ? undefined : upstreamVersion(packaged);
  const author = AUTHOR_OF.get(io.name);
  // GNU's coreutils have been past 1 since they were one package: what is below is the one written anew in Rust.
  if (author !== undefined) return version?.startsWith('0.') ? `${io.name} (uutils coreutils) ${version}\n` : notice(io.name, 'coreutils', version ?? '9.1', author);
  const differ = DIFFUTILS.get(io.name);
  if (differ !== undefined) return notice(io.name, 'diffutils', version ?? '3.8', differ);
  if (io.name === 'hostname') return `hostname ${packaged?.replace(/(?:ubuntu|build|\+).*$/, '') ?? '3.23'}\n`;
  if (UTIL_LINUX.has(io.name)) return `${io.name} from util-linux ${version ?? '2.38.1'}\n`;
  if (PROCPS.has(io.name)) return `${io.name} from procps-ng ${version ?? '4.0.2'}\n`;
  return undefined;
}
