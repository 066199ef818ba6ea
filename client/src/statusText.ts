/** What the status bar says. Knows nothing of VS Code, so that it can be read and tested alone. */
import type { ServerStatus } from '../../server/src/protocol/customMessages';

export interface StatusText {
  /** With VS Code's `$(icon)` notation. */
  readonly text: string;
  readonly tooltip: string;
  /** For screen readers, without icons. */
  readonly spoken: string;
}

/** The words for a status of the server. */
export function describeStatus(status: ServerStatus): StatusText {
  if (status.state === 'scanning')
    return {
      text: '$(sync~spin) Django Relations',
      tooltip: 'Django Relations is reading the workspace.',
      spoken: 'Django Relations is reading the workspace',
    };
  if (status.projects === 0)
    return {
      text: '$(type-hierarchy) No Django project',
      tooltip: 'Django Relations found no Django project here. Click to see where it looked.',
      spoken: 'Django Relations found no Django project',
    };
  const figures = [
    count(status.models, 'model', 'models'),
    count(status.relations, 'relation', 'relations'),
    count(status.problems, 'problem', 'problems'),
  ];
  return {
    text: `$(type-hierarchy) ${figures.join(', ')}`,
    tooltip: `Django Relations: ${figures.join(', ')} in ${count(status.projects, 'project', 'projects')}. Click to see what was found and why.`,
    spoken: `Django Relations: ${figures.join(', ')}`,
  };
}

function count(amount: number, one: string, many: string): string {
  return amount === 0 ? `no ${many}` : `${String(amount)} ${amount === 1 ? one : many}`;
}
