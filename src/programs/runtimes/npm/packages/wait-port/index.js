'use strict';
const net = require('node:net');

/** How long one try may take, in ms. */
const TRY_MS = 1000;

class ValidationError extends Error {
  constructor(message) {
    super(message);
    this.name = 'ValidationError';
  }
}

class ConnectionError extends Error {
  constructor(message) {
    super(message);
    this.name = 'ConnectionError';
  }
}

const isWhole = (name, value, least, text) => {
  if (!Number.isInteger(value)) throw new ValidationError(`'${name}' must be a number.`);
  if (value < least) throw new ValidationError(`'${name}' must be greater ${text} 0.`);
};

function checked({ protocol, host, port, interval, timeout, waitForDns, output }) {
  if (protocol && protocol !== 'http') throw new ValidationError("'protocol' can be nothing or http");
  if (protocol === 'http') throw new Error('dockyard: wait-port for http is not simulated');
  if (!port) throw new ValidationError("'port' is required.");
  isWhole('port', port, 1, 'than');
  if (port > 65535) throw new ValidationError("'port' must not be greater than 65535.");
  isWhole('interval', interval || 1000, 0, 'or equal to');
  isWhole('timeout', timeout || 0, 0, 'or equal to');
  if (typeof (waitForDns || false) !== 'boolean') throw new ValidationError("'wait-for-dns' must be a boolean.");
  return { host: host || 'localhost', port, interval: interval || 1000, timeout: timeout || 0, waitForDns, say: output === 'silent' ? () => undefined : (text) => process.stdout.write(text) };
}

/** One try: whether the port takes a connection. */
function connects({ host, port, waitForDns }, family) {
  return new Promise((resolve, reject) => {
    const socket = net.createConnection({ host, port, family });
    const end = (settle, value) => {
      clearTimeout(timer);
      socket.destroy();
      settle(value);
    };
    const timer = setTimeout(() => end(resolve, false), TRY_MS);
    socket.on('connect', () => end(resolve, true));
    socket.on('error', (error) => {
      if (error.code === 'ENOTFOUND' && family === 4 && !waitForDns) end(reject, new ConnectionError(`The address '${host}' cannot be found`));
      else if (family === 6 || ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND'].includes(error.code)) end(resolve, false);
      else end(reject, error);
    });
  });
}

/** Waits until a port takes connections: `{ open, ipVersion }`. `timeout` and `interval` in ms; without `timeout` for ever. */
module.exports = async function waitPort(params) {
  const options = checked(params);
  const { host, port, interval, timeout, say } = options;
  const from = Date.now();
  say(`Waiting for ${host}:${port}`);
  for (let family = 4; ; ) {
    say('.');
    if (await connects(options, family)) {
      say('\nConnected!\n');
      return { open: true, ipVersion: family };
    }
    if (timeout && Date.now() - from > timeout) {
      say('\nTimeout\n');
      return { open: false };
    }
    if (family === 4 && !net.isIP(host)) {
      family = 6;
      continue;
    }
    family = 4;
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
};
