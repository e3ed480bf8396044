/** Where in the app one is; kept in the address, so that it can be linked to. */
export type Route = { page: 'home' } | { page: 'practise' } | { page: 'course' } | { page: 'embed' } | { page: 'lesson'; id: string };

export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#\/?/, '');
  if (path === 'practise') return { page: 'practise' };
  if (path === 'course') return { page: 'course' };
  if (path === 'embed') return { page: 'embed' };
  const lesson = /^lesson\/([\w-]+\/[\w-]+)$/.exec(path);
  return lesson ? { page: 'lesson', id: lesson[1]! } : { page: 'home' };
}

export function routeHash(route: Route): string {
  return route.page === 'home' ? '#/' : route.page === 'lesson' ? `#/lesson/${route.id}` : `#/${route.page}`;
}
