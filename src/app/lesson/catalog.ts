/** Every lesson's folder is its registration; a lesson's text is loaded when it is opened. */
const files = import.meta.glob('../../../lessons/*/*/lesson.md', { query: '?raw', import: 'default' }) as Record<string, () => Promise<string>>;

export const LESSON_IDS: readonly string[] = Object.keys(files).map((path) => /lessons\/(.*)\/lesson\.md$/.exec(path)![1]!).sort();

export function loadLessonText(id: string): Promise<string> | undefined {
  return files[`../../../lessons/${id}/lesson.md`]?.();
}
