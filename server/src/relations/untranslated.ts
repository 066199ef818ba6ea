/** Texts that code hands to a translator: which language is spoken when Django starts, no source text tells. */
import type { Value } from '../values/evaluate';
import { lastPart } from './djangoNames';

/** What a text is before anybody translates it: `_("orders")`. */
export function untranslated(value: Value | null): Value | null {
  if (value?.kind !== 'call' || value.callee.kind !== 'external' || !lastPart(value.callee.path).startsWith('gettext')) return value;
  return value.args.positional[0] ?? value;
}
