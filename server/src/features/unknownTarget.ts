/** Why nothing can be said about the far end of a relation. */
import type { Relation } from '../relations/graph';
import { atMost, code, plain } from './markdown';
import { lastPart } from './naming';

/** One or two sentences for a target that is not resolved; empty for a resolved one. */
export function unknownTargetWords({ target, from, field }: Relation): string {
  const name = code(`${lastPart(from)}.${field}`);
  switch (target.kind) {
    case 'resolved':
      return '';
    case 'unresolved':
      return `**${name} points at no model.** ${unresolvedWords(target)}`;
    case 'ambiguous':
      return `**What ${name} points at is not certain.** More than one class answers to ${code(target.text)}: ${atMost(target.candidates.map(code), 4).join(', ')}. Which one Django takes depends on what it loads.`;
    case 'external':
      if (target.automatic === true)
        return `**What ${name} points at has no class statement.** ${code(target.text)} is the model that Django makes for a many-to-many field.`;
      return `**What ${name} points at is not known.** ${code(target.text)} lies outside of the source that is read, in an installed package or an app whose source is not here.`;
    case 'dynamic':
      return `**What ${name} points at is not known.** ${dynamicWords(target.text)}`;
  }
}

function dynamicWords(text: string): string {
  return text === ''
    ? 'The field names no target that can be read from source text.'
    : `What ${code(text)} stands for is decided when Python runs, and nothing is run here.`;
}

function unresolvedWords(target: Extract<Relation['target'], { kind: 'unresolved' }>): string {
  const { text, reason, meant } = target;
  const appLabel = text.includes('.') ? text.slice(0, text.lastIndexOf('.')) : null;
  switch (reason) {
    case 'no-such-model':
      return appLabel === null
        ? `The app of this model has no model ${code(text)}.`
        : `The app ${code(appLabel)} has no model ${code(lastPart(text))}.`;
    case 'no-such-app':
      return `No installed app has the label ${code(appLabel ?? text)}.`;
    case 'abstract':
      return `${code(meant ?? text)} is abstract: it has no table that a row could point at.`;
    case 'not-installed':
      return `The class ${code(meant ?? text)} belongs to no installed app, so Django does not know it as a model.`;
    case 'used-before-definition':
      return `${plain(text)} is named before its class statement has run, so Python stops with a NameError. In quotes, ${code(`"${text}"`)}, Django looks it up later.`;
  }
}
