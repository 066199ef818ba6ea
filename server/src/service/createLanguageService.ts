/** The whole facade, for those who show more than an analysis. */
import type { DocumentKey } from '../base/documentKey';
import type { Span } from '../base/span';
import { hoverTargetsOf, type HoverTarget } from '../features/hover';
import type { Hover } from '../features/shown';
import { explainName, explainWorkspace } from './explanations';
import type { Engine, LanguageService } from './languageService';
import { createEngine, type EngineOptions } from './workspaceState';

/** Creates the service. Nothing is read before `scan` or the first `analysis`. */
export function createLanguageService(options: EngineOptions): LanguageService {
  const { toExplain, ...engine } = createEngine(options);
  return {
    ...engine,
    hover: (key, offset) => hoverAt(engine, key, offset),
    explainProject: () => explainWorkspace(toExplain()),
    explain: (what) => explainName(toExplain(), what),
  };
}

function hoverAt(engine: Pick<Engine, 'analysis' | 'locate'>, key: DocumentKey, offset: number): Hover | null {
  let best: { readonly target: HoverTarget; readonly span: Span } | null = null;
  for (const project of engine.analysis().projects) {
    for (const target of hoverTargetsOf(project, key, project.findings)) {
      const span = engine.locate(target.at)?.span;
      if (span === undefined || offset < span.start || offset > span.end) continue;
      if (best === null || span.end - span.start < best.span.end - best.span.start) best = { target, span };
    }
  }
  return best === null ? null : { markdown: best.target.card(), span: best.span };
}
