/** Whether a branch or tag may have this name (git-check-ref-format(1)). */
export function isValidName(name: string): boolean {
  return !/^[-.]|\.\.|[\s~^:?*[\\]|\/$|\.lock$|@\{|\/\/|^@$/.test(name) && name !== '';
}
