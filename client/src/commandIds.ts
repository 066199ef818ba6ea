/** The commands' names as package.json contributes them. */
export const commandIds = {
  explainProject: 'djangoRelations.explainProject',
  restartServer: 'djangoRelations.restartServer',
  showOutput: 'djangoRelations.showOutput',
} as const;
