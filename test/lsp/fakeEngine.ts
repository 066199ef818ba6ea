/**
 * An engine for talking about the conversation alone: it knows one mistake, the word BAD, and one repair, GOOD. A finding
 * points at the word, and its other end is the first line of the next file.
 */
import { isInside, type DocumentKey } from '../../server/src/base/documentKey';
import { lineStartsOf } from '../../server/src/base/span';
import type { RelationGraph } from '../../server/src/relations/graph';
import type { Finding } from '../../server/src/rules/rule';
import type { LanguageService, ProjectAnalysis, Settings } from '../../server/src/service/languageService';
import type { SourceNotice } from '../../server/src/source/host';

export interface FakeDisk {
  readonly files: Map<DocumentKey, string>;
  /** Throws at the next analysis when set. */
  broken: boolean;
  /** How often the folders were walked. */
  walks: number;
  analyses: number;
}

export function createDisk(files: Readonly<Record<string, string>>): FakeDisk {
  return { files: new Map(Object.entries(files) as [DocumentKey, string][]), broken: false, walks: 0, analyses: 0 };
}

export interface FakeRequest {
  readonly roots: readonly DocumentKey[];
  readonly settings: Settings;
}

export function createFakeEngine(disk: FakeDisk, { roots, settings: first }: FakeRequest): LanguageService {
  const open = new Map<DocumentKey, string>();
  let settings = first;
  let known = new Map<DocumentKey, string>();
  let scanned = false;
  let revision = 0;
  let before: { readonly shape: string; readonly projects: readonly ProjectAnalysis[] } | null = null;

  const text = (key: DocumentKey): string | null => open.get(key) ?? known.get(key) ?? null;
  const files = (): DocumentKey[] => [...new Set([...known.keys(), ...open.keys()])].sort();
  const offsets = (key: DocumentKey): number[] => [...(text(key) ?? '').matchAll(/BAD/g)].map(({ index }) => index);

  function findingsIn(key: DocumentKey, next: DocumentKey | undefined): Finding[] {
    return offsets(key).map((_, id) => ({
      code: 'fields.E304',
      rule: 'reverse-name-clash',
      severity: 'error',
      message: 'BAD is bad.',
      why: 'It hurts.',
      help: 'Write GOOD.',
      at: { file: key, id },
      model: null,
      field: null,
      related: next === undefined || next === key ? [] : [{ at: { file: next, id: -1 }, message: 'The other end.' }],
      models: [],
      covers: [],
      fixes: [
        { title: 'Say nothing', preferred: false, edits: [{ at: { file: key, id }, where: 'replace', newText: '' }] },
        { title: 'Write GOOD', preferred: true, edits: [{ at: { file: key, id }, where: 'replace', newText: 'GOOD' }] },
      ],
    }));
  }

  function projects(): readonly ProjectAnalysis[] {
    const all = files();
    const findings = settings.ignore.includes('fields.E304') ? [] : all.flatMap((key, at) => findingsIn(key, all[(at + 1) % all.length]));
    const shape = JSON.stringify(findings);
    // As in the real engine: while nothing but places changed, the findings are the same ones.
    if (before?.shape !== shape) before = { shape, projects: [{ project: PROJECT, graph: GRAPH, findings }] };
    return before.projects;
  }

  function notices(): readonly SourceNotice[] {
    const key = '/x.py' as DocumentKey;
    const { python, interpreters } = settings;
    return [
      ...(known.size > 3 ? [{ kind: 'unreadable', key, message: 'x.py cannot be opened.' } as const] : []),
      ...(python === null ? [] : [{ kind: 'setting', key, message: `${python} is no Python.` } as const]),
      ...Object.values(interpreters).map((path) => ({ kind: 'environment', key, message: `${path} is empty.` }) as const),
    ];
  }

  return {
    open: (document) => void open.set(document.key, document.text),
    close: (key) => void open.delete(key),
    filesChanged(changes) {
      for (const { key, kind } of changes) {
        const now = disk.files.get(key);
        if (kind === 'deleted' || now === undefined) for (const file of [...known.keys()]) if (isInside(key, file)) known.delete(file);
        if (kind !== 'deleted' && now !== undefined) known.set(key, now);
      }
    },
    configure(next) {
      settings = next;
    },
    *scan() {
      disk.walks++;
      scanned = false;
      known = new Map();
      const all = [...disk.files].filter(([key]) => roots.some((root) => isInside(root, key)));
      for (const [at, [key, content]] of all.entries()) {
        known.set(key, content);
        const end = performance.now() + 20;
        while (performance.now() < end);
        yield (at + 1) / all.length;
      }
      scanned = true;
    },
    analysis() {
      disk.analyses++;
      if (disk.broken) throw new Error('the engine is broken');
      if (!scanned) throw new Error('asked before the first reading');
      revision++;
      return {
        revision,
        projects: projects(),
        notices: notices(),
        stats: { files: known.size, bytes: 0, parsed: 0, installed: 0, models: 2, relations: 1 },
      };
    },
    locate({ file, id }) {
      const content = text(file);
      if (content === null) return null;
      const start = id === -1 ? 0 : offsets(file)[id];
      return start === undefined ? null : { key: file, span: { start, end: start + 3 }, lineStarts: lineStartsOf(content) };
    },
    hover(key, offset) {
      const word = (text(key) ?? '').slice(offset, offset + 3);
      return word === 'BAD' ? { markdown: '**BAD** is a bad word.', span: { start: offset, end: offset + 3 } } : null;
    },
    lineStarts: (key) => lineStartsOf(text(key) ?? ''),
    text,
    explainProject: () => `# One project of ${String(roots.length)} folders`,
    explain: () => null,
  };
}

const PROJECT: ProjectAnalysis['project'] = {
  name: '.',
  root: '/shop' as DocumentKey,
  settings: 'config.settings',
  authUserModel: 'auth.User',
  authUserModelKnown: true,
  apps: [],
  installedAppsKnown: true,
  django: { version: '5.2', from: 'newest known' },
  environment: null,
  uncertain: [],
};

const GRAPH: RelationGraph = {
  models: new Map(),
  abstractModels: new Map(),
  relations: [],
  declared: [],
  relationById: new Map(),
  relationsFrom: new Map(),
  relationsTo: new Map(),
  children: new Map(),
};
