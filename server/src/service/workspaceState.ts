/** The only state: open texts, what is known of each file, and the last analysis. Everything else is derived from these. */
import { baseName, isInside, type DocumentKey } from '../base/documentKey';
import type { Span } from '../base/span';
import { structuralEqual } from '../base/structuralEqual';
import { extractFacts } from '../facts/extractFacts';
import type { FileFacts, FileShape } from '../facts/fileShape';
import { sameOutline } from '../facts/sameOutline';
import { hoverTargetsOf, type HoverTarget } from '../features/hover';
import type { Hover } from '../features/shown';
import { createInstalledPackages, NOTHING_INSTALLED, type InstalledPackages } from '../modules/installedPackages';
import { createModuleMap, type ModuleMap } from '../modules/moduleMap';
import { BUILTIN_ROOT, builtinFiles, isBuiltin } from '../project/djangoContrib';
import { isEntryPoint } from '../project/findProjects';
import { NEWEST_DJANGO, versionFrom, versionIn } from '../project/djangoVersion';
import type { DjangoVersion } from '../project/project';
import type { Place } from '../relations/graph';
import { rules } from '../rules/registry';
import { inOrder, runRules } from '../rules/runRules';
import { findEnvironment, type PythonEnvironment } from '../source/environment';
import type { SourceNotice, WorkspaceHost } from '../source/host';
import { isMarker } from '../source/markers';
import { scanHeader, type FileHeader } from '../syntax/header';
import type { PythonParser } from '../syntax/python';
import { analyseWorkspace, type AnalysedProject, type WorkspaceInput } from './analyseWorkspace';
import { modelFiles } from './candidates';
import { explainName, explainWorkspace, type ExplanationContext } from './explanations';
import { isReadLate } from './lateFiles';
import type { Analysis, FileChange, LanguageService, Located, OpenDocument, ProjectAnalysis, Settings } from './languageService';

/** Of Django itself only the models that relations point at are known. */
const PARTIAL_ROOTS: ReadonlySet<DocumentKey> = new Set([BUILTIN_ROOT]);

/** A module that every Django has, to see whether one is installed. */
const DJANGO_ITSELF = 'django.contrib.contenttypes.models';

/** What pip fills, beside folders that its `.pth` files name. */
function isPackagesFolder(folder: DocumentKey): boolean {
  return /\/(?:site|dist)-packages$/.test(folder);
}

interface FileState {
  readonly header: FileHeader;
  /** How much was read of it. */
  readonly bytes: number;
  /** Undefined until somebody asks; null when the text cannot be read. */
  facts: FileFacts | null | undefined;
}

export interface ServiceOptions {
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
  readonly own: readonly DocumentKey[];
  readonly all: readonly DocumentKey[];
  readonly known: ReadonlySet<DocumentKey>;
  readonly moduleMapOf: WorkspaceInput['moduleMapOf'];
}

/** What is installed beside a project. */
interface Installation {
  readonly environment: PythonEnvironment | null;
  readonly packages: InstalledPackages;
  /** Folders of the workspace that an editable installation puts on Python's path. */
  readonly sourceRoots: readonly DocumentKey[];
}

interface Answer {
  readonly projects: readonly AnalysedProject[];
  readonly results: readonly ProjectAnalysis[];
}

