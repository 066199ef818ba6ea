/**
 * What a person can set, in one place: package.json and the README are generated from the schema, and whatever an editor
 * sends is read against it. A wrong value is named and left out; the others count.
 */
import { keyFromUri, type DocumentKey } from '../base/documentKey';
import type { Rule } from '../rules/rule';
import type { Settings } from './languageService';

/** One setting, `djangoRelations.<name>` in an editor. */
export interface SettingSchema {
  readonly name: string;
  readonly type: SettingType;
  readonly default: SettingValue;
  /** Markdown, for people. */
  readonly description: string;
  /** Who reads it: the engine, the language server, or the editor's own client (then it is only declared here). */
  readonly readBy: 'engine' | 'server' | 'client';
  readonly pattern?: string;
  readonly minimum?: number;
  readonly choices?: readonly string[];
}

export type SettingType = 'string' | 'string or null' | 'path or null' | 'list of strings' | 'integer' | 'boolean';
export type SettingValue = string | number | boolean | null | readonly string[];

/** What was understood of the settings, and a sentence for each thing that was not. */
export interface ReadSettings {
  readonly settings: Settings;
  /** Milliseconds without a change before an editor's files are analysed again. */
  readonly diagnosticsDelay: number;
  /** Whether an editor shows a lens above each model. */
  readonly codeLens: boolean;
  readonly problems: readonly string[];
}

/** How `select` and `ignore` are checked; see {@link readSettings}. */
export interface KnownCodes {
  /** True for a rule's name and for a code that some rule reports. */
  isKnown(code: string): boolean;
}

export const defaultSettings: Settings = {
  django: null,
  settingsModule: null,
  python: null,
  interpreters: {},
  exclude: [],
  select: [],
  ignore: [],
  maxFiles: 20_000,
};

const DEFAULT_DIAGNOSTICS_DELAY = 60;

export const settingsSchema: readonly SettingSchema[] = [
  {
    name: 'django',
    type: 'string or null',
    default: defaultSettings.django,
    pattern: String.raw`^\d+\.\d+$`,
    description:
      "Django's version, such as `5.2`. When not set it is found: in the lock files and requirements, or in the installed Django.",
    readBy: 'engine',
  },
  {
    name: 'settingsModule',
    type: 'string or null',
    default: defaultSettings.settingsModule,
    description:
      'The dotted settings module, such as `config.settings`. When not set it is found through `manage.py`, `wsgi.py` and `asgi.py`, else where test runners name it.',
    readBy: 'engine',
  },
  {
    name: 'python',
    type: 'path or null',
    default: defaultSettings.python,
    description:
      "A Python interpreter or an environment's folder, such as `.venv` or `~/envs/shop/bin/python`. Installed packages are read there; nothing is run. When not set it is found: the interpreter that is selected in the Python extension, an environment in the project's folder or one that uv, Poetry, PDM, Pipenv or Hatch keep for it, or the one that is activated.",
    readBy: 'engine',
  },
  {
    name: 'exclude',
    type: 'list of strings',
    default: defaultSettings.exclude,
    description:
      'Patterns of files and folders to leave out, written as in `.gitignore`. Virtual environments, build folders and what Git ignores, settings apart, are left out anyway.',
    readBy: 'engine',
  },
  {
    name: 'select',
    type: 'list of strings',
    default: defaultSettings.select,
    description: 'Rules or codes to report, such as `reverse-name-clash` or `fields.E304`. Empty: all.',
    readBy: 'engine',
  },
  {
    name: 'ignore',
    type: 'list of strings',
    default: defaultSettings.ignore,
    description: 'Rules or codes not to report.',
    readBy: 'engine',
  },
  {
    name: 'maxFiles',
    type: 'integer',
    default: defaultSettings.maxFiles,
    minimum: 1,
    description: 'Most Python files that are found before the search stops and says so.',
    readBy: 'engine',
  },
  {
    name: 'diagnosticsDelay',
    type: 'integer',
    default: DEFAULT_DIAGNOSTICS_DELAY,
    minimum: 0,
    description: 'Milliseconds without typing before files are checked again.',
    readBy: 'server',
  },
  {
    name: 'codeLens',
    type: 'boolean',
    default: true,
    description: 'Shows above each model how many relations it has; a click draws the graph around it.',
    readBy: 'server',
  },
  {
    name: 'trace.server',
    type: 'string',
    default: 'off',
    choices: ['off', 'messages', 'verbose'],
    description: 'What the output channel shows of the conversation between editor and server.',
    readBy: 'client',
  },
];

/**
 * What VS Code's client adds to the settings: by the URI of each folder of the workspace, the interpreter that is selected for it.
 * No person sets it, so it is no part of the schema.
 */
const INTERPRETERS = 'interpreters';

/**
 * Reads settings as an editor sends them: an object of `name: value`. Nothing (null, undefined) gives the defaults. With
 * `codes`, entries of `select` and `ignore` that no rule knows are problems too, and left out. Never throws.
 */
