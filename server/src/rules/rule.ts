/** What a rule is and what it may say. The list of rules is in registry.ts, the running in runRules.ts. */
import type { Analysed } from '../relations/analysed';
import type { ModelLabel, Place, Relation, WrittenRelation } from '../relations/graph';

export type Severity = 'error' | 'warning' | 'information';

/** One mistake that a person makes, told where it can be repaired. */
export interface Finding {
  /** Django's check ID where Django has one, else the rule's name. */
  readonly code: string;
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, names in quotes. */
  readonly message: string;
  /** Why it hurts. */
  readonly why: string;
  /** What to do. */
  readonly help: string;
  readonly at: Place;
  /** The model that Django would name, or null. */
  readonly model: ModelLabel | null;
  readonly field: string | null;
  readonly related: readonly RelatedPlace[];
  /** Models that one mistake breaks, when there are several. */
  readonly models: readonly ModelLabel[];
  /** Django's messages that this finding stands for, itself included; empty when it stands for itself alone. */
  readonly covers: readonly Cover[];
  readonly fixes: readonly Fix[];
}

export interface RelatedPlace {
  readonly at: Place;
  readonly message: string;
}

export interface Cover {
  readonly code: string;
  readonly model: ModelLabel | null;
  readonly field: string | null;
}

/** A repair. Edits of one fix never overlap. */
export interface Fix {
  readonly title: string;
  /** True for the one that an editor may apply without asking which. */
  readonly preferred: boolean;
  readonly edits: readonly Edit[];
}

export interface Edit {
  readonly at: Place;
  /** Relative to the node at `at`; `replaceFrom` replaces from the end of `from` to the end of `at`. */
  readonly where: 'replace' | 'before' | 'after' | 'replaceFrom';
  /** The node behind which `replaceFrom` begins: to remove an argument with the comma before it. */
  readonly from?: Place;
  readonly newText: string;
}

/** What a rule is given: a project, its graph, and the relations as they are written. */
export interface CheckedProject extends Analysed {
  readonly declarations: readonly Declaration[];
}

/** A relation that stands in source text, with everything that inherits it. */
export interface Declaration {
  readonly relation: Relation;
  readonly written: WrittenRelation;
  /** The relation on each concrete model that has it; empty for an abstract base that nothing extends. */
  readonly copies: readonly Relation[];
}

export interface Rule {
  /** The rule's name, also its page's: `reverse-name-clash`. */
  readonly name: string;
  /** Django's IDs that it may report; empty when Django has none. */
  readonly django: readonly string[];
  /** One line for tables and settings. */
  readonly summary: string;
  readonly severity: Severity;
  /** `class` where one class statement decides, whether Django loads its module or not. */
  readonly decidedBy: 'class' | 'graph';
  /** Pure: the same project gives the same findings. */
  check(project: CheckedProject): readonly Finding[];
}
