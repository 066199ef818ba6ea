/** The engine in one piece: when an analysis has to be made, and what of it holds after a change. What is known of files is in fileTable.ts. */
import { joinKey, type DocumentKey } from '../base/documentKey';
import { structuralEqual } from '../base/structuralEqual';
import type { FileShape } from '../facts/fileShape';
import { createModuleMap, type ModuleMap } from '../modules/moduleMap';
import { BUILTIN_ROOT } from '../project/djangoContrib';
import { NEWEST_DJANGO, versionFrom, versionIn, versionThatBegan } from '../project/djangoVersion';
import type { DjangoVersion } from '../project/project';
import type { Place } from '../relations/graph';
import { rules } from '../rules/registry';
import { inOrder, runRules } from '../rules/runRules';
import type { SourceNotice, WorkspaceHost } from '../source/host';
import { isMarker } from '../source/markers';
import { EMPTY_HEADER, type FileHeader } from '../syntax/header';
import type { PythonParser } from '../syntax/python';
import type { AnalysedProject } from './analyseProject';
import { analyseWorkspace } from './analyseWorkspace';
import type { WorkspaceInput } from './workspaceInput';
import { createFileTable } from './fileTable';
import { createInstallations } from './installations';
import { brokenNotices, copyNotices, shortPath } from './readingNotices';
import type { Analysis, Engine, ExplanationContext, FileChange, Located, ProjectAnalysis, Settings } from './languageService';

/** Of Django itself only the models that relations point at are known. */
const PARTIAL_ROOTS: ReadonlySet<DocumentKey> = new Set([BUILTIN_ROOT]);

/** A module that every Django has, to see whether one is installed. */
const DJANGO_ITSELF = 'django.contrib.contenttypes.models';

export interface EngineOptions {
  readonly roots: readonly DocumentKey[];
  readonly settings: Settings;
  readonly host: WorkspaceHost;
  readonly parser: PythonParser;
  /** Environment variables, which may name a Python environment; none where a test wants to see the same everywhere. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** The page of a rule as Markdown, where pages are at hand. */
  readonly pageOf?: (rule: string) => string | null;
  /** Told once for each rule that threw. */
  readonly onFailure: (message: string) => void;
}

interface FileSet {
  readonly version: number;
  readonly all: readonly DocumentKey[];
  readonly known: ReadonlySet<DocumentKey>;
  readonly moduleMapOf: WorkspaceInput['moduleMapOf'];
}

interface Answer {
  readonly projects: readonly AnalysedProject[];
  readonly results: readonly ProjectAnalysis[];
}