export function readSettings(raw: unknown, codes?: KnownCodes): ReadSettings {
  const problems: string[] = [];
  const values = new Map<string, unknown>();
  if (isRecord(raw)) {
    for (const [name, value] of Object.entries(raw)) if (value !== undefined) values.set(name, value);
  } else if (raw !== undefined && raw !== null) {
    problems.push(`The settings of Django Relations should be an object, but they are ${show(raw)}; the defaults are used.`);
  }
  for (const name of values.keys()) {
    const known = name === INTERPRETERS || settingsSchema.some((one) => one.name === name || one.name.startsWith(`${name}.`));
    if (!known) problems.push(`There is no setting "djangoRelations.${name}"; it is ignored.`);
  }

  function valueOf(name: Exclude<keyof Settings, 'interpreters'> | 'diagnosticsDelay' | 'codeLens'): unknown {
    const schema = settingsSchema.find((one) => one.name === name);
    if (schema === undefined) throw new Error(`no schema for ${name}`);
    const value = values.get(name);
    if (value === undefined) return schema.default;
    const wanted = whatIsWanted(schema, value);
    if (wanted === null) return value;
    problems.push(`The setting "djangoRelations.${name}" should be ${wanted}, but it is ${show(value)}; ${show(schema.default)} is used.`);
    return schema.default;
  }

  function codesOf(name: 'select' | 'ignore'): readonly string[] {
    const given = valueOf(name) as readonly string[];
    const known = codes === undefined ? given : given.filter((code) => codes.isKnown(code));
    for (const code of given)
      if (!known.includes(code))
        problems.push(`The setting "djangoRelations.${name}" names "${code}", but no rule has this name or code; it is ignored.`);
    return known;
  }

  const settings: Settings = {
    django: valueOf('django') as string | null,
    settingsModule: valueOf('settingsModule') as string | null,
    python: pathOf(valueOf('python') as string | null),
    interpreters: interpretersOf(values.get(INTERPRETERS)),
    exclude: valueOf('exclude') as readonly string[],
    select: codesOf('select'),
    ignore: codesOf('ignore'),
    maxFiles: valueOf('maxFiles') as number,
  };
  return {
    settings,
    diagnosticsDelay: valueOf('diagnosticsDelay') as number,
    codeLens: valueOf('codeLens') as boolean,
    problems,
  };
}

/** A blank path is none. */
function pathOf(given: string | null): string | null {
  const path = given?.trim() ?? '';
  return path === '' ? null : path;
}

/** Leaves out what is no path for a folder on disk. */
function interpretersOf(raw: unknown): Readonly<Record<DocumentKey, string>> {
  const byFolder = Object.entries(isRecord(raw) ? raw : {}).flatMap(([uri, path]) => {
    const folder = keyFromUri(uri);
    return folder === null || typeof path !== 'string' || path === '' ? [] : [[folder, path] as const];
  });
  return Object.fromEntries(byFolder);
}

/** The names and codes of `rules`. */
export function knownCodesOf(rules: readonly Pick<Rule, 'name' | 'django'>[]): KnownCodes {
  const codes = new Set(rules.flatMap(({ name, django }) => [name, ...django]));
  return { isKnown: (code) => codes.has(code) };
}

/** `properties` of package.json's `contributes.configuration`. */
export function configurationProperties(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(settingsSchema.map((schema) => [`djangoRelations.${schema.name}`, propertyOf(schema)]));
}

function propertyOf({ type, pattern, minimum, choices, description, ...schema }: SettingSchema): Readonly<Record<string, unknown>> {
  return {
    ...jsonTypes[type],
    ...(choices === undefined ? {} : { enum: choices }),
    default: schema.default,
    ...(pattern === undefined ? {} : { pattern }),
    ...(minimum === undefined ? {} : { minimum }),
    markdownDescription: description,
  };
}

const jsonTypes: Readonly<Record<SettingType, Readonly<Record<string, unknown>>>> = {
  string: { type: 'string' },
  'string or null': { type: ['string', 'null'] },
  'path or null': { type: ['string', 'null'] },
  'list of strings': { type: 'array', items: { type: 'string' } },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
};

/** Words for what the value should have been; null when it is fine. */
function whatIsWanted(schema: SettingSchema, value: unknown): string | null {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' ? null : 'a text';
    case 'string or null': {
      if (value === null) return null;
      if (typeof value !== 'string' || value.trim() === '') return 'a text or null';
      if (schema.pattern === undefined || new RegExp(schema.pattern).test(value)) return null;
      return `two numbers with a dot between, such as "5.2"`;
    }
    case 'path or null':
      return value === null || typeof value === 'string' ? null : 'a path or null';
    case 'list of strings':
      return Array.isArray(value) && value.every((one) => typeof one === 'string') ? null : 'a list of texts';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'integer': {
      const least = schema.minimum ?? 0;
      return Number.isInteger(value) && (value as number) >= least ? null : `a whole number from ${String(least)}`;
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  const text = (JSON.stringify(value) as string | undefined) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
