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

const REASONS: readonly Reason[] = [];

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
