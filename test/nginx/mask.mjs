/** Takes out what differs from run to run: times, process and connection numbers. */
export function masked(text) {
  return text
    .replace(/^Date: .*GMT/gm, 'Date: NOW')
    .replace(/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /g, 'TIME ')
    .replace(/\[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000\]/g, '[TIME]')
    .replace(/\d+#\d+: (\*\d+ )?/g, (_, connection) => (connection ? 'P#P: *N ' : 'P#P: '))
    .replace(/(process|received from) \d+/g, '$1 P')
    .replace(/OS: Linux .*/g, 'OS: Linux R')
    .replace(/RLIMIT_NOFILE\): .*/g, 'RLIMIT_NOFILE): N')
    .replace(/kill\(\d+/g, 'kill(P');
}
