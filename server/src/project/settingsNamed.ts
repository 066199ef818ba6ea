/** Which settings module the text of `manage.py`, `wsgi.py`, `asgi.py` or of a test runner's configuration names. */

/** Where pytest-django and tox read it. */
const ASSIGNED = /^[ \t]*DJANGO_SETTINGS_MODULE\s*=\s*["']?([A-Za-z_][\w.]*)/m;

/** The settings module that a test runner's configuration names (pytest-django, tox); null when it names none. */
export function configuredModuleIn(text: string): string | null {
  return ASSIGNED.exec(text)?.[1] ?? null;
}

const COMMENT = /^[ \t]*#.*$/gm;
const COMMENT_SIGN = /^[ \t]*#[ \t]*/gm;

/** What follows the variable's name where Python sets it: the rest of an assignment, or of a call that takes name and value. */
const SET = /DJANGO_SETTINGS_MODULE["']\s*\)?\s*(?:,|\]\s*=(?!=))\s*([^\n]*)/g;

/** A dotted name in quotes, and nothing that would change it. */
const LITERAL = /^(?:str\()?["']([A-Za-z_]\w*(?:\.\w+)*)["']\s*[,)]*\s*(?:#.*)?$/;

const NAME = /^([A-Za-z_]\w*)\s*\)?\s*$/;

/**
 * The settings module that such a text names, written out or by a variable of its own, else in a comment; null when it names none. Of
 * several the first that is not called after tests.
 */
export function settingsModuleIn(text: string): string | null {
  const code = text.replace(COMMENT, '');
  const named = namesIn(code.search(SET) === -1 ? text.replace(COMMENT_SIGN, '') : code);
  return named.find((module) => !isForTests(module)) ?? named[0] ?? null;
}

function namesIn(code: string): readonly string[] {
  return [...code.matchAll(SET)].flatMap(([, value = '']) => {
    const variable = NAME.exec(value)?.[1];
    return variable === undefined ? literalIn(value) : literalsOf(code, variable);
  });
}

function literalIn(value: string): readonly string[] {
  const module = LITERAL.exec(value.trim())?.[1];
  return module === undefined ? [] : [module];
}

/** What is assigned to a variable, unless some of it is computed. */
function literalsOf(code: string, variable: string): readonly string[] {
  const values = [...code.matchAll(new RegExp(`^[ \\t]*${variable}\\s*=(?!=)\\s*([^\\n]*)`, 'gm'))].map(([, value = '']) =>
    literalIn(value),
  );
  return values.every((value) => value.length > 0) ? values.flat() : [];
}

function isForTests(module: string): boolean {
  return /(?:^|[._])tests?(?:ing)?(?:$|[._])/.test(module);
}

const CONFIGURATION = /DJANGO_CONFIGURATION["']?\s*[,=\]]+\s*(?:=\s*)?["']?([A-Za-z_]\w*)/;

/** The class that holds the settings, by the same texts; null when none is named. */
export function configurationIn(text: string): string | null {
  return CONFIGURATION.exec(text)?.[1] ?? null;
}
