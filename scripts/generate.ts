/**
 * Writes what is generated: the settings in package.json and in the README, and the README's table of rules. Run it with
 * `node --import tsx scripts/generate.ts`; with `--check` it writes nothing and ends with status 1 when something is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../server/src/rules/rule';
import { configurationProperties, settingsSchema, type SettingSchema } from '../server/src/service/settings';

/** A file with what it should hold. */
export interface Generated {
  readonly path: string;
  readonly text: string;
}

/** The files below `root` that hold generated parts, as they should be. Throws when a README marker is missing. */
export function generatedFiles(root: string, rules: readonly Rule[]): readonly Generated[] {
  const packagePath = join(root, 'package.json');
  const readmePath = join(root, 'README.md');
  const readme = readFileSync(readmePath, 'utf8');
  return [
    { path: packagePath, text: withSettings(readFileSync(packagePath, 'utf8')) },
    {
      path: readmePath,
      text: between(between(readme, 'rules', ruleTable(rules)), 'settings', settingsTable()),
    },
  ];
}

/** package.json's text with the settings of the schema. */
export function withSettings(packageText: string): string {
  const manifest = JSON.parse(packageText) as { contributes: { configuration: { properties: unknown } } };
  manifest.contributes.configuration.properties = configurationProperties();
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function ruleTable(rules: readonly Rule[]): string {
  const rows = rules.map(({ name, django, severity, summary }) => {
    const page = `server/src/rules/${name}.md`;
    return `| [${name}](${page}) | ${django.map((code) => `\`${code}\``).join(' ') || '–'} | ${severity} | ${cell(summary)} |`;
  });
  return ["| rule | Django's IDs | severity | what it finds |", '|---|---|---|---|', ...rows].join('\n');
}

function settingsTable(): string {
  const rows = settingsSchema.map(
    (schema) => `| \`djangoRelations.${schema.name}\` | \`${JSON.stringify(schema.default)}\` | ${cell(meaning(schema))} |`,
  );
  return ['| setting | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

function meaning({ choices, description }: SettingSchema): string {
  return choices === undefined ? description : `${description} One of ${choices.map((one) => `\`${one}\``).join(', ')}.`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** `text` with `content` between `<!-- name -->` and `<!-- /name -->`. */
function between(text: string, name: string, content: string): string {
  const opening = `<!-- ${name} -->`;
  const start = text.indexOf(opening);
  const end = text.indexOf(`<!-- /${name} -->`);
  if (start === -1 || end < start) throw new Error(`README.md has no place for the ${name}: ${opening} … <!-- /${name} -->`);
  return `${text.slice(0, start + opening.length)}\n\n${content}\n\n${text.slice(end)}`;
}

async function main(): Promise<void> {
  const root = join(__dirname, '..');
  const { rules } = await import('../server/src/rules/registry');
  const stale = generatedFiles(root, rules).filter(({ path, text }) => readFileSync(path, 'utf8') !== text);
  const checking = process.argv.includes('--check');
  for (const { path, text } of stale) {
    if (!checking) writeFileSync(path, text);
    process.stderr.write(`${checking ? 'stale' : 'wrote'}: ${path}\n`);
  }
  if (checking && stale.length > 0) process.exitCode = 1;
}

if (require.main === module) void main();
