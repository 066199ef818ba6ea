/** Runs the rules on one project: which of them count, in which order their findings stand, and what happens when one throws. */
import { compareText } from '../base/compareText';
import type { Analysed } from '../relations/analysed';
import { rules } from './registry';
import type { Finding, Rule } from './rule';
import { declarationsOf } from './told';

export interface RunOptions {
  /** Rule names or codes to report; empty for all. */
  readonly select: readonly string[];
  /** Rule names or codes not to report. */
  readonly ignore: readonly string[];
  /** Only the rules of this kind; all when it is left out. */
  readonly decidedBy?: Rule['decidedBy'];
  /** Told when a rule throws; the other rules go on. */
  readonly onFailure: (message: string) => void;
}

/** The findings of all rules, sorted by file, place and code. */
export function runRules(analysed: Analysed, options: RunOptions): readonly Finding[] {
  const project = { ...analysed, declarations: declarationsOf(analysed) };
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (options.decidedBy !== undefined && rule.decidedBy !== options.decidedBy) continue;
    try {
      findings.push(...rule.check(project).filter((finding) => isWanted(finding, options)));
    } catch (error) {
      options.onFailure(`The rule ${rule.name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  return inOrder(findings);
}

/** Findings of several runs in the order of one. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(byPlace);
}

function isWanted({ code, rule }: Finding, { select, ignore }: RunOptions): boolean {
  const named = (names: readonly string[]): boolean => names.includes(code) || names.includes(rule);
  return (select.length === 0 || named(select)) && !named(ignore);
}

function byPlace(left: Finding, right: Finding): number {
  return compareText(left.at.file, right.at.file) || left.at.id - right.at.id || compareText(left.code, right.code);
}
