import { packageRevision, upstreamVersion } from '../../lib/package-version';
import { buildTriplet, programVersion } from '../../machine/program-version';
import type { Sys } from '../../machine/sys';
import { text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import { resolveName, ResolveError } from '../../machine/net/resolve';
import { inet } from '../../machine/net/types';
import type { Applet, Io } from '../applet';

const USAGE = `usage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] [-B bind_interface] [-b bind_address]
           [-c cipher_spec] [-D [bind_address:]port] [-E log_file]
           [-e escape_char] [-F configfile] [-I pkcs11] [-i identity_file]
           [-J destination] [-L address] [-l login_name] [-m mac_spec]
           [-O ctl_cmd] [-o option] [-p port] [-R address] [-S ctl_path]
           [-W host:port] [-w local_tun[:remote_tun]] destination
           [command [argument ...]]`;
const WITH_VALUE = 'BbcDEeFIiJLlmOopQRSWw';

/** The banner of the SSH server at an address, or undefined after complaining. */
async function greeting(io: Io, host: string, port: number): Promise<string | undefined> {
  let address: string;
  try {
    address = (await resolveName(io.sys, host))[0]!;
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    await io.err(`ssh: Could not resolve hostname ${host}: ${error.code === 'EAI_AGAIN' ? 'Temporary failure in name resolution' : 'Name or service not known'}\r`);
    return undefined;
  }
  try {
    const fd = await io.sys.connect(inet(address, port));
    const ready = await io.sys.poll([{ fd, read: true }], 10_000);
    const banner = ready.length > 0 ? text(await io.sys.read(fd, 255)) : '';
    io.sys.close(fd);
    if (banner.startsWith('SSH-')) return banner.split(/\r?\n/)[0]!;
    await io.err('kex_exchange_identification: Connection closed by remote host\r\nConnection closed by ' + address + ` port ${port}\r`);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`ssh: connect to host ${host} port ${port}: ${error.message}\r`);
  }
  return undefined;
}

/** What `ssh -V` says: the package's version, and the library's of its release. */
function sshVersion(sys: Sys): string {
  const packaged = programVersion(sys) ?? '1:9.2p1-2+deb12u7';
  const [number] = upstreamVersion(packaged).replace('_p', 'p').split('-');
  if (buildTriplet(sys) !== 'x86_64-pc-linux-gnu') return `OpenSSH_${number}, OpenSSL 3.5.4 30 Sep 2025`;
  const library = { '10.0p1': 'OpenSSL 3.5.1 1 Jul 2025', '9.6p1': 'OpenSSL 3.0.13 30 Jan 2024', '8.9p1': 'OpenSSL 3.0.2 15 Mar 2022', '8.4p1': 'OpenSSL 1.1.1w  11 Sep 2023', '8.2p1': 'OpenSSL 1.1.1f  31 Mar 2020', '7.6p1': 'OpenSSL 1.0.2n  7 Dec 2017' }[number!] ?? 'OpenSSL 3.0.15 3 Sep 2024';
  return `OpenSSH_${number} ${/ubuntu/.test(packaged) ? 'Ubuntu' : 'Debian'}-${packageRevision(packaged)}, ${library}`;
}

