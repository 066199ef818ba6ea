/**
 * One life of the engine behind an editor: what changed is collected, and one worker takes it in, batch by batch. The first
 * reading goes in steps, so that the server stays responsive. Knows no connection: it is told what to do when something is new.
 */
import type { DocumentKey } from '../base/documentKey';
import { structuralEqual } from '../base/structuralEqual';
import type { Analysis, FileChange, LanguageService, OpenDocument, Settings } from '../service/languageService';
import { readSettings, type ReadSettings } from '../service/settings';

export interface SessionOptions {
  createService(options: ServiceRequest): Promise<LanguageService>;
  readonly listener: SessionListener;
}

export interface ServiceRequest {
  readonly roots: readonly DocumentKey[];
  readonly settings: Settings;
}

export interface SessionListener {
  /** Reading begins; the result is told how far it is (0 to 1), and that it ended. */
  scanning(): ScanProgress;
  /** A new state of the workspace. */
  analysed(service: LanguageService, analysis: Analysis, context: AnalysedContext): void;
  failed(error: unknown): void;
}

export interface AnalysedContext {
  /** The files that were touched since the last state. */
  readonly touched: ReadonlySet<DocumentKey>;
  /** Those under which it was made. */
  readonly settings: Settings;
}

export interface ScanProgress {
  report(fraction: number): void;
  done(): void;
}

export interface Session {
  /** Begins to work, with these folders and settings. */
  start(roots: readonly DocumentKey[], settings: ReadSettings): void;
  changeRoots(roots: readonly DocumentKey[]): void;
  configure(settings: ReadSettings): void;
  open(document: OpenDocument): void;
  close(key: DocumentKey): void;
  filesChanged(changes: readonly FileChange[]): void;
  /** Walks the folders again. */
  walkAgain(): void;
  /** The engine with everything taken in that the editor has said, after the first reading. Rejects when it cannot be made. */
  ready(): Promise<LanguageService>;
  stop(): void;
}

/** Longest stretch of reading without letting messages in. */
const STEP_MS = 15;

/** What is to be done, the greater after the lesser: a new engine walks the folders, and a walk ends with an analysis. */
const WORKS = ['nothing', 'analysis', 'walk', 'service'] as const;
type Work = (typeof WORKS)[number];

export function createSession({ createService, listener }: SessionOptions): Session {
  let request: ServiceRequest = { roots: [], settings: readSettings(null).settings };
  let delay = 0;
  let service: LanguageService | null = null;
  let state: 'waiting' | 'working' | 'stopped' = 'waiting';
  let due: Work = 'nothing';
  /** Calls off the work that is going to begin; null when none is. */
  let cancel: (() => void) | null = null;
  let waiting: (() => void)[] = [];
  let started = false;
  const open = new Map<DocumentKey, OpenDocument>();
  const changedDocuments = new Set<DocumentKey>();
  const fileChanges: FileChange[] = [];
  let touched = new Set<DocumentKey>();
  let failure: { readonly error: unknown } | null = null;

  function ask(wanted: Work): void {
    if (WORKS.indexOf(wanted) > WORKS.indexOf(due)) due = wanted;
    if (!started || state !== 'waiting' || cancel !== null) return;
    const begin = (): void => {
      cancel = null;
      void work();
    };
    // The first change begins the delay and later ones join it, so that steady typing is answered, too.
    if (delay === 0 || due !== 'analysis') {
      const soon = setImmediate(begin);
      cancel = () => {
        clearImmediate(soon);
      };
    } else {
      const later = setTimeout(begin, delay);
      cancel = () => {
        clearTimeout(later);
      };
    }
  }

  async function work(): Promise<void> {
    if (state !== 'waiting') return;
    state = 'working';
    try {
      while (due !== 'nothing' && !isStopped()) {
        if (due === 'service') await renew();
        if (due === 'walk' && service !== null) await walk(service);
        if (due === 'analysis' && service !== null) {
          due = 'nothing';
          takeIn(service);
          const files = touched;
          touched = new Set();
          listener.analysed(service, service.analysis(), { touched: files, settings: request.settings });
        }
        if (service === null) due = 'nothing';
      }
      failure = null;
    } catch (error) {
      due = 'nothing';
      failure = { error };
      listener.failed(error);
    } finally {
      if (!isStopped()) state = 'waiting';
      letGo();
    }
  }

  /** Lets those go on who wait for the worker to come to rest. */
  function letGo(): void {
    const all = waiting;
    waiting = [];
    for (const resume of all) resume();
  }

  async function renew(): Promise<void> {
    due = 'walk';
    const made = await createService(request);
    // They may have changed while the engine was made.
    made.configure(request.settings);
    for (const document of open.values()) made.open(document);
    service = made;
  }

  /** Whether something came meanwhile that makes the reading under way worthless. */
  function isOutdated(): boolean {
    return due !== 'analysis' || isStopped();
  }

  async function walk(current: LanguageService): Promise<void> {
    due = 'analysis';
    const progress = listener.scanning();
    try {
      let last = performance.now();
      for (const fraction of current.scan()) {
        if (performance.now() - last < STEP_MS) continue;
        progress.report(fraction);
        await new Promise((resolve) => setImmediate(resolve));
        last = performance.now();
        if (isOutdated()) return;
      }
    } finally {
      progress.done();
    }
  }

  /** Hands over what has been collected since the last time, as one batch. */
  function takeIn(current: LanguageService): void {
    for (const key of changedDocuments) {
      const document = open.get(key);
      if (document === undefined) current.close(key);
      else current.open(document);
      touched.add(key);
    }
    changedDocuments.clear();
    if (fileChanges.length === 0) return;
    const batch = fileChanges.splice(0);
    for (const { key } of batch) touched.add(key);
    current.filesChanged(batch);
  }

  // A function of its own, because `stop` may be called at every await.
  function isStopped(): boolean {
    return state === 'stopped';
  }

  return {
    start(roots, { settings, diagnosticsDelay }) {
      request = { roots, settings };
      delay = diagnosticsDelay;
      started = true;
      ask('service');
    },
    changeRoots(roots) {
      if (structuralEqual(roots, request.roots)) return;
      request = { ...request, roots };
      ask('service');
    },
    configure({ settings, diagnosticsDelay }) {
      delay = diagnosticsDelay;
      if (structuralEqual(settings, request.settings)) return;
      const { exclude, maxFiles } = request.settings;
      request = { ...request, settings };
      service?.configure(settings);
      ask(maxFiles === settings.maxFiles && structuralEqual(exclude, settings.exclude) ? 'analysis' : 'walk');
    },
    open(document) {
      open.set(document.key, document);
      changedDocuments.add(document.key);
      ask('analysis');
    },
    close(key) {
      if (!open.delete(key)) return;
      changedDocuments.add(key);
      ask('analysis');
    },
    filesChanged(changes) {
      if (changes.length === 0) return;
      fileChanges.push(...changes);
      ask('analysis');
    },
    walkAgain() {
      ask('walk');
    },
    async ready() {
      while (!isStopped() && (!started || state === 'working' || due === 'walk' || due === 'service'))
        await new Promise<void>((resolve) => waiting.push(resolve));
      if (isStopped()) throw new Error('the server has been shut down');
      if (failure !== null && service === null) throw failure.error;
      if (service === null) throw new Error('the engine did not start');
      takeIn(service);
      return service;
    },
    stop() {
      state = 'stopped';
      cancel?.();
      cancel = null;
      letGo();
    },
  };
}
