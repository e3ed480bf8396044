/** Takes out what differs from run to run: times, process and connection numbers, client ports, and the version of Apache's build. */
export function masked(text) {
  return text
    .replace(/^Date: .*GMT/gm, 'Date: NOW')
    .replace(/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /g, 'TIME ')
    .replace(/^\[\w{3} \w{3} \d\d \d\d:\d\d:\d\d\.\d{6} \d{4}\]/gm, '[TIME]')
    .replace(/\[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000\]/g, '[TIME]')
    .replace(/\d+#\d+: (\*\d+ )?/g, (_, connection) => (connection ? 'P#P: *N ' : 'P#P: '))
    .replace(/(process|received from) \d+/g, '$1 P')
    .replace(/OS: Linux .*/g, 'OS: Linux R')
    .replace(/RLIMIT_NOFILE\): .*/g, 'RLIMIT_NOFILE): N')
    .replace(/kill\(\d+/g, 'kill(P')
    .replace(/\[pid \d+:tid \d+\]/g, '[pid P:tid T]')
    .replace(/\(pid \d+\??\)|pid \d+/g, 'pid P')
    .replace(/\[client ([\d.]+):\d+\]/g, '[client $1:C]')
    .replace(/Apache\/[\d.]+ \(\w+\)/g, 'Apache/V (OS)')
    .replace(/using [\d.:a-f]+\. Set/g, 'using A. Set');
}
