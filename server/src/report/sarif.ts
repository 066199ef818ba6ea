/** `check --format sarif`: SARIF 2.1.0, as code scanning services and IDEs read it. */
import { createHash } from 'node:crypto';
import { compareText } from '../base/compareText';
import type { Range } from '../base/span';
import type { Finding, Rule, Severity } from '../rules/rule';
import { placeFindings, type PlacedFinding, type PlacedFix, type ReportSource } from './reportSource';

export interface SarifOptions {
  readonly toolVersion: string;
  readonly rules: readonly Pick<Rule, 'name' | 'summary' | 'severity' | 'django'>[];
  /** The Markdown of a rule's page; null when the page is not at hand. */
  pageOf(rule: string): string | null;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note' };

/** The whole log, with two spaces of indentation. Paths are relative to the folder in which the command ran. */
export function renderSarif(source: ReportSource, options: SarifOptions): string {
  const findings = placeFindings(source);
  const rules = reportingRules(findings, options);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Django Relations', semanticVersion: options.toolVersion, rules: rules.map((rule) => rule.descriptor) } },
        columnKind: 'utf16CodeUnits',
        results: results(
          findings,
          rules.map(({ id }) => id),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** SARIF's rules are our codes, so that a Django check ID can be searched for and silenced; each holds its rule's page. */
function reportingRules(findings: readonly PlacedFinding[], { rules, pageOf }: SarifOptions) {
  const byCode = new Map(findings.map(({ finding }) => [finding.code, finding]));
  return [...byCode.values()]
    .sort((left, right) => compareText(left.code, right.code))
    .map((finding) => ({ id: finding.code, descriptor: descriptor(finding, rules, pageOf(finding.rule)) }));
}

function descriptor(finding: Finding, rules: SarifOptions['rules'], page: string | null) {
  const rule = rules.find(({ name }) => name === finding.rule);
  return {
    id: finding.code,
    name: finding.rule,
    shortDescription: { text: rule?.summary ?? finding.rule },
    ...(page === null ? {} : { help: { text: page, markdown: page } }),
    defaultConfiguration: { level: LEVELS[rule?.severity ?? finding.severity] },
    properties: { tags: ['django', 'models'] },
  };
}

function results(findings: readonly PlacedFinding[], codes: readonly string[]): readonly unknown[] {
  const seen = new Map<string, number>();
  return findings.map((placed) => {
    const { finding, file, range, related, fixes } = placed;
    const print = fingerprint(placed);
    const before = seen.get(print) ?? 0;
    seen.set(print, before + 1);
    return {
      ruleId: finding.code,
      ruleIndex: codes.indexOf(finding.code),
      level: LEVELS[finding.severity],
      message: { text: [finding.message, finding.why, finding.help].filter((text) => text !== '').join('\n\n') },
      locations: [
        {
          ...location(file, range),
          ...(finding.model === null ? {} : { logicalLocations: [{ fullyQualifiedName: objectName(finding), kind: 'member' }] }),
        },
      ],
      relatedLocations: related.map((note, index) => ({
        id: index + 1,
        ...location(note.file, note.range),
        message: { text: note.message },
      })),
      fixes: fixes.map(fixJson),
      partialFingerprints: { 'djangoRelations/v1': `${print}:${String(before + 1)}` },
    };
  });
}

/** Stays the same while lines move: what is wrong with which model's field, in which file. */
function fingerprint({ finding, file }: PlacedFinding): string {
  const identity = [finding.code, file, objectName(finding), finding.message].join('\0');
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}

function objectName({ model, field }: Finding): string {
  return [model ?? '', field ?? ''].filter((part) => part !== '').join('.');
}

function fixJson({ title, edits }: PlacedFix): unknown {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
    })),
  };
}

function location(file: string, range: Range) {
  return { physicalLocation: { artifactLocation: artifact(file), region: region(range) } };
}

/** A relative reference, or a file URI for an absolute path; each part of the path is percent-encoded. */
function artifact(file: string): { readonly uri: string } {
  const encoded = file.split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('//')) return { uri: `file:${encoded}` };
  if (file.startsWith('/')) return { uri: `file://${encoded}` };
  return { uri: /^[a-z]:\//.test(file) ? `file:///${encoded.replace('%3A', ':')}` : encoded };
}

function region({ start, end }: Range) {
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
