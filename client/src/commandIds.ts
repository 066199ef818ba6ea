/** The commands' names as package.json contributes them. */
export const commandIds = {
  showGraph: 'djangoRelations.showGraph',
  showGraphAroundCursor: 'djangoRelations.showGraphAroundCursor',
  /** Handed a position; the command of the lenses, in no menu. */
  showGraphAround: 'djangoRelations.showGraphAround',
  explainProject: 'djangoRelations.explainProject',
  restartServer: 'djangoRelations.restartServer',
  showOutput: 'djangoRelations.showOutput',
} as const;
