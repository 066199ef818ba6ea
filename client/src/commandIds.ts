/** The commands' names as package.json contributes them. */
export const commandIds = {
  showGraph: 'djangoRelations.showGraph',
  showGraphAroundCursor: 'djangoRelations.showGraphAroundCursor',
  explainProject: 'djangoRelations.explainProject',
  restartServer: 'djangoRelations.restartServer',
  showOutput: 'djangoRelations.showOutput',
} as const;
