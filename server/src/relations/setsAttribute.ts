/** What the text of a function tells before anybody runs it. */
import type { Assignment } from '../syntax/python';

/** `….name = …` anywhere in these statements. */
export function setsAttribute(part: object, name: string): boolean {
  const { kind, targets } = part as Partial<Assignment>;
  if (kind === 'assignment' && targets?.some((target) => target.kind === 'attribute' && target.name === name) === true) return true;
  return Object.values(part).some((inner) => typeof inner === 'object' && inner !== null && setsAttribute(inner as object, name));
}
