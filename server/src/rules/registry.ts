/** The list of rules, in the order of the documentation. */
import { invalidReverseName } from './invalidReverseName';
import { missingOnDelete } from './missingOnDelete';
import { onDeleteNotCallable } from './onDeleteNotCallable';
import { onDeleteOnManyToMany } from './onDeleteOnManyToMany';
import { reverseNameClash } from './reverseNameClash';
import type { Rule } from './rule';
import { setDefaultWithoutDefault } from './setDefaultWithoutDefault';
import { setNullWithoutNull } from './setNullWithoutNull';
import { swappedTarget } from './swappedTarget';
import { targetAboveItsClass } from './targetAboveItsClass';
import { uniqueForeignKey } from './uniqueForeignKey';
import { unresolvedTarget } from './unresolvedTarget';

/** Every rule. A rule is one file, one page, one line here and one page of specs. */
export const rules: readonly Rule[] = [
  missingOnDelete,
  onDeleteNotCallable,
  onDeleteOnManyToMany,
  targetAboveItsClass,
  unresolvedTarget,
  swappedTarget,
  reverseNameClash,
  invalidReverseName,
  setNullWithoutNull,
  setDefaultWithoutDefault,
  uniqueForeignKey,
];
