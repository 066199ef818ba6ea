/** Files beside the source that name Django's version or the settings module. */

/** Their names as an editor's watcher is asked for them. */
export const MARKER_GLOBS: readonly string[] = [
  'pyproject.toml',
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'requirements*.txt',
  'pytest.ini',
  'tox.ini',
  'setup.cfg',
];

const MARKERS = new RegExp(`^(?:${MARKER_GLOBS.map((glob) => glob.replaceAll('.', '\\.').replace('*', '.*')).join('|')})$`);

/** True for the name of such a file. */
export function isMarker(fileName: string): boolean {
  return MARKERS.test(fileName);
}
