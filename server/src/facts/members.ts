/** Reading class bodies. */
import type { Member } from './fileShape';

/** The member that Python would leave under this name: the last one bound; undefined when there is none. */
export function lastMember(members: readonly Member[], name: string): Member | undefined {
  return members.findLast((member) => member.name === name);
}
