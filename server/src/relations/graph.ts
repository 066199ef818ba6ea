/** The relation graph: every model and relation as Django's app registry would hold it, as plain data. */
import type { DocumentKey } from '../base/documentKey';
import type { NodeId } from '../syntax/python';

/** A node in a file; its offsets are looked up in the file's spans when it is shown. */
export interface Place {
  readonly file: DocumentKey;
  readonly id: NodeId;
}

/** `app_label.Model`, as Django writes it (`Options.label`). Unique within a project. */
export type ModelLabel = string;

/** Where a class comes from: the project's own source, site-packages, or what is known of Django without its source. */
export type Origin = 'workspace' | 'installed' | 'builtin';

export interface Model {
  readonly label: ModelLabel;
  readonly name: string;
  readonly appLabel: string;
  /** Dotted module of the class statement. */
  readonly module: string;
  /** The class's name in its statement; null for a model known without source. */
  readonly at: Place | null;
  readonly abstract: boolean;
  readonly proxy: boolean;
  readonly managed: boolean;
  /** `Meta.swappable`'s setting value when the model is swapped out, else null. */
  readonly swapped: ModelLabel | null;
  readonly dbTable: string;
  /** Name of the primary key field, also when inherited. Null for abstract models without one. */
  readonly pk: string | null;
  /** Labels of the direct model bases, in the order written (dotted paths for bases outside the project). */
  readonly bases: readonly string[];
  /** Names of all managers, inherited ones included. */
  readonly managers: readonly string[];
  /** Own fields and those that abstract bases give; fields of concrete parents are theirs. Relations included. */
  readonly fields: readonly Field[];
  readonly origin: Origin;
  /** False when a base or a member of the class could not be followed: then nothing is proven by what is absent here. */
  readonly complete: boolean;
  /** True when a condition decides whether the class exists or what it extends, or a setting that is not known may swap it out. */
  readonly conditional: boolean;
}

export interface Field {
  readonly name: string;
  /** The attribute that holds the value: `author_id` for a foreign key named `author` (Django's `attname`). */
  readonly attname: string;
  /** Name of the field class as written, without its module: `CharField`. */
  readonly className: string;
  /** Null where no column exists (many-to-many, generic). */
  readonly column: string | null;
  readonly null: boolean;
  readonly unique: boolean;
  readonly primaryKey: boolean;
  readonly at: Place | null;
  /** Label of the abstract base that declares it (`module.Class`), else null. */
  readonly inheritedFrom: string | null;
  /** True when its statement or its class stands under a condition: then it may not exist. */
  readonly conditional: boolean;
}

export type RelationKind = 'many-to-one' | 'one-to-one' | 'many-to-many' | 'generic' | 'generic-reverse';

/** What the target of a relation turned out to be. Only `resolved` and a reason of `unresolved` prove anything. */
export type Target =
  /** `perhaps` where a condition decides between this model and something else. */
  | { readonly kind: 'resolved'; readonly label: ModelLabel; readonly perhaps?: true }
  | {
      readonly kind: 'unresolved';
      readonly text: string;
      readonly reason: UnresolvedReason;
      /** The model that was meant, where that is known (a class named too early, an abstract class's dotted path). */
      readonly meant: ModelLabel | null;
    }
  | { readonly kind: 'ambiguous'; readonly text: string; readonly candidates: readonly ModelLabel[] }
  /** `automatic` for the model that Django makes between the two ends of a many-to-many field, by its label. */
  | { readonly kind: 'external'; readonly text: string; readonly automatic?: true }
  | { readonly kind: 'dynamic'; readonly text: string };

export type UnresolvedReason =
  /** The app is known completely and has no such model. */
  | 'no-such-model'
  /** INSTALLED_APPS is known and no app has this label. */
  | 'no-such-app'
  /** The target is an abstract class. */
  | 'abstract'
  /** The target is a class that no installed app holds. */
  | 'not-installed'
  /** The target is named above its class statement, or inside it: Python raises NameError. */
  | 'used-before-definition';

