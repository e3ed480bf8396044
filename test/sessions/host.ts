import { bootHost, type Host, type HostOptions } from '../../src/host/boot';
import { shell, type ScriptOptions } from '../../src/host/script';

export interface Session {
  host: Host;
  /** Runs commands as the learner; gives stdout, stderr and status. */
  sh(commands: string, options?: Partial<ScriptOptions>): Promise<{ stdout: string; stderr: string; status: number }>;
  end(): void;
}

/** A fresh machine at full speed for one test. */
export async function session(options: HostOptions = {}): Promise<Session> {
  const host = await bootHost({ seed: 1, ...options });
  return {
    host,
    sh: (commands, more) => shell(host, commands, more),
    end() {
      host.machine.halt();
      host.clock.stop();
    },
  };
}
