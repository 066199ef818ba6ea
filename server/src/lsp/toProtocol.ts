/** From the engine's words to LSP's: findings to diagnostics, fixes to edits, hovers to hovers. Positions are in UTF-16 units. */
import {
  DiagnosticSeverity,
  MarkupKind,
  type Diagnostic,
  type Hover,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { DocumentKey } from '../base/documentKey';
import { rangeOf, type LineStarts } from '../base/span';
import type { Edit, Finding, Fix, Severity } from '../rules/rule';
import type { LanguageService } from '../service/languageService';
import type { Abilities } from './abilities';

/** What the conversions need to know of the outside. */
export interface ProtocolContext {
  readonly service: Pick<LanguageService, 'locate'>;
  readonly abilities: Abilities;
  uriOf(key: DocumentKey): string;
  /** False for a file that only the engine knows, to which no editor can go. */
  isOnDisk(key: DocumentKey): boolean;
  /** The address of a rule's page; null when there is none to link to. */
  pageOf(rule: string): string | null;
  /** The version of an open document; null when it is not open. */
  versionOf(key: DocumentKey): number | null;
}

/** The name under which an editor lists our diagnostics. */
const SOURCE = 'Django Relations';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** The diagnostic of a finding; null when its file is gone. */
export function toDiagnostic(finding: Finding, context: ProtocolContext): Diagnostic | null {
  const at = context.service.locate(finding.at);
  if (at === null) return null;
  const { abilities } = context;
  const page = abilities.codeDescription ? context.pageOf(finding.rule) : null;
  const related = abilities.relatedInformation
    ? finding.related.flatMap(({ at: place, message }) => {
        const there = context.service.locate(place);
        if (there === null || !context.isOnDisk(there.key)) return [];
        return [{ location: { uri: context.uriOf(there.key), range: rangeOf(there.lineStarts, there.span) }, message }];
      })
    : [];
  return {
    range: rangeOf(at.lineStarts, at.span),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    ...(page === null ? {} : { codeDescription: { href: page } }),
    source: SOURCE,
    message: [finding.message, finding.why, finding.help].filter((text) => text !== '').join('\n'),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

/** The edit of a fix, versioned where the editor can take that; null when one of its places is gone. */
export function toWorkspaceEdit(fix: Fix, context: ProtocolContext): WorkspaceEdit | null {
  const byFile = new Map<DocumentKey, TextEdit[]>();
  for (const edit of fix.edits) {
    const at = context.service.locate(edit.at);
    if (at === null) return null;
    const edits = byFile.get(at.key) ?? [];
    const from = edit.from === undefined ? at : context.service.locate(edit.from);
    if (from === null) return null;
    edits.push({ range: editedRange(edit, rangeOf(at.lineStarts, at.span), rangeOf(from.lineStarts, from.span)), newText: edit.newText });
    byFile.set(at.key, edits);
  }
  if (context.abilities.documentChanges)
    return {
      documentChanges: [...byFile].map(([key, edits]) => ({
        textDocument: { uri: context.uriOf(key), version: context.versionOf(key) },
        edits,
      })),
    };
  return { changes: Object.fromEntries([...byFile].map(([key, edits]) => [context.uriOf(key), edits])) };
}

function editedRange({ where }: Edit, range: Range, from: Range): Range {
  if (where === 'replaceFrom') return { start: from.end, end: range.end };
  if (where === 'before') return { start: range.start, end: range.start };
  if (where === 'after') return { start: range.end, end: range.end };
  return range;
}

/** The hover, in Markdown where the editor shows that, else as the same text. */
export function toHover(
  { markdown, span }: { readonly markdown: string; readonly span: { readonly start: number; readonly end: number } },
  lineStarts: LineStarts,
  abilities: Abilities,
): Hover {
  const kind = abilities.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: markdown }, range: rangeOf(lineStarts, span) };
}

/** True when the ranges share a position; an empty range at the other's edge counts. */
export function touches(left: Range, right: Range): boolean {
  return !isBefore(left.end, right.start) && !isBefore(right.end, left.start);
}

function isBefore(left: Range['start'], right: Range['start']): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}
