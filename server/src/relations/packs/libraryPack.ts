/**
 * What well-known libraries make at run time, where no class statement of the project says it: plain data, one pack for each library.
 * Names in braces are filled in for the model that asks for it: `{model}` and in lower case `{model_name}`, the app
 * label `{app}`, the table `{table}` that fields find in its class body, the `{attribute}` to which the call is bound, and in lower case
 * the name of the model that is made, `{made_name}`.
 */

import type { SettingsClass } from '../../values/engine';

/** What one library makes: of each kind nothing where the pack says nothing. */
export interface LibraryPack {
  /** The distribution's name, and the versions for which this was held against the real library. */
  readonly library: string;
  readonly versions: string;
  /** Models that a call in a class body makes. */
  readonly models?: readonly MadeModel[];
  /** Fields that a base class gives to every concrete model that extends it. */
  readonly fields?: readonly MadeField[];
  /** Managers of tags: calls in class bodies that make a many-to-many relation, though they are no field of Django's. */
  readonly tags?: readonly MadeTags[];
  /** Models that a metaclass links to each other. */
  readonly families?: readonly MadeFamily[];
  /** What is made of models that apps list in a configuration. */
  readonly configured?: readonly MadeByConfig[];
  /** Names that a metaclass gives to the automatic links of multi-table children. */
  readonly links?: readonly NamedLink[];
  /** Classes whose attributes become settings where the project sets none of the name. */
  readonly settings?: readonly SettingsClass[];
}

export interface NamedLink {
  /** Dotted path of the parent. */
  readonly parent: string;
  readonly relatedName: string;
}

export interface MadeModel {
  /** The dotted path of the class that is called, or that it extends. */
  readonly call: string;
  /** Functions that module-level code calls with a model, or that decorate one, to the same end. */
  readonly registeredWith: readonly string[];
  readonly name: string;
  /** The keyword argument that names the model otherwise, or is called with the name of its holder; null when there is none. */
  readonly nameArgument: string | null;
  readonly table: string;
  /** The keyword argument that names the table otherwise, though not for what extends the holder of the call; null when there is none. */
  readonly tableArgument: string | null;
  /** The keyword argument with Meta options as a dictionary, of which `db_table` counts; null when there is none. */
  readonly metaArgument: string | null;
  /** The keyword argument that names the app otherwise, by its label or its package; null when there is none. */
  readonly appArgument: string | null;
  /** Arguments with which another model is made, of which nothing is said. */
  readonly otherwiseWith: readonly string[];
  readonly key: string;
  readonly relations: readonly MadeRelation[];
  /** Whether fields that are given as keyword arguments become fields of the model. */
  readonly takesFields: boolean;
  /** The keyword argument that lists classes which the model extends; null when there is none. */
  readonly basesArgument: string | null;
  /** Models that are made for many-to-many fields of the same model; null when none are. */
  readonly joins: MadeJoins | null;
  /**
   * Whether foreign keys are repeated, hidden and without constraint: those of the model and its parents, as null, or those of its own
   * table, as they are.
   */
  readonly repeats: 'all-as-null' | 'own' | 'none';
  /** Methods that decide what is repeated: of a class that extends the library's and has one of its own, nothing is said to be. */
  readonly repeatedBy: readonly string[];
  /** The argument that lists the fields which are not repeated; null when there is none. */
  readonly excludedWith: string | null;
  /** The argument without which a call in the body of a base makes nothing for what extends it; null when nothing does. */
  readonly inheritedWith: string | null;
}

export interface MadeRelation {
  readonly field: string;
  readonly className: string;
  /** `{owner}` for the model itself, `{user}` for AUTH_USER_MODEL, or a label. */
  readonly to: string;
  readonly onDelete: string;
  readonly null: boolean;
  readonly relatedName: string;
  /** The relation exists only where the call has this argument, whose text is then `{argument}`; null where it always does. */
  readonly onlyWith: string | null;
  /** The argument, else the setting, that says how it is made: None for not at all, or a call with another `related_name`. */
  readonly configuredBy?: { readonly argument: string; readonly setting: string };
  /** The arguments that say otherwise where it leads and what the way back is called, and the one with which it is not made. */
  readonly unless?: { readonly to: string; readonly relatedName: string; readonly given: string };
}

/**
 * Models with a copy of the foreign keys of a through model, and one to the model that is made for the holder of the field. They are named
 * after the through model as that one after its holder; where it has a name of its own, nothing is said of them.
 */
export interface MadeJoins {
  /** The keyword argument that lists the fields: their names, or the fields themselves. */
  readonly listedIn: string;
  /** The attribute of the model that lists further ones, and the keyword argument that names another one. */
  readonly attribute: { readonly name: string; readonly argument: string };
  readonly table: string;
  readonly key: string;
  /** The foreign key to the model that is made for the holder. */
  readonly back: string;
  readonly onDelete: string;
  readonly basesArgument: string;
}

export interface MadeField {
  /** Dotted paths of the base class. */
  readonly bases: readonly string[];
  readonly className: string;
  readonly field: string;
  /** An attribute of the class without which, or with an empty list in which, the field is not made; null when there is none. */
  readonly needs: string | null;
  /** The model that a GenericRelation of this name points at; the field exists where this is installed. */
  readonly genericTo: string;
}

/**
 * Models of one module, one of each kind, that are linked as soon as there is one of every kind: of several the one that was last then. A
 * field that a model has of its own is not made.
 */
export interface MadeFamily {
  /** Dotted paths of the bases by which a class statement says its kind; a class of the same name counts that extends one of them. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  readonly fields: readonly FamilyField[];
}

export interface FamilyField {
  /** Kind of the model that gets it. */
  readonly on: string;
  readonly field: string;
  readonly className: string;
  readonly kind: 'many-to-one' | 'one-to-one' | 'many-to-many';
  /** A kind, or `{user}` for AUTH_USER_MODEL. */
  readonly to: string;
  /** Kind of the through model; null where there is none. */
  readonly through: string | null;
  readonly onDelete: string;
  readonly null: boolean;
  /** As Django interpolates it; null for the name that Django gives. */
  readonly relatedName: string | null;
}

/** Of a model that a class in some module of its app lists, a library makes a proxy of one of its own, and a generic relation to that. */
export interface MadeByConfig {
  /** Name of the module, and the dotted path of what the class there extends. */
  readonly module: string;
  readonly base: string;
  /** The attribute without which, or with something false in which, the class is passed over. */
  readonly enabledBy: string;
  /** The attribute that lists calls, and the dotted paths of the classes that these call. */
  readonly listedIn: string;
  readonly calls: readonly { readonly path: string; readonly makesProxy: boolean }[];
  /** The argument that is the model, the first one where it has no keyword. */
  readonly argument: string;
  /** Label of the model that proxies stand for, and their name, with `{model}` for the one that is listed. */
  readonly of: string;
  readonly proxy: string;
  readonly generic: { readonly field: string; readonly className: string; readonly relatedQueryName: string };
}

export interface MadeTags {
  /** Dotted path of the class that is called, or that it extends. */
  readonly manager: string;
  /** The through model where the argument `through` names none. */
  readonly through: string;
  /** The foreign key of a through model that leads to the target. */
  readonly tag: string;
  /** The generic relation that a model gets whose through model points at anything. */
  readonly generic: string;
}
