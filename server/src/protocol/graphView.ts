/**
 * One project's relation graph as a picture needs it: plain data that survives JSON, without places in files. Where something
 * stands is asked when a person goes there (graphMessages.ts), so an edit that only moves lines changes nothing here.
 * Imports nothing.
 */

/** `app_label.Model`; an abstract base has its dotted path instead, as it has no label in Django. Unique within a project. */
export type ModelId = string;

/** `app_label.Model.field`. Unique within a project. */
export type RelationId = string;

export interface GraphView {
  readonly project: ProjectSummary;
  /** The apps that hold a model of this view, sorted by label. */
  readonly apps: readonly AppView[];
  /** Abstract bases included. Sorted by app label, then in the order of their files. */
  readonly models: readonly ModelView[];
  /** Sorted by the model that holds them, then in the order written. Automatic parent links included. */
  readonly relations: readonly RelationView[];
  readonly inheritance: readonly InheritanceView[];
  readonly problems: readonly ProblemView[];
  /** What source text did not decide, one sentence each: where there is something, the picture may lack models. */
  readonly uncertain: readonly string[];
}

export interface ProjectSummary {
  /** Names the project in every message of the graph; stays the same while the server lives and after a restart. */
  readonly id: string;
  /** For people: the project's folder as the workspace calls it, `.` for the workspace itself. */
  readonly name: string;
  /** Dotted settings module, or null. */
  readonly settings: string | null;
  readonly models: number;
  readonly relations: number;
}

/** Where models come from: the project's own source, a package that is installed, or `django.contrib`. */
export type ModelOrigin = 'workspace' | 'installed' | 'contrib';

export interface AppView {
  readonly label: string;
  /** Dotted package; null where no installed app has the label. */
  readonly name: string | null;
  readonly origin: ModelOrigin;
  /** How many concrete models it has. */
  readonly models: number;
}

export interface ModelView {
  readonly id: ModelId;
  readonly name: string;
  readonly appLabel: string;
  readonly kind: 'model' | 'proxy' | 'abstract';
  readonly origin: ModelOrigin;
  /** False for `managed = False`. */
  readonly managed: boolean;
  /** The model that takes this one's place (AUTH_USER_MODEL), or null. */
  readonly swappedFor: ModelId | null;
  readonly table: string | null;
  /** True when this model stands between the two ends of a many-to-many relation that names it with `through=`. */
  readonly isThrough: boolean;
  /** Every field that the model itself has, relations among them, in Django's order. Those of concrete parents are theirs. */
  readonly fields: readonly FieldView[];
}

export interface FieldView {
  readonly name: string;
  /** Class of the field without its module: `CharField`. */
  readonly type: string;
  readonly key: 'primary' | 'unique' | null;
  readonly null: boolean;
  /** The relation that this field is, if it is one. */
  readonly relation: RelationId | null;
  /** Dotted path of the abstract base that gives it, or null. */
  readonly inheritedFrom: string | null;
}

export type RelationViewKind = 'many-to-one' | 'one-to-one' | 'many-to-many' | 'generic' | 'generic-reverse';

export interface RelationView {
  readonly id: RelationId;
  readonly from: ModelId;
  readonly field: string;
  readonly kind: RelationViewKind;
  readonly target: RelationTarget;
  /** Class of the field without its module: `ForeignKey`. */
  readonly type: string;
  readonly null: boolean;
  readonly unique: boolean;
  /** The reverse accessor on the target's instances; null when hidden, symmetrical or not known. */
  readonly accessor: string | null;
  /** The name in filters on the target; null when hidden. */
  readonly queryName: string | null;
  readonly onDelete: string | null;
  readonly symmetrical: boolean;
  /** True for the one-to-one of a multi-table child to its parent, written or automatic. */
  readonly parentLink: boolean;
  readonly through: ThroughView | null;
  /** Dotted path of the abstract base that declares it, or null. */
  readonly inheritedFrom: string | null;
  /** One plain sentence from both ends: `Each Book has one Author; one Author has many Books`. Text, not markup. */
  readonly words: string;
}

export type RelationTarget =
  | { readonly state: 'resolved'; readonly model: ModelId }
  /** A generic foreign key: any model. */
  | { readonly state: 'any' }
  | {
      /** Proven to be missing, one of several, outside of what is read, or decided when Python runs. */
      readonly state: 'unresolved' | 'ambiguous' | 'external' | 'dynamic';
      /** As written; may be empty. */
      readonly text: string;
      /** Why nothing more is known. Text, not markup. */
      readonly words: string;
    };

/** The model between the two ends of a many-to-many relation. */
export interface ThroughView {
  readonly model: ModelId;
  /** True for the one that Django makes: it is no model of this view, and folded into the line. */
  readonly automatic: boolean;
  /** The foreign keys of an explicit through model that lead to the holder and to the target; null where unclear. */
  readonly near: RelationId | null;
  readonly far: RelationId | null;
}

/** A child and a model that it extends or stands for; both are models of this view. */
export interface InheritanceView {
  readonly child: ModelId;
  readonly parent: ModelId;
  readonly kind: 'multi-table' | 'proxy' | 'abstract';
  /** The parent link of multi-table inheritance: it is drawn as this line, not as one of its own. */
  readonly parentLink: RelationId | null;
}

export interface ProblemView {
  /** Django's check ID, or the rule's name. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly help: string;
  /** Everything that the mistake touches, where it can be repaired first. At least one. */
  readonly ends: readonly ProblemEnd[];
}

export interface ProblemEnd {
  readonly model: ModelId;
  /** The field, also one that is no relation; null for the model as a whole. */
  readonly field: string | null;
}
