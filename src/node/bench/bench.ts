import { engineBench } from './engine';
import { imagesBench } from './images';
import { machineBench } from './machine';
import { significant, type Bench } from './measure';
import { pageBench } from './page';

/** What `npm run bench` measures, room by room; names after the command choose among them. */
const ROOMS: Record<string, Bench> = {
  machine: machineBench,
  engine: engineBench,
  images: imagesBench,
  page: async () => {
    const { DOCKYARD_PAGE: folder, CHROMIUM_PATH: chromium } = process.env;
    return folder && chromium ? pageBench(folder, chromium) : [];
  },
};

const chosen = process.argv.slice(2);
for (const [room, bench] of Object.entries(ROOMS)) {
  if (chosen.length > 0 && !chosen.includes(room)) continue;
  for (const { name, unit, ours, beside } of await bench()) {
    const ratio = beside ? `${beside.what} ${significant(beside.value)} ${unit}, ratio ${(ours / beside.value).toFixed(2)}` : 'nothing beside it here';
    console.log(`${name.padEnd(48)} ${significant(ours).padStart(9)} ${unit.padEnd(6)} ${ratio}`);
  }
}
process.exit(0);
