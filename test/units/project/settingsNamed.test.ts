/** The settings module that manage.py and its like name. */
import assert from 'node:assert/strict';
import { settingsModuleIn } from '../../../server/src/project/settingsNamed';

const NAMED: readonly (readonly [text: string, module: string | null])[] = [
  ['os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")', 'config.settings'],
  ["os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'  # noqa", 'config.settings'],
  ['os.environ.setdefault(\n    "DJANGO_SETTINGS_MODULE",\n    "config.settings",\n)', 'config.settings'],
  ["os.environ[str('DJANGO_SETTINGS_MODULE')] = str('config.settings')", 'config.settings'],
  [
    '# os.environ["DJANGO_SETTINGS_MODULE"] = "other.settings"\nos.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"',
    'config.settings',
  ],
  ['# os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\nload_settings()', 'config.settings'],
  ['# os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"\nos.environ["DJANGO_SETTINGS_MODULE"] = chosen()', null],
  ['os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{environment}")', null],
  ['os.environ.setdefault("DJANGO_SETTINGS_MODULE", "%s.settings" % name)', null],
  ['os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config." + name)', null],
  ['os.environ.setdefault("DJANGO_SETTINGS_MODULE", get_settings())', null],
  ['if os.environ.get("DJANGO_SETTINGS_MODULE") == "config.settings":\n    pass', null],
  ['module = "config.settings"\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", module)', 'config.settings'],
  ['module = "%s.settings" % name\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", module)', null],
  ['os.environ.setdefault("DJANGO_SETTINGS_MODULE", module)', null],
  [
    'if "test" in sys.argv:\n    os.environ["DJANGO_SETTINGS_MODULE"] = "settings_test"\nelse:\n    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"',
    'settings',
  ],
  ['os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")', 'tests.settings'],
];

describe('the settings module', () => {
  for (const [text, module] of NAMED)
    it(`${text.replaceAll('\n', ' ¶ ')} names ${module ?? 'none'}`, () => {
      assert.equal(settingsModuleIn(text), module);
    });
});
