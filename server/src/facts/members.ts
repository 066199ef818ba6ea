/** Reading class bodies. */
import type { Member } from './fileShape';

/** The member that Python would leave under this name: the last one bound; undefined when there is none. */
export function lastMember(members: readonly Member[], name: string): Member | undefined {
  let at = members.length - 1;
  while (at >= 0 && members[at]?.name !== name) at--;
  return members[at];
}
