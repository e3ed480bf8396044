const waitPort = require('wait-port');
(async () => {
  console.log(await waitPort({ host: '127.0.0.1', port: 9, timeout: 2500 }));
  const server = require('net').createServer().listen(9123);
  console.log(await waitPort({ host: '127.0.0.1', port: 9123, timeout: 2500, waitForDns: true }));
  try { await waitPort({ host: 'nope.invalid', port: 9123 }); } catch (error) { console.log(error.name, error.message); }
  try { await waitPort({ host: 'x' }); } catch (error) { console.log(error.name, error.message); }
  server.close();
})();
