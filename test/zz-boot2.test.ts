import { test } from 'vitest';
import { bootHost, ROOT_ACCOUNT } from '/work/main/src/host/boot';
import { ROOT } from '/work/main/src/host/accounts';
import { readAll } from '/work/main/src/lib/stream';
test('boot', async () => {
  const host = await bootHost({});
  await host.clock.sleep(2000);
  for (const [path, ...argv] of [['/bin/ls','-la','/'],['/bin/ls','-l','/run'],['/usr/bin/systemctl','status','ssh'],['/usr/bin/systemctl'], ['/bin/cat','/proc/self/status'],['/bin/echo','hi'],['/usr/bin/journalctl']]) {
    const p = await host.machine.start({ path, argv: [path, ...argv], env: { PATH: '/bin' }, cwd: '/', credentials: ROOT });
    p.stdin.end();
    const [o, e] = await Promise.all([readAll(p.stdout), readAll(p.stderr)]);
    console.log(path, argv, new TextDecoder().decode(o), new TextDecoder().decode(e), await p.exit);
  }
  console.log(host.machine.kernel.processes().map((p) => `${p.pid} ${p.argv.join(' ')} ${p.state}`));
});
