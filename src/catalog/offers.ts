import type { Recipe } from './recipe';

/** A repository that a registry offers, and where its recipe is. */
export interface Offer {
  host: string;
  repository: string;
  description?: string;
  stars?: number;
  /** Its tags name a manifest, not an index. */
  single?: boolean;
  load(): Promise<{ recipe: Recipe }>;
}

const official = (name: string, description: string, stars: number, load: Offer['load']): Offer => ({ host: 'docker.io', repository: `library/${name}`, description, stars, load });

/** Every repository of the catalogue. A new image is its file and one line here. */
export const OFFERS: readonly Offer[] = [
  official('busybox', 'Busybox base image.', 3489, () => import('./images/busybox')),
  official('alpine', 'A minimal Docker image based on Alpine Linux with a complete package index and only 5 MB in size!', 11890, () => import('./images/alpine')),
  official('hello-world', 'Hello World! (an example of minimal Dockerization)', 2610, () => import('./images/hello-world')),
  official('nginx', 'Official build of Nginx.', 21210, () => import('./images/nginx')),
  official('debian', 'Debian is a Linux distribution that\'s composed entirely of free and open-source software.', 5260, () => import('./images/debian')),
  official('ubuntu', 'Ubuntu is a Debian-based Linux operating system based on free software.', 17820, () => import('./images/ubuntu')),
  official('node', 'Node.js is a JavaScript-based platform for server-side and networking applications.', 14080, () => import('./images/node')),
];
