/** From the words of the command line to a plan, or to one sentence that says what is wrong with them. Does nothing yet. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Severity } from './rules/rule';

export type Plan = CheckPlan | GraphPlan | ExplainPlan | { readonly command: 'lsp' } | { readonly command: 'help' | 'version' };

export interface CheckPlan {
  readonly command: 'check';
  readonly paths: readonly string[];
  readonly format: CheckFormat;
  readonly chosen: ChosenSettings;
  readonly cache: CacheUse;
  /** The least severity that makes the exit status 1; null for never. */
  readonly failOn: Severity | null;
  /** A file to write instead of stdout, or null. */
  readonly output: string | null;
}

export interface GraphPlan {
  readonly command: 'graph';
  readonly path: string;
  readonly format: GraphFormat;
  readonly chosen: ChosenSettings;
  readonly cache: CacheUse;
  readonly focus: string | null;
  readonly depth: number;
  readonly apps: readonly string[];
  /** How much a picture tells; not of use to formats that tell everything. */
  readonly level: GraphLevel;
  readonly output: string | null;
}

export interface ExplainPlan {
  readonly command: 'explain';
  readonly what: string;
  readonly path: string;
  readonly chosen: ChosenSettings;
}

/** Settings as the options give them. */
export interface ChosenSettings {
  readonly django: string | null;
  readonly settingsModule: string | null;
  /** As it was written: from the folder in which the command runs. */
  readonly python: string | null;
  readonly select: readonly string[];
  readonly ignore: readonly string[];
}

/** Whether an answer may be one that was kept, and is kept. */
export type CacheUse = 'used' | 'unused';

export type CheckFormat = (typeof CHECK_FORMATS)[number];
export type GraphFormat = (typeof GRAPH_FORMATS)[number];
export type GraphLevel = (typeof GRAPH_LEVELS)[number];

const CHECK_FORMATS = ['text', 'json', 'sarif', 'github'] as const;
const GRAPH_FORMATS = ['json', 'mermaid', 'dot', 'svg', 'html'] as const;
const GRAPH_LEVELS = ['apps', 'names', 'relations', 'fields'] as const;
/** Formats that draw: they take a level. */
const DRAWN_FORMATS: readonly GraphFormat[] = ['dot', 'svg', 'html'];
const SEVERITY_OF = { error: 'error', warning: 'warning', info: 'information', never: null } as const;

/** Wrong usage or configuration: one sentence for stderr, exit status 2. */
export class UsageError extends Error {}

export const USAGE = `Usage: django-relations COMMAND

  check   [PATH…]         find mistakes in the relations of Django models
  graph   [PATH]          print models and relations
  explain WHAT [PATH]     explain shop.Order, shop.Order.customer, or a code such as fields.E304
  lsp     --stdio         run the language server, for an editor

PATH is a file or folder, the current folder when left out; it may hold several Django projects.

Options of check
  --format FORMAT         text (default), json, sarif, github
  --select CODES          report only these rules or codes, with commas between them
  --ignore CODES          do not report these
  --fail-on SEVERITY      least severity for exit status 1: error (default), warning, info, never
  --output FILE           write there instead of printing

Options of graph
  --format FORMAT         json (default), mermaid, dot, svg, html (one file with pan, zoom and search)
  --focus shop.Order      only what is near this model
  --depth STEPS           how near (default 2), with --focus
  --app LABEL             only the models of this app; may be repeated
  --level LEVEL           how much dot, svg and html tell: apps, names, relations (default), fields
  --output FILE           write there instead of printing

Options of check, graph and explain
  --django 5.2            Django's version; found in lock files, requirements or the installed Django when left out
  --settings MODULE       the settings module, such as config.settings; found through manage.py when left out
  --no-cache              work everything out anew, and keep nothing (check and graph)
  --python PATH           an interpreter or an environment's folder, to read installed packages there; found when left out

  --help, --version

Exit status: 0 all is well, 1 findings that --fail-on counts, 2 wrong usage, 3 a failure of this program.
`;

/** Reads the words after the program's name. Throws {@link UsageError}. */
export function readArguments(words: readonly string[]): Plan {
  const [command, ...rest] = words;
  if (words.includes('--help') || words.includes('-h') || command === 'help') return { command: 'help' };
  switch (command) {
    case 'check':
      return readCheck(rest);
    case 'graph':
      return readGraph(rest);
    case 'explain':
      return readExplain(rest);
    case 'lsp':
      return readLsp(rest);
    case '--version':
      return { command: 'version' };
    case undefined:
      throw new UsageError('A command is missing: check, graph, explain or lsp (--help says more).');
    default:
      throw new UsageError(`There is no command "${command}": there are check, graph, explain and lsp (--help says more).`);
  }
}

const COMMON = { django: { type: 'string' }, settings: { type: 'string' }, python: { type: 'string' } } as const;
const CACHED = { ...COMMON, 'no-cache': { type: 'boolean', default: false } } as const;