export interface Relation {
  /** `shop.Order.customer`: unique within a project. */
  readonly id: string;
  readonly from: ModelLabel;
  readonly field: string;
  readonly kind: RelationKind;
  readonly target: Target;
  /** Field class as written, without its module. */
  readonly className: string;
  /** CASCADE, SET_NULL …; the source text when it is something else callable; null when absent or many-to-many. */
  readonly onDelete: string | null;
  /** The attribute on the target's instances; null when hidden. */
  readonly accessor: string | null;
  /** The name in filters on the target; null when hidden (`related_name` ends with `+`). */
  readonly queryName: string | null;
  /** Django's `related_query_name()`: as `queryName`, but also where the relation is hidden (then possibly ending in `+`). */
  readonly relatedQueryName: string;
  /** False when the field's class or one of its names could not be followed: it is shown, but proves nothing. */
  readonly certain: boolean;
  /** True when its statement, its class or its model stands under a condition (`if`, `try` …): then it may not exist. */
  readonly conditional: boolean;
  /** `related_name` as Django holds it after interpolation, also hidden forms; null when none is given. */
  readonly relatedName: string | null;
  /** Label of the through model (`shop.Order_tags` for an automatic one); null unless many-to-many. */
  readonly through: ModelLabel | null;
  readonly throughAuto: boolean;
  /** The join table's name; null unless many-to-many. */
  readonly joinTable: string | null;
  readonly null: boolean;
  readonly unique: boolean;
  /** Null where the relation has no column of its own: many-to-many, generic, and ForeignObject, of which Django checks less. */
  readonly column: string | null;
  readonly toField: string | null;
  readonly parentLink: boolean;
  readonly symmetrical: boolean;
  /** Dotted path of the abstract base that declares it, else null. */
  readonly inheritedFrom: string | null;
  /** Where it is written; null for automatic parent links and for models known without source. */
  readonly written: WrittenRelation | null;
  /** The name of the call that makes a library make it. */
  readonly madeBy?: Place;
}

/** The source of one relation field: the places that findings, hovers and fixes point at. */
export interface WrittenRelation {
  /** The whole assignment. */
  readonly statement: Place;
  /** The field's name. */
  readonly name: Place;
  /** The field class in the call (`ForeignKey` of `models.ForeignKey`). */
  readonly className: Place;
  /** The call, from the class to the closing parenthesis. */
  readonly call: Place;
  /** The target's expression; null when missing. */
  readonly target: Place | null;
  readonly targetText: string;
  /** Names of the arguments that were given, as Django knows them, positional ones included (`to`, `on_delete`). */
  readonly argumentNames: readonly string[];
  /** Each argument by its name; looked at when somebody asks. */
  readonly args: Readonly<Record<string, WrittenArgument>>;
  /** Prefix under which this file reaches `django.db.models`: `models.`, `m.`, or empty when names are imported from it. */
  readonly modelsPrefix: string;
  /** The file's `from django.db.models import …`, so that a fix can add a name to it; null when there is none. */
  readonly importedNames: { readonly last: Place; readonly names: readonly string[] } | null;
  /** True when `*args` or `**kwargs` hide some arguments: then absence proves nothing. */
  readonly openArguments: boolean;
  /** True when the statement or its class stands under a condition: then Python may never get there. */
  readonly conditional: boolean;
  /** The class statement that holds it. */
  readonly owner: Place;
  /** Dotted path of the class that holds it: `shop.models.Order`. */
  readonly ownerPath: string;
}

export interface WrittenArgument {
  /** The whole argument, keyword included. */
  readonly at: Place;
  readonly value: Place;
  /** One line of Python for the value. */
  readonly text: string;
  readonly valueKind: 'string' | 'number' | 'constant' | 'name' | 'attribute' | 'call' | 'lambda' | 'list' | 'tuple' | 'dict' | 'other';
  /** The string, True, False or None that the value is known to have, also through names; undefined when not known. */
  readonly known: string | boolean | null | undefined;
  /** Dotted path of what the value (for a call: the called thing) refers to outside the workspace: `django.db.models.CASCADE`. */
  readonly refersTo: string | null;
}

export interface RelationGraph {
  readonly models: ReadonlyMap<ModelLabel, Model>;
  /** Abstract models by dotted path: they have no identity in Django's registry. */
  readonly abstractModels: ReadonlyMap<string, Model>;
  /** Sorted by place. */
  readonly relations: readonly Relation[];
  /**
   * One relation for each that is written, for checks of the written field alone: that of the class itself, else the first
   * that inherits it; for an abstract base without concrete children the base's own, whose `from` is its dotted path.
   * What is only perhaps loaded is left out.
   */
  readonly declared: readonly Relation[];
  readonly relationById: ReadonlyMap<string, Relation>;
  /** Relations by the label of the model that holds them. */
  readonly relationsFrom: ReadonlyMap<ModelLabel, readonly Relation[]>;
  /** Resolved relations by the label of their target. */
  readonly relationsTo: ReadonlyMap<ModelLabel, readonly Relation[]>;
  /** Models that inherit from a model directly through multi-table inheritance or as proxies. */
  readonly children: ReadonlyMap<ModelLabel, readonly ModelLabel[]>;
}
