/**
 * The names that a relation leaves on its target. Follows RelatedField.contribute_to_class, ManyToManyField.contribute_to_class
 * (django/db/models/fields/related.py) and ForeignObjectRel.get_accessor_name (reverse_related.py).
 */
import type { RelationKind } from './graph';

export interface ReverseNames {
  /** The attribute on the target's instances; null when hidden, and for symmetrical relations. */
  readonly accessor: string | null;
  /** The name in filters; null when hidden. */
  readonly queryName: string | null;
  /** Django's `related_query_name()`, also where hidden. */
  readonly relatedQueryName: string;
  /** `related_name` after interpolation; null when none is given. */
  readonly relatedName: string | null;
}

export interface NamedRelation {
  readonly kind: RelationKind;
  readonly field: string;
  readonly symmetrical: boolean;
  /** `related_name` as written, else `Meta.default_related_name`; null when neither is given. */
  readonly relatedName: string | null;
  readonly relatedQueryName: string | null;
  /** The concrete class that holds the relation. */
  readonly modelName: string;
  readonly appLabel: string;
}

/** Computes the reverse names of one relation on one concrete model. */
export function reverseNames(relation: NamedRelation): ReverseNames {
  if (relation.symmetrical) {
    const hidden = `${relation.field}_rel_+`;
    return {
      accessor: null,
      queryName: null,
      relatedQueryName: interpolated(relation.relatedQueryName, relation) ?? hidden,
      relatedName: hidden,
    };
  }
  const name = interpolated(relation.relatedName, relation);
  const hidden = name?.endsWith('+') === true;
  const relatedName =
    hidden && relation.kind === 'many-to-many' ? `_${relation.appLabel}_${lowerName(relation)}_${relation.field}_+` : name;
  const relatedQueryName = interpolated(relation.relatedQueryName, relation) ?? relatedName ?? lowerName(relation);
  return {
    accessor: hidden ? null : (relatedName ?? (relation.kind === 'one-to-one' ? lowerName(relation) : `${lowerName(relation)}_set`)),
    queryName: hidden ? null : relatedQueryName,
    relatedQueryName,
    relatedName,
  };
}

/** Django's `model_name`. */
function lowerName({ modelName }: NamedRelation): string {
  return modelName.toLowerCase();
}

/** `%(class)s`, `%(model_name)s` and `%(app_label)s`, in lower case, as Django fills them in. */
function interpolated(name: string | null, { modelName, appLabel }: NamedRelation): string | null {
  if (name === null || name === '') return null;
  if (!name.includes('%')) return name;
  return name
    .replaceAll(/%\((class|model_name)\)s/g, modelName.toLowerCase())
    .replaceAll('%(app_label)s', appLabel.toLowerCase())
    .replaceAll('%%', '%');
}
