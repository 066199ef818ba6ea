/** Files beside the source that name Django's version or the settings module. */
import { baseName, parentKey, type DocumentKey } from '../base/documentKey';

/** A folder of requirements, one file for each place in which a project runs: `requirements/base.txt`. */
const REQUIREMENTS = 'requirements';

/** Their names as an editor's watcher is asked for them. */
export const MARKER_GLOBS: readonly string[] = [
  'pyproject.toml',
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile',
  'Pipfile.lock',
  '*requirements*.txt',
  `${REQUIREMENTS}/*.txt`,
  'pytest.ini',
  'tox.ini',
  'setup.cfg',
];

const NAMES = MARKER_GLOBS.filter((glob) => !glob.includes('/'));

const MARKERS = new RegExp(`^(?:${NAMES.map((glob) => glob.replaceAll('.', '\\.').replaceAll('*', '.*')).join('|')})$`, 'i');

/** True for such a file. */
export function isMarker(file: DocumentKey): boolean {
  const name = baseName(file);
  return MARKERS.test(name) || (name.endsWith('.txt') && baseName(parentKey(file)) === REQUIREMENTS);
}
