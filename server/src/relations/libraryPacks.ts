/**
 * What well-known libraries make at run time, where no class statement of the project says it: plain data, one pack for each library.
 * Names in braces are filled in for the model that asks for it: `{model}` and in lower case `{model_name}`, its app
 * label `{app}`, the table `{table}` that fields find in its class body, and the `{attribute}` to which the call is bound.
 */

export interface LibraryPack {
  /** The distribution's name, and the versions for which this was held against the real library. */
  readonly library: string;
  readonly versions: string;
  /** Models that a call in a class body makes. */
  readonly models: readonly MadeModel[];
  /** Fields that a base class gives to every concrete model that extends it. */
  readonly fields: readonly MadeField[];
  /** Managers of tags: calls in class bodies that make a many-to-many relation, though they are no field of Django's. */
  readonly tags: readonly MadeTags[];
  /** Names that a metaclass gives to the automatic links of multi-table children. */
  readonly links: readonly NamedLink[];
}

export interface NamedLink {
  /** Dotted path of the parent. */
  readonly parent: string;
  readonly relatedName: string;
}

export interface MadeModel {
  /** The dotted path of the class that is called, or that it extends. */
  readonly call: string;
  /** A function that module-level code calls with a model, to the same end; null when there is none. */
  readonly registeredWith: string | null;
  readonly name: string;
  /** The keyword argument that names the model otherwise; null when there is none. */
  readonly nameArgument: string | null;
  readonly table: string;
  /** The keyword argument that names the table otherwise; null when there is none. */
  readonly tableArgument: string | null;
  readonly key: string;
  readonly relations: readonly MadeRelation[];
  /** Whether foreign keys of the model are repeated, hidden, without constraint, and as null. */
  readonly repeatsForeignKeys: boolean;
  /** The argument that lists the fields which are not repeated; null when there is none. */
  readonly excludedWith: string | null;
  /** The argument without which a call in the body of a base makes nothing for what extends it; null when nothing does. */
  readonly inheritedWith: string | null;
}

export interface MadeRelation {
  readonly field: string;
  readonly className: string;
  /** `{owner}` for the model itself, `{user}` for AUTH_USER_MODEL. */
  readonly to: string;
  readonly onDelete: string;
  readonly null: boolean;
  readonly relatedName: string;
  /** The relation exists only where the call has this argument, whose text is then `{argument}`; null where it always does. */
  readonly onlyWith: string | null;
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

export const libraryPacks: readonly LibraryPack[] = [
  {
    library: 'django-simple-history',
    versions: '3.4 to 3.10',
    models: [
      {
        call: 'simple_history.models.HistoricalRecords',
        registeredWith: 'simple_history.register',
        name: 'Historical{model}',
        nameArgument: 'custom_model_name',
        table: '{app}_historical{model_name}',
        tableArgument: 'table_name',
        key: 'history_id',
        relations: [
          {
            field: 'history_relation',
            className: 'ForeignKey',
            to: '{owner}',
            onDelete: 'DO_NOTHING',
            null: false,
            relatedName: '{argument}',
            onlyWith: 'related_name',
          },
          {
            field: 'history_user',
            className: 'ForeignKey',
            to: '{user}',
            onDelete: 'SET_NULL',
            null: true,
            relatedName: '+',
            onlyWith: null,
          },
        ],
        repeatsForeignKeys: true,
        excludedWith: 'excluded_fields',
        inheritedWith: 'inherit',
      },
    ],
    fields: [],
    tags: [],
    links: [],
  },
  {
    library: 'django-parler',
    versions: '2.3 to 2.4',
    models: [
      {
        call: 'parler.models.TranslatedFields',
        registeredWith: null,
        name: '{model}Translation',
        nameArgument: null,
        table: '{table}_translation',
        tableArgument: null,
        key: 'id',
        relations: [
          {
            field: 'master',
            className: 'TranslationsForeignKey',
            to: '{owner}',
            onDelete: 'CASCADE',
            null: true,
            relatedName: '{attribute}',
            onlyWith: null,
          },
        ],
        repeatsForeignKeys: false,
        excludedWith: null,
        inheritedWith: null,
      },
    ],
    fields: [],
    tags: [],
    links: [],
  },
  {
    library: 'django-taggit',
    versions: '4.0 to 6.1',
    models: [],
    fields: [],
    tags: [{ manager: 'taggit.managers.TaggableManager', through: 'taggit.TaggedItem', tag: 'tag', generic: 'tagged_items' }],
    links: [],
  },
  {
    library: 'django-cms',
    versions: '3.11 to 5.0',
    models: [],
    fields: [],
    tags: [],
    links: [{ parent: 'cms.models.pluginmodel.CMSPlugin', relatedName: '%(app_label)s_%(class)s' }],
  },
  {
    library: 'wagtail',
    versions: '6.0 to 8.0',
    models: [],
    fields: [
      {
        bases: ['wagtail.search.index.Indexed', 'modelsearch.index.Indexed'],
        className: 'TextIDGenericRelation',
        field: 'index_entries',
        needs: 'search_fields',
        genericTo: 'wagtailsearch.IndexEntry',
      },
    ],
    tags: [],
    links: [],
  },
];
