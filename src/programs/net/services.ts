/** Names of TCP services by port (IANA), as scanners and netstat show them. */
export const SERVICES: Readonly<Record<number, string>> = {
  7: 'echo', 9: 'discard', 13: 'daytime', 20: 'ftp-data', 21: 'ftp', 22: 'ssh', 23: 'telnet', 25: 'smtp', 37: 'time', 53: 'domain', 79: 'finger', 80: 'http', 81: 'hosts2-ns', 88: 'kerberos-sec', 106: 'pop3pw', 110: 'pop3', 111: 'rpcbind',
  113: 'ident', 119: 'nntp', 135: 'msrpc', 139: 'netbios-ssn', 143: 'imap', 144: 'news', 179: 'bgp', 199: 'smux', 389: 'ldap', 427: 'svrloc', 443: 'https', 444: 'snpp', 445: 'microsoft-ds', 465: 'smtps', 513: 'login', 514: 'shell', 515: 'printer',
  543: 'klogin', 544: 'kshell', 548: 'afp', 554: 'rtsp', 587: 'submission', 631: 'ipp', 646: 'ldp', 873: 'rsync', 990: 'ftps', 993: 'imaps', 995: 'pop3s', 1025: 'NFS-or-IIS', 1026: 'LSA-or-nterm', 1027: 'IIS', 1433: 'ms-sql-s', 1720: 'h323q931',
  1723: 'pptp', 1755: 'wms', 1900: 'upnp', 2000: 'cisco-sccp', 2049: 'nfs', 2121: 'ccproxy-ftp', 2375: 'docker', 2376: 'docker-s', 2377: 'swarm', 2717: 'pn-requester', 3000: 'ppp', 3128: 'squid-http', 3306: 'mysql', 3389: 'ms-wbt-server', 3986: 'mapper-ws_ethd',
  4899: 'radmin', 5000: 'upnp', 5009: 'airport-admin', 5051: 'ida-agent', 5060: 'sip', 5101: 'admdog', 5190: 'aol', 5357: 'wsdapi', 5432: 'postgresql', 5601: 'esmagent', 5631: 'pcanywheredata', 5666: 'nrpe', 5672: 'amqp', 5800: 'vnc-http', 5900: 'vnc', 6000: 'X11', 6379: 'redis',
  6443: 'sun-sr-https', 6646: 'unknown', 7070: 'realserver', 8000: 'http-alt', 8008: 'http', 8009: 'ajp13', 8080: 'http-proxy', 8081: 'blackice-icecap', 8443: 'https-alt', 8888: 'sun-answerbook', 9000: 'cslistener', 9090: 'zeus-admin', 9092: 'XmlIpcRegSvc', 9100: 'jetdirect', 9200: 'wap-wsp', 9929: 'nping-echo', 9999: 'abyss',
  10000: 'snet-sensor-mgmt', 11211: 'memcache', 15672: 'unknown', 27017: 'mongod', 31337: 'Elite', 32768: 'filenet-tms', 49152: 'unknown', 50000: 'ibm-db2',
};

/**
 * A thousand ports to scan when none are named: those with names first, then the lowest and the usual high ones,
 * until there are as many as nmap takes.
 */
export const TOP_PORTS: readonly number[] = (() => {
  const ports = new Set(Object.keys(SERVICES).map(Number).filter((port) => port <= 10000 || port === 32768 || port === 49152));
  for (let port = 1; ports.size < 1000; port++) ports.add(port);
  return [...ports].sort((a, b) => a - b);
})();
