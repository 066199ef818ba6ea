/** What people call a project, above its picture and in lists. */
import type { ProjectSummary } from '../protocol/graphView';

/** Where it lies and its settings, as several projects may have either in common: `backend, config.settings`; `models` without both. */
export function projectTitle({ name, settings }: Pick<ProjectSummary, 'name' | 'settings'>): string {
  const parts = [name === '.' ? null : name, settings].filter((part) => part !== null);
  return parts.length === 0 ? 'models' : parts.join(', ');
}