function readCheck(words: readonly string[]): CheckPlan {
  const { values, positionals } = parse(words, {
    ...CACHED,
    format: { type: 'string', default: 'text' },
    output: { type: 'string' },
    select: { type: 'string', multiple: true },
    ignore: { type: 'string', multiple: true },
    'fail-on': { type: 'string', default: 'error' },
  });
  const failOn = oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'info', 'never'] as const);
  return {
    command: 'check',
    paths: positionals.length > 0 ? positionals : ['.'],
    format: oneOf('--format', values.format, CHECK_FORMATS),
    chosen: { ...chosen(values), select: list(values.select), ignore: list(values.ignore) },
    cache: values['no-cache'] ? 'unused' : 'used',
    failOn: SEVERITY_OF[failOn],
    output: values.output ?? null,
  };
}

function readGraph(words: readonly string[]): GraphPlan {
  const { values, positionals } = parse(words, {
    ...CACHED,
    format: { type: 'string', default: 'json' },
    output: { type: 'string' },
    focus: { type: 'string' },
    depth: { type: 'string' },
    app: { type: 'string', multiple: true },
    level: { type: 'string' },
  });
  const format = oneOf('--format', values.format, GRAPH_FORMATS);
  if (values.depth !== undefined && values.focus === undefined)
    throw new UsageError('--depth needs --focus: it says how far from that model.');
  if (values.depth !== undefined && !/^\d{1,6}$/.test(values.depth))
    throw new UsageError(`--depth takes a whole number, not "${values.depth}".`);
  if (values.level !== undefined && !DRAWN_FORMATS.includes(format))
    throw new UsageError(`--level is for ${DRAWN_FORMATS.join(', ')}: ${format} tells everything.`);
  const level = oneOf('--level', values.level ?? 'relations', GRAPH_LEVELS);
  if (level === 'apps' && values.focus !== undefined)
    throw new UsageError('--level apps shows no single model, so it goes without --focus.');
  const [path = '.'] = atMost(positionals, 1, 'graph');
  return {
    command: 'graph',
    path,
    format,
    chosen: chosen(values),
    cache: values['no-cache'] ? 'unused' : 'used',
    focus: values.focus ?? null,
    depth: Number(values.depth ?? '2'),
    apps: list(values.app),
    level,
    output: values.output ?? null,
  };
}

function readExplain(words: readonly string[]): ExplainPlan {
  const { values, positionals } = parse(words, COMMON);
  const [what, path = '.'] = atMost(positionals, 2, 'explain');
  if (what === undefined)
    throw new UsageError('explain needs to know what: shop.Order, shop.Order.customer, or a code such as fields.E304.');
  return { command: 'explain', what, path, chosen: chosen(values) };
}

/** How the editor is reached is read by the connection itself; here only what it cannot understand is refused. */
function readLsp(words: readonly string[]): Plan {
  // A value stands behind its option or after it.
  const options = words.join(' ').split(/ (?=--)/);
  const unknown = options.find(
    (option) => option !== '' && !/^--(stdio|node-ipc|socket[= ]\d+|(pipe|clientProcessId)[= ].+)$/.test(option),
  );
  if (unknown !== undefined) throw new UsageError(`lsp does not know what to do with "${unknown}": it takes --stdio.`);
  if (!options.some((option) => /^--(stdio|node-ipc|socket|pipe)/.test(option)))
    throw new UsageError('lsp needs --stdio, which says how the editor is reached.');
  return { command: 'lsp' };
}

function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(wordsFor(error, options));
  }
}

function wordsFor(error: unknown, known: NonNullable<ParseArgsConfig['options']>): string {
  if (!(error instanceof TypeError)) throw error;
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec(error.message)?.[1] ?? 'an option';
  const type = known[option.replace(/^-+/, '')]?.type;
  if (type === 'boolean') return `${option} takes no value.`;
  if (type === 'string') return `${option} needs a value after it.`;
  const all = Object.keys(known).map((name) => `--${name}`);
  return `There is no option "${option}" here: there are ${all.join(', ')}.`;
}

interface CommonValues {
  readonly django?: string | undefined;
  readonly settings?: string | undefined;
  readonly python?: string | undefined;
}

function chosen({ django, settings, python }: CommonValues): ChosenSettings {
  if (django !== undefined && !/^\d+\.\d+$/.test(django)) throw new UsageError(`--django takes a version such as 5.2, not "${django}".`);
  return {
    django: django ?? null,
    settingsModule: settings ?? null,
    python: python === '' ? null : (python ?? null),
    select: [],
    ignore: [],
  };
}

function oneOf<const Choice extends string>(option: string, given: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === given);
  if (found === undefined) throw new UsageError(`${option} takes ${choices.join(', ')}, not "${given}".`);
  return found;
}

function atMost(words: readonly string[], most: number, command: string): readonly string[] {
  if (words.length > most) throw new UsageError(`${command} does not know what to do with "${words.slice(most).join(' ')}".`);
  return words;
}

function list(given: readonly string[] | undefined): readonly string[] {
  return (given ?? [])
    .flatMap((one) => one.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