/** Creates the service. Nothing is read before `scan` or the first `analysis`. */
export function createLanguageService(options: ServiceOptions): LanguageService {
  const { roots, host, parser } = options;
  let settings = options.settings;
  const builtin = builtinFiles();
  /** Null for a file that is read when somebody asks. */
  const files = new Map<DocumentKey, FileState | null>();
  const open = new Map<DocumentKey, OpenDocument>();
  const unread = new Map<DocumentKey, string>();
  /** Files of installed packages, read when somebody asks; null for those that cannot be read. */
  const installedFiles = new Map<DocumentKey, FileState | null>();
  const installations = new Map<DocumentKey, Installation>();
  /** What the edited files said when the last answer was given. */
  const edited = new Map<DocumentKey, FileShape>();
  let markers: readonly DocumentKey[] = [];
  let discoveryNotices: readonly SourceNotice[] = [];
  const readNotices = new Map<DocumentKey, SourceNotice>();
  let sorted: FileSet | null = null;
  let answer: Answer | null = null;
  let current: Analysis | null = null;
  let scanned = false;
  let scanTime: number | null = null;
  let revision = 0;
  let failures = new Set<string>();

  function textOf(key: DocumentKey): string | null {
    const known = open.get(key)?.text ?? builtin.get(key) ?? unread.get(key);
    if (known !== undefined) return known;
    const result = host.read(key);
    if (result.text === null) note(result.notice);
    return result.text;
  }

  /** Keeps what a person should know; of a file that is gone there is nothing to know. */
  function note(notice: SourceNotice): void {
    if (notice.kind !== 'vanished') readNotices.set(notice.key, notice);
  }

  /** A document that an editor opens from elsewhere, a library's say, is no part of the workspace. */
  function isOurs(key: DocumentKey): boolean {
    return files.has(key) || host.belongs(key, roots, settings);
  }

  /** Takes a file in, or takes it in again; tells whether what it says has changed. */
  function takeIn(key: DocumentKey): void {
    const document = open.get(key);
    if (document === undefined && isReadLate(key)) {
      takeInLate(key);
      return;
    }
    const result = document === undefined ? host.read(key) : { text: document.text, bytes: document.text.length };
    readNotices.delete(key);
    unread.delete(key);
    if (result.text === null) {
      note(result.notice);
      current = null;
      forget(key);
      return;
    }
    const before = files.get(key);
    const header = scanHeader(result.text);
    const state: FileState = { header, bytes: result.bytes, facts: undefined };
    if (before === undefined) sorted = null;
    if (before?.facts != null) state.facts = extractFacts(parser, result.text);
    else if (!scanned && (header.mentionsModels || header.classes.length > 0)) unread.set(key, result.text);
    files.set(key, state);
    current = null;
    // An entry point is read as text: what its Python says of itself does not tell whether it changed.
    if (before == null || isEntryPoint(key)) answer = null;
    else if (!sameMeaning(before, state)) {
      if (before.facts != null && sameNames(before, state)) edited.set(key, edited.get(key) ?? before.facts.shape);
      else answer = null;
    }
  }

  /** What nobody has asked for so far changes nothing. */
  function takeInLate(key: DocumentKey): void {
    const before = files.get(key);
    readNotices.delete(key);
    files.set(key, null);
    if (before === undefined) sorted = null;
    if (before === null) return;
    answer = null;
    current = null;
  }

  /** Whether nothing but the bodies of classes differs, so that most of the last answer holds. */
  function sameNames(before: FileState, after: FileState): boolean {
    if (!structuralEqual(before.header, after.header) || before.facts == null || after.facts == null) return false;
    return sameOutline(before.facts.shape, after.facts.shape) && before.facts.details.sameIn(after.facts.details);
  }

  function sameMeaning(before: FileState, after: FileState): boolean {
    if (!structuralEqual(before.header, after.header)) return false;
    if (before.facts == null || after.facts == null) return before.facts === after.facts;
    return structuralEqual(before.facts.shape, after.facts.shape) && before.facts.details.sameIn(after.facts.details);
  }

  function forget(key: DocumentKey): void {
    unread.delete(key);
    if (!files.delete(key)) return;
    sorted = null;
    answer = null;
    current = null;
  }

  function forgetFolder(folder: DocumentKey): void {
    for (const file of [...files.keys()]) if (isInside(folder, file) && !open.has(file)) forget(file);
    for (const file of [...readNotices.keys()]) if (isInside(folder, file)) readNotices.delete(file);
  }

  function factsOf(key: DocumentKey): FileFacts | null {
    const state = stateOf(key);
    if (state === null) return null;
    if (state.facts === undefined) {
      const text = textOf(key);
      unread.delete(key);
      state.facts = text === null ? null : extractFacts(parser, text);
    }
    return state.facts;
  }

  function stateOf(key: DocumentKey): FileState | null {
    return files.get(key) ?? builtinState(key) ?? (files.has(key) ? readLate(key) : installedState(key));
  }

  function readLate(key: DocumentKey): FileState | null {
    const result = host.read(key);
    if (result.text === null) {
      note(result.notice);
      return null;
    }
    const state: FileState = { header: scanHeader(result.text), bytes: result.bytes, facts: undefined };
    files.set(key, state);
    return state;
  }

  function installedState(key: DocumentKey): FileState | null {
    let state = installedFiles.get(key);
    if (state !== undefined) return state;
    const isInstalled = [...installations.values()].some(({ packages }) => packages.has(key));
    const result = isInstalled ? host.read(key) : null;
    state = result?.text == null ? null : { header: scanHeader(result.text), bytes: result.bytes, facts: undefined };
    if (result !== null && result.text === null) note(result.notice);
    installedFiles.set(key, state);
    return state;
  }

  /** The environment of a project, looked for once in a scan. */
  function installationOf(root: DocumentKey): Installation {
    let known = installations.get(root);
    if (known === undefined) installations.set(root, (known = lookForInstallation(root)));
    return known;
  }

  function forgetInstalled(): void {
    installations.clear();
    installedFiles.clear();
    sorted = null;
  }

  function lookForInstallation(root: DocumentKey): Installation {
    const workspace = roots.find((each) => isInside(each, root)) ?? root;
    const environment = findEnvironment({
      root,
      workspace,
      chosen: settings.python,
      selected: settings.interpreters[workspace] ?? null,
      variables: options.variables ?? {},
      host,
    });
    if (environment === null) return { environment, packages: NOTHING_INSTALLED, sourceRoots: [] };
    const { folders } = environment;
    const isOwn = (key: DocumentKey): boolean =>
      roots.some((each) => isInside(each, key)) && !folders.some((folder) => isPackagesFolder(folder) && isInside(folder, key));
    return {
      environment,
      packages: createInstalledPackages(folders, host.entries, isOwn),
      sourceRoots: folders.filter(isOwn),
    };
  }

  function builtinState(key: DocumentKey): FileState | null {
    const text = builtin.get(key);
    if (text === undefined) return null;
    const state: FileState = { header: scanHeader(text), bytes: 0, facts: undefined };
    files.set(key, state);
    return state;
  }

  function* scan(): Generator<number> {
    const began = Date.now();
    files.clear();
    forgetInstalled();
    unread.clear();
    readNotices.clear();
    discoveryNotices = [];
    markers = [];
    sorted = null;
    answer = null;
    current = null;
    scanned = false;
    for (const step of host.discover(roots, settings)) {
      for (const key of step.files) takeIn(key);
      markers = [...markers, ...step.markers];
      discoveryNotices = [...discoveryNotices, ...step.notices];
      // How many files there are is not known before the walk ends: the fraction only ever grows towards one.
      yield files.size / (files.size + 500);
    }
    for (const key of open.keys()) if (!files.has(key) && isOurs(key)) takeIn(key);
    scanned = true;
    scanTime = Date.now() - began;
    yield 1;
  }

  /** What depends on the set of files alone, kept until a file comes or goes. */
  function allFiles(): FileSet {
    if (sorted !== null) return sorted;
    const own = [...files.keys()].filter((key) => !isBuiltin(key)).sort();
    const all = [...own, ...builtin.keys()];
    const maps = new Map<string, ModuleMap>();
    sorted = {
      own,
      all,
      known: new Set(all),
      moduleMapOf(project, sourceRoots) {
        const { packages, sourceRoots: editable } = installationOf(project);
        const rootsOfProject = [...new Set([...sourceRoots, ...editable])];
        const key = [project, ...rootsOfProject].join('\n');
        let map = maps.get(key);
        // What Django's own source says counts for more than what is known without it.
        const known = packages.fileOf(DJANGO_ITSELF) === null ? all : own;
        if (map === undefined) maps.set(key, (map = createModuleMap(known, rootsOfProject, PARTIAL_ROOTS, packages)));
        return map;
      },
    };
    return sorted;
  }

  function analyse(): Answer {
    const { all, known, moduleMapOf } = allFiles();
    const headers = new Map([...files].flatMap(([key, state]) => (state === null ? [] : [[key, state.header]])));
    const projects = analyseWorkspace({
      roots,
      files: all,
      known,
      moduleMapOf,
      modelFilesWith: (more) =>
        modelFiles(more.size === 0 ? headers : new Map([...headers, ...more]))
          .filter((key) => !isBuiltin(key))
          .sort(),
      environmentOf: (root) => installationOf(root).environment?.from ?? null,
      headerOf: (key) => stateOf(key)?.header ?? null,
      factsOf,
      classesIn: (key) => (files.has(key) ? (stateOf(key)?.header.classes ?? []) : []).map(({ name }) => name),
      importsOf: (key) => stateOf(key)?.header.imports ?? [],
      factoriesIn: (key) => files.get(key)?.header.factories ?? [],
      importsByName: (key) => files.get(key)?.header.importsByName === true,
      markers,
      textOf,
      builtin: [...builtin.keys()],
      chosenSettings: settings.settingsModule,
      djangoOf: (root) => djangoOf(root),
    });
    unread.clear();
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
    return { ...analysed, findings: findings.filter(({ at }) => !installedFiles.has(at.file)) };
  }

  /** Of an open module that Django does not load, what its classes alone decide. */
  function withOpenFiles({ projects, results }: Answer): readonly ProjectAnalysis[] {
    const isMeant = (key: DocumentKey): boolean =>
      stateOf(key)?.header.mentionsModels === true && !projects.some(({ loads }) => loads(key));
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

  function djangoOf(root: DocumentKey): DjangoVersion {
    if (settings.django !== null) return { version: settings.django, from: 'setting' };
    const { environment } = installationOf(root);
    const installed = environment === null ? null : versionIn(environment, host.entries);
    return versionFrom(markers, root, (key) => host.read(key).text, installed) ?? { version: NEWEST_DJANGO, from: 'newest known' };
  }

  function analysis(): Analysis {
    if (!scanned) for (const _ of scan());
    if (current !== null) return current;
    answer = (answer === null ? null : answerAfterEdits(answer)) ?? analyse();
    edited.clear();
    revision++;
    const results = withOpenFiles(answer);
    let bytes = 0;
    let parsed = 0;
    for (const [key, state] of files) {
      if (state === null || isBuiltin(key)) continue;
      bytes += state.bytes;
      if (state.facts != null) parsed++;
    }
    current = {
      revision,
      projects: results,
      notices: [
        ...discoveryNotices,
        ...[...installations.values()].flatMap(({ environment }) => environment?.notices ?? []),
        ...readNotices.values(),
      ],
      stats: {
        files: allFiles().own.length,
        bytes,
        parsed,
        installed: [...installedFiles.values()].filter((state) => state !== null).length,
        models: results.reduce((sum, { graph }) => sum + graph.models.size, 0),
        relations: results.reduce((sum, { graph }) => sum + graph.relations.length, 0),
      },
    };
    return current;
  }

  /** A change on disk. The text of an open document stays what the editor holds. */
  function applyChange({ key, kind }: FileChange): void {
    if (!key.endsWith('.py')) {
      // A lock file, or a folder that came or went with everything in it.
      answer = null;
      current = null;
      markers = markers.filter((marker) => marker !== key);
      if (kind !== 'deleted' && isMarker(baseName(key))) markers = [...markers, key];
      if (kind === 'deleted') forgetFolder(key);
      return;
    }
    if (open.has(key)) return;
    if (kind === 'deleted') {
      readNotices.delete(key);
      forget(key);
    } else if (isOurs(key)) takeIn(key);
  }

  function hover(key: DocumentKey, offset: number): Hover | null {
    let best: { readonly target: HoverTarget; readonly span: Span } | null = null;
    for (const project of analysis().projects) {
      for (const target of hoverTargetsOf(project, key, project.findings)) {
        const span = locate(target.at)?.span;
        if (span === undefined || offset < span.start || offset > span.end) continue;
        if (best === null || span.end - span.start < best.span.end - best.span.start) best = { target, span };
      }
    }
    return best === null ? null : { markdown: best.target.card(), span: best.span };
  }

  function locate({ file, id }: Place): Located | null {
    const facts = factsOf(file);
    const start = facts?.spans.offsets[2 * id];
    const end = facts?.spans.offsets[2 * id + 1];
    if (facts === null || start === undefined || end === undefined) return null;
    return { key: file, span: { start, end }, lineStarts: facts.lineStarts };
  }

  function explanationContext(): ExplanationContext {
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
      open.set(document.key, document);
      current = null;
      if (scanned && isOurs(document.key)) takeIn(document.key);
    },
    close(key) {
      if (!open.delete(key)) return;
      current = null;
      if (scanned && files.has(key)) takeIn(key);
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
      answer = null;
      current = null;
      if (rescan) scanned = false;
    },
    scan,
    analysis,
    locate,
    hover,
    explainProject: () => explainWorkspace(explanationContext()),
    explain: (what) => explainName(explanationContext(), what),
    lineStarts: (key) => factsOf(key)?.lineStarts ?? null,
    text: textOf,
  };
}
