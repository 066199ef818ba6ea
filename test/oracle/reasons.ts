/**
 * Why we and Django differ, as far as somebody has looked into it. A difference belongs to the first reason whose patterns all match;
 * one that has none is listed as not looked into. Reasons that nothing needs any longer can go.
 */
import type { Difference } from './agreement';

interface Reason {
  readonly reason: string;
  /** Patterns for the project's name, the kind of difference, its subject, and what each side says of it. */
  readonly project?: RegExp;
  readonly what?: RegExp;
  readonly subject?: RegExp;
  readonly django?: RegExp;
  readonly ours?: RegExp;
}

export const NOT_LOOKED_INTO = 'Not looked into';

const REASONS: readonly Reason[] = [
  {
    reason: 'A field class gives itself another through model, with a default that a function imports',
    project: /^nautobot$/,
    what: /to|through/,
    subject: /\.tag/,
  },
  {
    reason: 'The place of a field that the description of a library adds is not told',
    what: /^relation\.(file|line)$/,
    ours: /^null$/,
  },
  {
    reason: 'A table name is cut to what the database allows, which only its backend knows',
    what: /^model\.dbTable$/,
    django: /[0-9a-f]{4}"$/,
  },
  {
    reason: 'Of a subclass of ManyToManyField with a contribute_to_class of its own we do not say through which model it goes',
    what: /^relation\.through/,
    ours: /null|false/,
  },
  {
    reason: 'A metaclass writes a parent link with a reverse name of its own before it makes the class',
    project: /^cms$/,
    what: /accessor|queryName/,
    subject: /cmsplugin_ptr$/,
  },
  {
    reason: 'A base is what the app registry holds when the module is imported',
    project: /^(cms|oscar)$/,
    subject: /^cms\.PageUser|^offer\./,
  },
  {
    reason: 'Managers are added or replaced while the project starts: by a signal, or by the config of an app',
    what: /^model\.managers$/,
    project: /^(cms|trees)$/,
  },
  {
    reason: 'A function imports the module by a name that the settings hold, and no import statement says it',
    project: /^evennia$/,
  },
  {
    reason: 'Bases are made by a function that calls type.__new__, and a metaclass links the classes of a module',
    project: /^accounts$/,
    subject: /^(people\.(Team|Club)|organizations\.)/,
    what: /^missing model$|managers/,
  },
  {
    reason: 'A target is an attribute of an object, or an item of a dictionary, that reads the settings when it is asked',
    what: /^relation\.to$/,
    ours: /oauth2_settings\.|SETTINGS\[/,
  },
  {
    reason: 'A field is made by a subscript of its class, as type checkers want it',
    project: /^many$/,
    subject: /^postman\./,
    what: /^missing relation$/,
  },
  {
    reason: 'The settings are changed by a function that is given all of them, so none of them is sure',
    project: /^older$/,
    django: /^"auth\.User"$/,
  },
  {
    reason: 'A field class takes its target from an attribute of the class, with getattr in its __init__',
    project: /^older$/,
    what: /^relation\.to$/,
    django: /^"generic\./,
  },
  {
    reason: 'A model says with the call of a function by which setting it can be swapped',
    what: /^model\.swapped$/,
    ours: /^null$/,
  },
  {
    reason: 'Managers of abstract bases stand in another order',
    what: /^model\.managers$/,
    project: /^many$/,
  },
];

export function reasonOf(project: string, difference: Difference): string {
  const { what, subject, django, ours, dynamic } = difference;
  if (dynamic !== null) return `Made while the code runs: ${dynamic}`;
  const found = REASONS.find((reason) =>
    [
      [reason.project, project],
      [reason.what, what],
      [reason.subject, subject],
      [reason.django, JSON.stringify(django)],
      [reason.ours, JSON.stringify(ours)],
    ].every(([pattern, text]) => pattern === undefined || (pattern instanceof RegExp && pattern.test(String(text)))),
  );
  return found?.reason ?? NOT_LOOKED_INTO;
}
