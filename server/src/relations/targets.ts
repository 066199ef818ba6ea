/**
 * What a relation's target turns out to be. Follows resolve_relation and lazy_related_operation of
 * django/db/models/fields/related.py; says `unresolved` only where source text proves it.
 */
import type { Definition, Names } from '../modules/names';
import type { Project } from '../project/project';
import type { Evaluator, Value } from '../values/evaluate';
import type { Expression } from '../syntax/python';
import { printExpression } from '../facts/printExpression';
import type { Classes } from './classes';
import { argumentValue, type DeclaredField } from './fields';
import type { ModelLabel, Target } from './graph';
import { textOfValue } from './madeField';
import { askedModel, isUserModelSetting } from './askedModel';
import type { RegisteredModel, Registry } from './registry';

export interface TargetContext {
  readonly project: Project;
  readonly names: Names;
  readonly evaluator: Evaluator;
  readonly classes: Classes;
  readonly registry: Registry;
  /** True when an app's source may define a class of this name in a way that is not read as a model. */
  readonly mayHold: (appLabel: string, modelName: string) => boolean;
  /** The label of a model of this name that a library makes at run time; null where none is known. */
  readonly madeLabel: (appLabel: string, modelName: string) => ModelLabel | null;
}

/** The model that owns the field, as far as lazy references need it. */
export type TargetOwner = Pick<RegisteredModel, 'label' | 'appLabel'>;

/** Resolves the expression of an argument that names a model (`to`, `through`). */
export function resolveTarget(context: TargetContext, owner: TargetOwner, field: DeclaredField, argument: 'to' | 'through'): Target {
  if (field.made !== null) {
    const given = field.made.args.get(argument);
    return given === undefined ? { kind: 'dynamic', text: '' } : targetOf(context, owner, given, textOfValue(given));
  }
  const expression = argumentValue(field, argument);
  if (expression === null) return { kind: 'dynamic', text: '' };
  // What most targets are.
  if (expression.kind === 'string') return resolveLazy(context, owner, expression.value);
  const early = usedTooEarly(context, field, expression);
  if (early !== null) return early;
  const value = valueOf(context, field, expression);
  return targetOf(context, owner, value, printExpression(expression));
}

/** Resolves a string as Django's lazy references do: `self`, `Model`, `app.Model`. */
export function resolveLazy(context: TargetContext, owner: TargetOwner, text: string): Target {
  if (text === 'self') return { kind: 'resolved', label: owner.label };
  const exact = context.registry.models.get(text);
  if (exact !== undefined) return registered(context, exact, text);
  const parts = text.includes('.') ? text.split('.') : [owner.appLabel, text];
  const [appLabel, name] = parts;
  if (parts.length !== 2 || appLabel === undefined || name === undefined) return { kind: 'dynamic', text };
  if (appLabel === '') return { kind: 'dynamic', text };
  const found = context.registry.byLowerLabel.get(`${appLabel}.${name}`.toLowerCase());
  if (found?.appLabel === appLabel) return registered(context, found, text);
  return missing(context, appLabel, name, text);
}

function missing({ project, mayHold, madeLabel }: TargetContext, appLabel: string, name: string, text: string): Target {
  const made = madeLabel(appLabel, name);
  if (made !== null) return { kind: 'resolved', label: made, perhaps: true };
  const app = project.apps.find((candidate) => candidate.label === appLabel);
  if (app !== undefined) {
    // What an installed package makes at run time is not known; of Django's own apps it is.
    const foreign = app.from === 'installed' && !app.name.startsWith('django.contrib.');
    if (app.folder === null || foreign || !app.listsModels) return { kind: 'external', text };
    if (mayHold(appLabel, name)) return { kind: 'dynamic', text };
    return { kind: 'unresolved', text, reason: 'no-such-model', meant: null };
  }
  const allKnown = project.installedAppsKnown && project.apps.every(({ folder }) => folder !== null);
  if (!allKnown) return { kind: 'external', text };
  return { kind: 'unresolved', text, reason: 'no-such-app', meant: null };
}

function registered({ registry }: TargetContext, model: RegisteredModel, text: string): Target {
  // Of two classes in one module, `if` and `else`, each has the same label.
  const others = registry.repeated.get(model.label);
  if (others?.some(({ file }) => file !== model.info.file) === true) return { kind: 'ambiguous', text, candidates: [model.label] };
  return { kind: 'resolved', label: model.label };
}

