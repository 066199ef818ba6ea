/** Which projects are worth telling of. */
import type { Analysed } from '../relations/analysed';

/** True when there is something of Django in the project: settings, or a model of one's own. */
export function holdsDjango({ project, graph }: Analysed): boolean {
  if (project.settings !== null) return true;
  for (const models of [graph.models, graph.abstractModels])
    for (const { origin } of models.values()) if (origin === 'workspace') return true;
  return false;
}
