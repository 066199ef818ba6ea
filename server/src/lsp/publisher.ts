/**
 * Keeps what the editor was last told about each file, and sends only what differs: an empty list where findings went away,
 * nothing where nothing changed. While the findings stay the same ones, only touched files are looked at again.
 */
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { DocumentKey } from '../base/documentKey';
import { structuralEqual } from '../base/structuralEqual';
import type { Finding } from '../rules/rule';
import type { Analysis } from '../service/languageService';
import { toDiagnostic, type ProtocolContext } from './toProtocol';

export interface Publisher {
  /** Brings the editor up to date. `touched` are the files whose text may have changed, or that were opened or closed. */
  publish(analysis: Analysis, touched: ReadonlySet<DocumentKey>, context: ProtocolContext): void;
  /** Renders everything again next time: the places, the settings or the spelling of files may have changed as a whole. */
  reset(): void;
  /** How many diagnostics the editor shows now. */
  shown(): number;
}

interface Sent {
  readonly diagnostics: readonly Diagnostic[];
  readonly version: number | null;
}

interface FindingIndex {
  /** The lists that the index was made from, to see by identity whether it still holds. */
  readonly lists: readonly (readonly Finding[])[];
  readonly byFile: ReadonlyMap<DocumentKey, readonly Finding[]>;
  /** Files whose findings point into a file. */
  readonly pointingInto: ReadonlyMap<DocumentKey, ReadonlySet<DocumentKey>>;
}

export function createPublisher(send: (params: PublishDiagnosticsParams) => void): Publisher {
  const sent = new Map<DocumentKey, Sent>();
  let index: FindingIndex | null = null;

  function bringUpToDate(file: DocumentKey, findings: readonly Finding[], context: ProtocolContext): void {
    const diagnostics = withoutRepeats(findings.flatMap((finding) => toDiagnostic(finding, context) ?? []));
    const version = context.abilities.diagnosticVersions ? context.versionOf(file) : null;
    const before = sent.get(file);
    if (before === undefined && diagnostics.length === 0) return;
    const newVersion = version !== null && version !== before?.version && diagnostics.length > 0;
    if (before !== undefined && !newVersion && structuralEqual(before.diagnostics, diagnostics)) return;
    if (diagnostics.length === 0) sent.delete(file);
    else sent.set(file, { diagnostics, version });
    send({ uri: context.uriOf(file), ...(version === null ? {} : { version }), diagnostics });
  }

  return {
    publish(analysis, touched, context) {
      const lists = analysis.projects.map(({ findings }) => findings);
      const same = index !== null && sameLists(index.lists, lists);
      const current = same && index !== null ? index : indexOf(lists);
      const files = same ? affected(current, touched) : new Set([...sent.keys(), ...current.byFile.keys()]);
      index = current;
      for (const file of files) bringUpToDate(file, current.byFile.get(file) ?? [], context);
    },
    reset() {
      index = null;
    },
    shown() {
      let total = 0;
      for (const { diagnostics } of sent.values()) total += diagnostics.length;
      return total;
    },
  };
}

function sameLists(before: readonly (readonly Finding[])[], now: readonly (readonly Finding[])[]): boolean {
  return before.length === now.length && before.every((list, at) => list === now[at]);
}

function indexOf(lists: readonly (readonly Finding[])[]): FindingIndex {
  const byFile = new Map<DocumentKey, Finding[]>();
  const pointingInto = new Map<DocumentKey, Set<DocumentKey>>();
  for (const finding of lists.flat()) {
    const { file } = finding.at;
    const findings = byFile.get(file);
    if (findings === undefined) byFile.set(file, [finding]);
    else findings.push(finding);
    for (const { at } of finding.related) {
      const pointing = pointingInto.get(at.file);
      if (pointing === undefined) pointingInto.set(at.file, new Set([file]));
      else pointing.add(file);
    }
  }
  return { lists, byFile, pointingInto };
}

function affected(index: FindingIndex, touched: ReadonlySet<DocumentKey>): ReadonlySet<DocumentKey> {
  const files = new Set(touched);
  for (const file of touched) for (const pointing of index.pointingInto.get(file) ?? []) files.add(pointing);
  return files;
}

/** A file that two projects share is reported by both; a person needs to hear it once. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const kept: Diagnostic[] = [];
  for (const one of diagnostics) if (!kept.some((other) => structuralEqual(other, one))) kept.push(one);
  return kept;
}
