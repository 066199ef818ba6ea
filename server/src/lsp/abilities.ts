/** What the editor at the other end can do, read once from its `initialize` request. */
import { MarkupKind, type ClientCapabilities } from 'vscode-languageserver/node';

export interface Abilities {
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean;
  readonly watchesConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  /** It can be told to ask for code lenses again. */
  readonly refreshesLenses: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticVersions: boolean;
  readonly markdownHover: boolean;
  /** Workspace edits may carry document versions. */
  readonly documentChanges: boolean;
  /** Code actions may be more than commands. */
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
}

/** What an editor does not say it cannot do. */
export function readAbilities({ workspace, textDocument, window }: ClientCapabilities): Abilities {
  const diagnostics = textDocument?.publishDiagnostics;
  return {
    configuration: workspace?.configuration ?? false,
    watchesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    progress: window?.workDoneProgress ?? false,
    refreshesLenses: workspace?.codeLens?.refreshSupport ?? false,
    relatedInformation: diagnostics?.relatedInformation ?? false,
    codeDescription: diagnostics?.codeDescriptionSupport ?? false,
    diagnosticVersions: diagnostics?.versionSupport ?? false,
    // An editor that says nothing of formats shows Markdown in practice; only one that lists others is believed.
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? true,
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preferredActions: textDocument?.codeAction?.isPreferredSupport ?? false,
  };
}
