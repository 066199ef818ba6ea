/** Quick fixes: the fixes of the findings that the request touches, the preferred ones first. */
import { CodeActionKind, type CodeAction, type CodeActionContext, type Range } from 'vscode-languageserver/node';
import type { DocumentKey } from '../base/documentKey';
import type { LanguageService } from '../service/languageService';
import { toDiagnostic, touches, toWorkspaceEdit, type ProtocolContext } from './toProtocol';

export interface CodeActionQuestion {
  readonly key: DocumentKey;
  readonly range: Range;
  readonly only: CodeActionContext['only'];
}

/** The quick fixes at a range; none when the editor asks for other kinds only, or cannot take actions with edits. */
export function codeActionsAt(
  { key, range, only }: CodeActionQuestion,
  service: Pick<LanguageService, 'analysis' | 'locate'>,
  context: ProtocolContext,
): CodeAction[] {
  if (!context.abilities.codeActionLiterals) return [];
  if (only !== undefined && !only.some((kind) => kind === CodeActionKind.Empty || kind === CodeActionKind.QuickFix)) return [];
  const found = new Map<string, FoundAction>();
  for (const finding of service.analysis().projects.flatMap(({ findings }) => findings)) {
    if (finding.at.file !== key) continue;
    const diagnostic = toDiagnostic(finding, context);
    if (diagnostic === null || !touches(diagnostic.range, range)) continue;
    for (const fix of finding.fixes) {
      const edit = toWorkspaceEdit(fix, context);
      if (edit === null) continue;
      const preferred = fix.preferred && context.abilities.preferredActions ? { isPreferred: true } : {};
      const action = { title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit, ...preferred };
      // Two projects that share a file find the same mistake, and offer the same repair.
      found.set(JSON.stringify([fix.title, edit]), { action, preferred: fix.preferred });
    }
  }
  const inOrder = [...found.values()];
  return [...inOrder.filter((one) => one.preferred), ...inOrder.filter((one) => !one.preferred)].map(({ action }) => action);
}

interface FoundAction {
  readonly action: CodeAction;
  readonly preferred: boolean;
}
