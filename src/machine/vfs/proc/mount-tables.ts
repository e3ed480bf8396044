import { splitOptions, type MountEntry } from '../mount-namespace';

/** Blanks in /proc/mounts are octal (getmntent(3)). */
function escaped(text: string): string {
  return text.replace(/[ \t\n\\]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

/** /proc/PID/mounts (fstab(5)). */
export function mountsText(mounts: readonly MountEntry[]): string {
  return mounts.map(({ source, target, type, options }) => `${escaped(source)} ${escaped(target)} ${type} ${options} 0 0\n`).join('');
}

/** /proc/PID/mountinfo (proc_pid_mountinfo(5)). */
export function mountinfoText(mounts: readonly MountEntry[]): string {
  const line = ({ id, parentId, dev, root, target, options, type, source }: MountEntry): string => {
    const { mount, superBlock } = splitOptions(options);
    return `${id} ${parentId} ${dev >> 8}:${dev & 255} ${escaped(root)} ${escaped(target)} ${mount} - ${type} ${escaped(source)} ${superBlock}\n`;
  };
  return mounts.map(line).join('');
}
