/**
 * A page of specs as Markdown: each heading with Python files below it is one section, a small Django project with its
 * expectations written under the code. Reads the page; runs nothing.
 */
import { readMarkers, type Marker } from './markers';

export interface SpecSection {
  /** The headings above it and its own. */
  readonly title: string;
  readonly files: readonly SpecFile[];
  readonly fixes: readonly SpecFix[];
  /** `generated`: manage.py and settings that install every package; `none`: the files stand alone. */
  readonly project: 'generated' | 'none';
  /** False where the page says that its text does not decide all that Django knows: then we may say less, but nothing else. */
  readonly decided: boolean;
  /** Django's version, where the section asks for one. */
  readonly django: string | null;
}

export interface SpecFile {
  /** Path in the project, with forward slashes. */
  readonly path: string;
  /** The text as it stands in the page, markers included: to Python they are comments. */
  readonly text: string;
  readonly markers: readonly Marker[];
  /** Line of the page (from 0) on which the text begins. */
  readonly pageLine: number;
}

/** What a file looks like once a quick fix was applied; markers are left out on both sides. */
export interface SpecFix {
  readonly path: string;
  /** The beginning of the fix's title. */
  readonly title: string;
  readonly text: string;
}

const HEADING = /^(#{1,4}) (.+)$/;
const FILE = /^`([^`]+)`(?: after "((?:[^"\\\\]|\\\\.)*)")?:$/;
const FENCE = /^```\w*$/;
const DIRECTIVE = /^<!-- (no project|not decided by the text|Django (\d+\.\d+)) -->$/;

interface Draft {
  files: SpecFile[];
  fixes: SpecFix[];
  project: SpecSection['project'];
  decided: boolean;
  django: string | null;
}

/** The sections of a page that hold files. Throws for a fence without an end, and for a marker that says nothing that is known. */
export function readSpecPage(page: string): readonly SpecSection[] {
  const lines = page.split(/\r?\n/);
  const sections: SpecSection[] = [];
  const headings: string[] = [];
  let draft = emptyDraft();
  const finish = (): void => {
    if (draft.files.length > 0) sections.push({ title: headings.join(': '), ...draft });
    draft = emptyDraft();
  };
  let announced: RegExpExecArray | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line);
    const directive = DIRECTIVE.exec(line);
    if (heading !== null) {
      finish();
      headings.splice((heading[1] ?? '').length - 1, headings.length, heading[2] ?? '');
    } else if (directive !== null) {
      if (directive[2] !== undefined) draft.django = directive[2];
      else if (directive[1] === 'no project') draft.project = 'none';
      else draft.decided = false;
    } else if (FENCE.test(line)) {
      const end = lines.indexOf('```', at + 1);
      if (end === -1) throw new Error(`The fence in line ${String(at + 1)} has no end.`);
      if (announced !== null) take(draft, announced, lines.slice(at + 1, end), at + 1);
      at = end;
      announced = null;
    } else if (line.trim() !== '') announced = FILE.exec(line);
  }
  finish();
  return sections;
}

function emptyDraft(): Draft {
  return { files: [], fixes: [], project: 'generated', decided: true, django: null };
}

function take(draft: Draft, [, path = '', fix]: RegExpExecArray, lines: readonly string[], pageLine: number): void {
  const text = lines.map((line) => `${line}\n`).join('');
  if (fix === undefined) draft.files.push({ path, text, markers: readMarkers(lines), pageLine });
  else draft.fixes.push({ path, title: fix, text });
}
