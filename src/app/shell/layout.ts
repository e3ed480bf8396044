const KEY = 'dockyard:layout';

/** Which panes stand open and how wide they are, in px; comes back as it was left. */
export interface Layout {
  lessonWidth: number;
  pictureWidth: number;
  lesson: boolean;
  picture: boolean;
  dark: boolean | undefined;
  screenReader: boolean;
}

/** At 1440 px these leave the terminal 80 columns. */
const FIRST: Layout = { lessonWidth: 384, pictureWidth: 344, lesson: true, picture: true, dark: undefined, screenReader: false };

export function loadLayout(): Layout {
  try {
    return { ...FIRST, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Layout>) };
  } catch {
    return { ...FIRST };
  }
}

export function saveLayout(layout: Layout): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(layout));
  } catch {
    // Storage is refused (private mode): the layout lives as long as the page.
  }
}