/** ssh(1) up to the server's greeting: names, addresses, refusals and timeouts are real, sessions aren't simulated. */
export const ssh: Applet = async (io) => {
  let port = 22;
  let destination: string | undefined;
  for (let i = 0; i < io.args.length && destination === undefined; i++) {
    const arg = io.args[i]!;
    if (!arg.startsWith('-') || arg === '-') {
      destination = arg;
      continue;
    }
    if (arg === '-V') {
      await io.err(sshVersion(io.sys));
      return 0;
    }
    for (let k = 1; k < arg.length; k++) {
      const letter = arg[k]!;
      if (WITH_VALUE.includes(letter)) {
        const value = arg.slice(k + 1) || io.args[++i];
        if (value === undefined) {
          await io.err(`option requires an argument -- ${letter}\n${USAGE}`);
          return 255;
        }
        if (letter === 'p') port = Number(value);
        if (letter === 'o' && /^port[ =]/i.test(value)) port = Number(value.replace(/^port[ =]\s*/i, ''));
        if (letter === 'p' && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
          await io.err(`Bad port '${value}'\r`);
          return 255;
        }
        break;
      }
      if (/[46AaCfGgKkMNnqsTtvXxYy]/.test(letter)) continue;
      await io.err(`unknown option -- ${letter}\n${USAGE}`);
      return 255;
    }
  }
  if (destination === undefined) {
    await io.err(USAGE);
    return 255;
  }
  const url = /^ssh:\/\/(?:[^@/]*@)?([^:/]+)(?::(\d+))?/.exec(destination);
  if (url?.[2]) port = Number(url[2]);
  const host = url?.[1] ?? destination.slice(destination.lastIndexOf('@') + 1);
  if ((await greeting(io, host, port)) === undefined) return 255;
  await io.err('dockyard: an ssh session is not simulated');
  return 1;
};

/** scp(1) and sftp(1): as far as ssh goes. */
export const scp: Applet = async (io) => {
  const words: string[] = [];
  let port = 22;
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (!arg.startsWith('-') || arg === '-') words.push(arg);
    else if (/^-[cFiJloSPDX]$/.test(arg)) {
      i++;
      if (arg === '-P') port = Number(io.args[i]);
    }
  }
  const remote = words.find((word) => /^[^/]+:/.test(word));
  if (io.name === 'scp' && (words.length < 2 || remote === undefined)) {
    if (words.length < 2) await io.err('usage: scp [-346ABCOpqRrsTv] [-c cipher] [-D sftp_server_path] [-F ssh_config]\n           [-i identity_file] [-J destination] [-l limit] [-o ssh_option]\n           [-P port] [-S program] [-X sftp_option] source ... target');
    else await io.err('dockyard: scp between local files is not simulated: use cp');
    return 1;
  }
  const host = (remote ?? words[0] ?? '').replace(/^.*@/, '').replace(/:.*$/, '');
  if ((await greeting(io, host, port)) === undefined) {
    await io.err(io.name === 'scp' ? 'scp: Connection closed' : 'Connection closed');
    return 255;
  }
  await io.err(`dockyard: an ${io.name} session is not simulated`);
  return 1;
};

/** ssh-keyscan(1): the server's greeting; its keys aren't simulated. */
export const sshKeyscan: Applet = async (io) => {
  const hosts = io.args.filter((arg, i) => !arg.startsWith('-') && !/^-[fpTtO]$/.test(io.args[i - 1] ?? ''));
  const given = io.args.indexOf('-p');
  const port = given < 0 ? 22 : Number(io.args[given + 1]);
  if (hosts.length === 0) {
    await io.err('usage: ssh-keyscan [-46cDHv] [-f file] [-O option] [-p port] [-T timeout]\n                   [-t type] [host | addrlist namelist]');
    return 1;
  }
  let status = 0;
  for (const host of hosts) {
    try {
      const fd = await io.sys.connect(inet((await resolveName(io.sys, host))[0]!, port));
      const banner = text(await io.sys.read(fd, 255)).split(/\r?\n/)[0]!;
      io.sys.close(fd);
      await io.err(`# ${host}:${port} ${banner}\ndockyard: the keys of ${host} are not simulated`);
    } catch (error) {
      if (error instanceof ResolveError) await io.err(`getaddrinfo ${host}: ${error.code === 'EAI_AGAIN' ? 'Temporary failure in name resolution' : 'Name or service not known'}`);
      else if (isSysError(error)) await io.err(`connect (\`${host}'): ${error.message}`);
      else throw error;
    }
    status = 1;
  }
  return status;
};