/** Creates the engine. Nothing is read before `scan` or the first `analysis`. */
export function createEngine(options: EngineOptions): Engine {
  const { roots, host, parser } = options;
  let settings = options.settings;
  const installations = createInstallations({ roots, host, variables: options.variables ?? {}, settings: () => settings });
  const table = createFileTable({ host, parser, isInstalled: installations.hold });
  const { open, builtin, factsOf, textOf } = table;
  /** What the edited files said when the last answer was given. */
  const edited = new Map<DocumentKey, FileShape>();
  let markers: readonly DocumentKey[] = [];
  let discoveryNotices: readonly SourceNotice[] = [];
  let sorted: FileSet | null = null;
  let answer: Answer | null = null;
  let current: Analysis | null = null;
  let scanned = false;
  let scanTime: number | null = null;
  let revision = 0;
  let failures = new Set<string>();

  /** A document that an editor opens from elsewhere, a library's say, is no part of the workspace. */
  function isOurs(key: DocumentKey): boolean {
    return table.has(key) || host.belongs(key, roots, settings);
  }

  /** Takes a file in, or takes it in again, and forgets of the last answer what does not hold any more. */
  function takeIn(key: DocumentKey): void {
    const change = table.take(key);
    if (change.kind === 'nothing') return;
    current = null;
    if (change.kind === 'everything') answer = null;
    if (change.kind === 'bodies') edited.set(key, edited.get(key) ?? change.before);
  }

  function forgetAnswer(): void {
    answer = null;
    current = null;
  }

  function forgetInstalled(): void {
    installations.forget();
    table.forgetInstalled();
  }

  function* scan(): Generator<number> {
    const began = Date.now();
    table.begin();
    installations.forget();
    forgetAnswer();
    discoveryNotices = [];
    markers = [];
    scanned = false;
    for (const step of host.discover(roots, settings)) {
      for (const key of step.files) takeIn(key);
      markers = [...markers, ...step.markers];
      discoveryNotices = [...discoveryNotices, ...step.notices];
      // How many files there are is not known before the walk ends: the fraction only ever grows towards one.
      yield table.size() / (table.size() + 500);
    }
    for (const key of open.keys()) if (!table.has(key) && isOurs(key)) takeIn(key);
    scanned = true;
    scanTime = Date.now() - began;
    yield 1;
  }

  /** What depends on the set of files alone, kept until a file comes or goes. */
  function allFiles(): FileSet {
    const version = table.version();
    if (sorted?.version === version) return sorted;
    const own = table.own();
    const all = [...own, ...builtin.keys()];
    const maps = new Map<string, ModuleMap>();
    sorted = {
      version,
      all,
      known: new Set(all),
      moduleMapOf(project, path) {
        const { packages, sourceRoots: editable } = installations.of(project);
        const pathOfProject = { roots: [...new Set([...path.roots, ...editable])], packages: path.packages };
        const key = [project, ...pathOfProject.roots, '', ...path.packages].join('\n');
        let map = maps.get(key);
        // What Django's own source says counts for more than what is known without it.
        const known = packages.fileOf(DJANGO_ITSELF) === null ? all : own;
        if (map === undefined) maps.set(key, (map = createModuleMap(known, pathOfProject, PARTIAL_ROOTS, packages)));
        return map;
      },
    };
    return sorted;
  }

  function analyse(): Answer {
    const { all, known, moduleMapOf } = allFiles();
    const ownHeader = (key: DocumentKey): FileHeader => (table.has(key) ? table.headerOf(key) : null) ?? EMPTY_HEADER;
    const projects = analyseWorkspace({
      roots,
      files: all,
      known,
      moduleMapOf,
      environmentOf: (root) => installations.of(root).environment?.from ?? null,
      entryPointsOf: (root) => installations.of(root).entryPoints(),
      headerOf: table.headerOf,
      factsOf,
      classesIn: (key) => ownHeader(key).classes.map(({ name }) => name),
      importsOf: (key) => table.headerOf(key)?.imports ?? [],
      factoriesIn: (key) => ownHeader(key).factories,
      importsByName: (key) => ownHeader(key).importsByName,
      markers,
      textOf,
      builtin: [...builtin.keys()],
      chosenSettings: settings.settingsModule,
      djangoOf,
    });
    table.settle();
    return { projects, results: projects.map(judged) };
  }

  /** The last answer with the edited class bodies taken in; null when all has to be made anew. */
  function answerAfterEdits(last: Answer): Answer | null {
    if (edited.size === 0) return last;
    const projects: AnalysedProject[] = [];
    for (const project of last.projects) {
      const next = project.afterEdit(edited);
      if (next === null) return null;
      projects.push(next);
    }
    return { projects, results: projects.map(judged) };
  }

  function judged({ opened, graph }: AnalysedProject): ProjectAnalysis {
    const analysed = { project: opened.project, graph };
    const { select, ignore } = settings;
    const findings = runRules(analysed, { select, ignore, onFailure: tellFailure });
    // What is wrong in an installed package is nobody's to repair here.
    return { ...analysed, findings: findings.filter(({ at }) => !table.isForeign(at.file)) };
  }

  /** Of an open module that Django does not load, what its classes alone decide. */
  function withOpenFiles({ projects, results }: Answer): readonly ProjectAnalysis[] {
    const isMeant = (key: DocumentKey): boolean =>
      table.headerOf(key)?.makesRelations === true && !projects.some(({ loads }) => loads(key));
    let files = [...open.keys()].filter(isMeant);
    return results.map((result, at) => {
      const graph = files.length === 0 ? null : (projects[at]?.notLoaded.graphOf(files, result.graph) ?? null);
      if (graph === null) return result;
      // Several projects may share it: one of them tells.
      const told = new Set(graph.declared.map(({ written }) => written?.name.file));
      files = files.filter((key) => !told.has(key));
      const { select, ignore } = settings;
      const more = runRules({ ...result, graph }, { select, ignore, onFailure: tellFailure, decidedBy: 'class' });
      return { ...result, findings: inOrder([...result.findings, ...more]) };
    });
  }

  function tellFailure(message: string): void {
    if (failures.has(message)) return;
    failures = new Set([...failures, message]);
    options.onFailure(message);
  }

  function djangoOf(root: DocumentKey, settingsFile: DocumentKey | null): DjangoVersion {
    if (settings.django !== null) return { version: settings.django, from: 'setting' };
    const { environment } = installations.of(root);
    const installed = environment === null ? null : versionIn(environment, host.entries);
    return (
      versionFrom(markers, root, (key) => host.read(key).text, installed) ??
      (settingsFile === null ? null : versionThatBegan(settingsFile, textOf(settingsFile) ?? '')) ?? {
        version: NEWEST_DJANGO,
        from: 'newest known',
      }
    );
  }

  function analysis(): Analysis {
    if (!scanned) for (const _ of scan());
    if (current !== null) return current;
    answer = (answer === null ? null : answerAfterEdits(answer)) ?? analyse();
    edited.clear();
    revision++;
    const results = withOpenFiles(answer);
    const copies = answer.projects.flatMap((each) => each.copies);
    const sources = new Set(answer.projects.flatMap((each) => each.sources));
    const broken = [...sources].filter((key) => !table.isForeign(key) && (factsOf(key)?.errors.length ?? 0) > 0).sort();
    const pathOf = (key: DocumentKey): string => shortPath(roots, key);
    current = {
      revision,
      projects: results,
      notices: [
        ...discoveryNotices,
        ...installations.all().flatMap(({ environment }) => environment?.notices ?? []),
        ...table.notices.values(),
        ...copyNotices(copies, pathOf),
        ...brokenNotices(broken, pathOf),
      ],
      stats: {
        files: table.own().length,
        ...table.counts(),
        models: results.reduce((sum, { graph }) => sum + graph.models.size, 0),
        relations: results.reduce((sum, { graph }) => sum + graph.relations.length, 0),
      },
    };
    return current;
  }

  /** What lies in a folder that came: who watches for files may have looked there too late to tell of them. */
  function takeInFolder(key: DocumentKey): void {
    if (!isOurs(joinKey(key, '__init__.py')) || host.entries(key) === null) return;
    for (const { files } of host.discover([key], settings)) for (const file of files) if (!table.has(file) && isOurs(file)) takeIn(file);
  }

  /** A change on disk. The text of an open document stays what the editor holds. */
  function applyChange({ key, kind }: FileChange): void {
    if (!key.endsWith('.py')) {
      if (kind === 'created' && !isMarker(key)) {
        takeInFolder(key);
        return;
      }
      // A lock file, or a folder that went with everything in it.
      forgetAnswer();
      markers = markers.filter((marker) => marker !== key);
      if (kind !== 'deleted' && isMarker(key)) markers = [...markers, key];
      if (kind === 'deleted') table.forgetFolder(key);
      return;
    }
    if (open.has(key)) return;
    if (kind === 'deleted') {
      if (table.forget(key)) answer = null;
      current = null;
    } else if (isOurs(key)) takeIn(key);
  }

  function locate({ file, id }: Place): Located | null {
    const facts = factsOf(file);
    const start = facts?.spans.startOf(id);
    const end = facts?.spans.endOf(id);
    if (facts === null || start === undefined || end === undefined) return null;
    return { key: file, span: { start, end }, lineStarts: facts.lineStarts };
  }

  function toExplain(): ExplanationContext {
    const now = analysis();
    return {
      roots,
      analysis: now,
      projects: answer?.projects ?? [],
      rules: rules.map((rule) => ({ ...rule, page: options.pageOf?.(rule.name) ?? null })),
      locate,
      milliseconds: scanTime,
    };
  }

  return {
    open(document) {
      table.openDocument(document);
      current = null;
      if (scanned && isOurs(document.key)) takeIn(document.key);
    },
    close(key) {
      if (!table.closeDocument(key)) return;
      current = null;
      if (scanned && table.has(key)) takeIn(key);
    },
    filesChanged(changes) {
      if (!scanned) return;
      for (const change of changes) applyChange(change);
    },
    configure(next) {
      if (structuralEqual(settings, next)) return;
      const { python, interpreters } = settings;
      if (!structuralEqual({ python, interpreters }, { python: next.python, interpreters: next.interpreters })) forgetInstalled();
      const rescan = next.maxFiles !== settings.maxFiles || !structuralEqual(next.exclude, settings.exclude);
      settings = next;
      forgetAnswer();
      if (rescan) scanned = false;
    },
    scan,
    analysis,
    locate,
    toExplain,
    lineStarts: (key) => factsOf(key)?.lineStarts ?? null,
    text: textOf,
  };
}
