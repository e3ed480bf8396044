const BUSYBOX = 'sha256:df500cd8433690c3272cae3094358d7ab7e4d5fb18f20c28bfac336ed77b8171';
const BUSYBOX_AMD64 = 'sha256:52a883a597a9525342eced63df81dd7a2881e2b6b9a7160d81c8e683356bd9e1';

/** What docker adds to a push of an index of which one platform is here. */
export const pushedInstead = (index = BUSYBOX, manifest = BUSYBOX_AMD64): string =>
  `\n Info -> Not all multiplatform-content is present and only the available single-platform image was pushed\n         ${index} -> ${manifest}\n`;
