import type { ProgramTable } from '../index';

export const SYSTEMD: ProgramTable = {
  systemd: async () => (await import('./systemd')).systemd,
  systemctl: async () => (await import('./systemctl')).systemctl,
  service: async () => (await import('./systemctl')).service,
  journalctl: async () => (await import('./systemctl')).journalctl,
};