/** A class named in the body of a class above it, or of itself: the name is not bound yet when Python gets there. */
function usedTooEarly(context: TargetContext, field: DeclaredField, expression: Expression): Target | null {
  if (expression.kind !== 'name') return null;
  const { file, shape } = field.owner;
  const { names, classes, registry } = context;
  if (shape.members.some((member) => member.name === expression.name)) return null;
  const later = names.lookup(file, expression.name);
  if (later.kind !== 'class' || later.file !== file || later.shape.order < shape.order) return null;
  if (names.lookupBefore(file, expression.name, shape.order).kind !== 'unbound') return null;
  const meant = registry.byInfo.get(classes.info(later.file, later.shape));
  return { kind: 'unresolved', text: expression.name, reason: 'used-before-definition', meant: meant?.label ?? null };
}

/** The value when the class body runs: a class that is bound to the name further down is another one. */
function valueOf(context: TargetContext, { owner: { file, shape } }: DeclaredField, expression: Expression): Value {
  const definition = context.names.resolveBefore(file, expression, shape.order);
  if (definition.kind === 'class' || (expression.kind === 'attribute' && isUserModelSetting(definition)))
    return { kind: 'reference', definition };
  const value = context.evaluator.evaluateBefore(file, expression, shape.order);
  if (value.kind === 'unknown' && value.likely === undefined && (expression.kind === 'name' || expression.kind === 'attribute')) {
    if (definition.kind !== 'unknown' && definition.kind !== 'unbound' && definition.kind !== 'value')
      return { kind: 'reference', definition };
  }
  return value;
}

/** What a value leads to that names a model; `text` is what to show where it leads nowhere. */
export function targetOf(context: TargetContext, owner: TargetOwner, value: Value, text: string): Target {
  switch (value.kind) {
    case 'string':
      return resolveLazy(context, owner, value.value);
    case 'reference':
      return referenced(context, owner, value.definition, text);
    case 'unknown':
      return value.likely === undefined ? { kind: 'dynamic', text } : perhaps(targetOf(context, owner, value.likely, text), text);
    case 'call':
      return askedFor(context, owner, value, text);
    default:
      return { kind: 'dynamic', text };
  }
}

/** A model that code asks Django for; where there is none, Python raises an error long before any check. */
function askedFor(context: TargetContext, owner: TargetOwner, value: Value, text: string): Target {
  const asked = askedModel(value);
  if (asked === 'user') return userModel(context, owner, text);
  const target = asked === null ? null : resolveLazy(context, owner, asked.label);
  return target?.kind === 'resolved' ? target : { kind: 'dynamic', text };
}

/** What is only likely proves nothing. */
function perhaps(target: Target, text: string): Target {
  if (target.kind === 'resolved') return { ...target, perhaps: true };
  return { kind: 'dynamic', text: target.kind === 'unresolved' || target.kind === 'external' ? target.text : text };
}

function referenced(context: TargetContext, owner: TargetOwner, definition: Definition, text: string): Target {
  if (definition.kind === 'class') return classTarget(context, definition, text);
  if (definition.kind !== 'external') return { kind: 'dynamic', text };
  if (isUserModelSetting(definition)) return userModel(context, owner, text);
  const setting = /^django\.conf\.settings\.(\w+)$/.exec(definition.path)?.[1];
  if (setting === undefined) return { kind: 'external', text: definition.path };
  const value = context.evaluator.setting(setting);
  return value?.kind === 'string' ? resolveLazy(context, owner, value.value) : { kind: 'dynamic', text };
}

function classTarget(context: TargetContext, definition: Extract<Definition, { kind: 'class' }>, text: string): Target {
  const info = context.classes.info(definition.file, definition.shape);
  const model = context.registry.byInfo.get(info);
  if (model === undefined) return { kind: 'dynamic', text };
  if (model.abstract && definition.perhaps === true) return { kind: 'dynamic', text };
  if (model.abstract) return { kind: 'unresolved', text, reason: 'abstract', meant: model.label };
  const target = registered(context, model, text);
  return target.kind === 'resolved' && definition.perhaps === true ? { ...target, perhaps: true } : target;
}

function userModel(context: TargetContext, owner: TargetOwner, text: string): Target {
  const label: ModelLabel | null = context.project.authUserModel;
  if (label === null) return { kind: 'dynamic', text };
  const target = resolveLazy(context, owner, label);
  return context.project.authUserModelKnown ? target : perhaps(target, text);
}
