/** docs/fidelity.md: how the graph that is read from text compares with what the real Django holds. */
import { sum, type Agreement, type Difference, type Tally } from './agreement';
import { isInvented } from './figures';
import { NOT_LOOKED_INTO, reasonOf } from './reasons';

export interface Compared {
  readonly name: string;
  readonly about: string;
  /** Packages that stand in the project's own source, with their versions. */
  readonly packages: readonly string[];
  readonly django: string;
  readonly python: string;
  readonly agreement: Agreement;
}

const HEAD = `# Fidelity

What Django Relations reads from text, held against what the real Django has in its app registry, for projects of real packages in
pinned versions. Made by \`npm run fidelity -- --write\`; the recipes are in \`test/oracle/packages\`.

- **written**: a class statement spells it out. Its model has to be found, and each relation with it.
- **made by code**: no class statement says it, so that only running the code could tell; found where a library is known well enough.
- **values**: module, file, line, table, primary key, managers of each model; kind, target, names, columns, deletion and so on of each
  relation.
- **invented**: models, relations and findings that Django does not have.
`;

export function fidelityPage(all: readonly Compared[]): string {
  const sorted = [...all].sort((left, right) => (left.name < right.name ? -1 : 1));
  return `${HEAD}\n${table(sorted)}\n${details(sorted)}\n${differences(sorted)}`;
}

function table(all: readonly Compared[]): string {
  const rows = all.map(({ name, django, python, agreement }) => {
    const { found } = agreement;
    return [
      `[${name}](#${name})`,
      django,
      python,
      share(sum(found, /^models own$/)),
      share(sum(found, /^relations own$/)),
      share(sum(found, /^models installed$/)),
      share(sum(found, /^relations installed$/)),
      share(sum(found, /dynamic$/)),
      percent(sum(agreement.attributes, /./)),
      String(agreement.differences.filter(isInvented).length),
    ];
  });
  const head = ['project', 'Django', 'Python', 'own models', 'own relations', 'installed models', 'installed relations', 'made by code'];
  return lines([[...head, 'values', 'invented'], head.concat('', '').map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`));
}

function details(all: readonly Compared[]): string {
  const parts = all.map(({ name, about, packages, agreement }) => {
    const wrong = [...new Set([...agreement.attributes.keys()].map((key) => key.replace(/ .*/, '')))]
      .map((attribute) => ({ attribute, tally: sum(agreement.attributes, new RegExp(`^${attribute} `)) }))
      .filter(({ tally }) => tally.equal < tally.of);
    const versions = packages.length > 0 ? ` Own source: ${packages.join(', ')}.` : '';
    const values = wrong.map(({ attribute, tally }) => `\`${attribute}\` ${share(tally)}`).join(', ');
    return `### ${name}\n\n${upper(about)}.${versions}\n\n${values === '' ? 'Every value agrees.' : `Values that differ: ${values}.`}\n`;
  });
  return `## The projects\n\n${parts.join('\n')}`;
}

function differences(all: readonly Compared[]): string {
  const byReason = new Map<string, Map<string, Difference[]>>();
  for (const { name, agreement } of all) {
    for (const difference of agreement.differences) {
      const reason = reasonOf(name, difference);
      const groups = byReason.get(reason) ?? new Map<string, Difference[]>();
      byReason.set(reason, groups);
      const key = `\`${name}\`, ${difference.what}`;
      groups.set(key, [...(groups.get(key) ?? []), difference]);
    }
  }
  const count = (groups: ReadonlyMap<string, readonly Difference[]>): number => [...groups.values()].flat().length;
  const sorted = [...byReason].sort(([left, one], [right, other]) =>
    left === NOT_LOOKED_INTO ? 1 : right === NOT_LOOKED_INTO ? -1 : count(other) - count(one),
  );
  const parts = sorted.map(([reason, groups]) => {
    const items = [...groups].map(([key, list]) => `- ${key}: ${list.map(shown).join(', ')}`);
    return `### ${reason} (${count(groups)})\n\n${items.join('\n')}\n`;
  });
  return `## Remaining differences\n\n${parts.length === 0 ? 'None.\n' : parts.join('\n')}`;
}

function shown({ what, subject, django, ours }: Difference): string {
  return what.includes('.') ? `\`${subject}\` (${value(django)}, not ${value(ours)})` : `\`${subject}\``;
}

function value(said: unknown): string {
  return `\`${typeof said === 'string' ? said : JSON.stringify(said)}\``;
}

function share({ equal, of }: Tally): string {
  return of === 0 ? '–' : `${equal} of ${of}`;
}

/** Rounded down: all of it is 100 % alone. */
function percent({ equal, of }: Tally): string {
  return of === 0 ? '–' : `${(Math.floor((equal / of) * 10_000) / 100).toFixed(2)} %`;
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
