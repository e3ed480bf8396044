// os
const machine = () => internal.call('machine');
const number = (text, pattern, scale = 1) => Number(pattern.exec(text)?.[1] ?? 0) * scale;
const os = {
  EOL: '\n', devNull: '/dev/null',
  arch: () => process.arch, platform: () => 'linux', type: () => 'Linux', endianness: () => 'LE', machine: () => machine().machine,
  hostname: () => machine().hostname, release: () => machine().release, version: () => machine().version,
  uptime: () => Number(machine().uptime.split(' ')[0]),
  loadavg: () => machine().loadavg.split(' ').slice(0, 3).map(Number),
  totalmem: () => number(machine().meminfo, /MemTotal:\s+(\d+)/, 1024),
  freemem: () => number(machine().meminfo, /MemAvailable:\s+(\d+)/, 1024),
  availableParallelism: () => os.cpus().length,
  cpus() {
    const { cpuinfo } = machine();
    const models = [...cpuinfo.matchAll(/model name\s*:\s*(.*)/g)].map((match) => match[1]);
    return (models.length > 0 ? models : ['Dockyard virtual CPU']).map((model) => ({ model, speed: 2400, times: { user: 1000, nice: 0, sys: 500, idle: 100000, irq: 0 } }));
  },
  homedir: () => process.env.HOME ?? os.userInfo().homedir,
  tmpdir: () => (process.env.TMPDIR ?? '/tmp').replace(/(?<=.)\/$/, ''),
  userInfo() {
    const uid = process.getuid();
    const line = machine().passwd.split('\n').map((one) => one.split(':')).find((one) => Number(one[2]) === uid);
    if (!line) throw Object.assign(new Error('A system error occurred: uv_os_get_passwd returned ENOENT (no such file or directory)'), { code: 'ERR_SYSTEM_ERROR' });
    return { uid, gid: Number(line[3]), username: line[0], homedir: line[5], shell: line[6] };
  },
  networkInterfaces() {
    const out = {};
    const mask = (prefix) => [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.max(0, Math.min(8, prefix - from)))).join('.');
    const mask6 = (prefix) => (prefix === 128 ? 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff' : `${'ffff:'.repeat(prefix / 16)}:`);
    for (const { name, mac, addresses } of internal.call('interfaces')) {
      out[name] = addresses.map(({ ip, prefix }) => ({ address: ip, netmask: ip.includes(':') ? mask6(prefix) : mask(prefix), family: ip.includes(':') ? 'IPv6' : 'IPv4', mac, internal: name === 'lo', cidr: `${ip}/${prefix}`, ...(ip.includes(':') ? { scopeid: 0 } : {}) }));
    }
    return out;
  },
  getPriority: () => 0, setPriority() {},
  constants: { signals: internal.builtin('internal_signals'), errno: {}, priority: {} },
};
module.exports = os;
