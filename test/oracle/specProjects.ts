/** The sections of the specs as projects that the real Django can be asked about, and what it said of them. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withoutMarkers } from '../harness/markers';
import { readSpecPage, type SpecSection } from '../harness/specPage';
import { projectFiles } from '../harness/specProject';

export const ROOT = join(__dirname, '../..');
export const ANSWERS = join(ROOT, 'test/oracle/specs.json');

/** Django's versions that are asked, with the release that is installed and the oldest Python that it takes. */
export const VERSIONS = [
  { version: '4.2', release: '4.2.30', python: '3.11' },
  { version: '5.2', release: '5.2.19', python: '3.11' },
  { version: '6.0', release: '6.0.10', python: '3.12' },
  { version: '6.1', release: '6.1.3', python: '3.12' },
] as const;

export interface Message {
  readonly code: string;
  readonly model: string | null;
  readonly field: string | null;
}

export type Answer =
  | { readonly django: string; readonly messages: readonly Message[]; readonly relations: readonly Readonly<Record<string, unknown>>[] }
  | {
      readonly django: string;
      readonly raised: {
        readonly error: string;
        /** The module that Python did not find, where that was it. */
        readonly missing: string | null;
        readonly file: string | null;
        readonly line: number | null;
      };
    };

/** What was recorded of a section: a digest of its project, and an answer by version; equal answers are kept once, by the first version's name. */
export interface Recorded {
  readonly digest: string;
  readonly answers: Readonly<Record<string, Answer | string>>;
}

/** The recorded answer of a version; undefined when it was not asked. */
export function answerFor({ answers }: Recorded, version: string): Answer | undefined {
  const answer = answers[version];
  return typeof answer === 'string' ? answerFor({ digest: '', answers }, answer) : answer;
}

export interface SpecProject {
  /** `rules/on-delete.md: Wrong on_delete: …` */
  readonly name: string;
  readonly section: SpecSection;
  /** Texts by path, markers left out of none: to Python they are comments, and lines stay where they are. */
  readonly files: ReadonlyMap<string, string>;
  readonly digest: string;
}

/** Every section that is one project with settings; those without a project cannot be booted. */
export function specProjects(): readonly SpecProject[] {
  return [...pagesIn('test/specs'), ...pagesIn('server/src/rules')].flatMap((path) =>
    readSpecPage(readFileSync(path, 'utf8')).flatMap((section) => {
      const files = projectFiles(section);
      if (section.project === 'none' || !files.has('manage.py')) return [];
      return [{ name: `${relative(ROOT, path).replaceAll('\\', '/')}: ${section.title}`, section, files, digest: digestOf(files) }];
    }),
  );
}

function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of [...files].sort(([left], [right]) => (left < right ? -1 : 1)))
    hash.update(`${path}\n${withoutMarkers(text)}\n`);
  return hash.digest('hex').slice(0, 16);
}

function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(ROOT, folder, name));
}
