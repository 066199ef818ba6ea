/**
 * A keystroke in a real session, from didChange to publishDiagnostics, against one bare parse of the same text in the same round.
 * Two kinds: one that leaves the file's shape as it was (Enter in a method's body), one that changes it (a field's name).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Parser from 'tree-sitter';
import Python from 'tree-sitter-python';
import { type EditorSession, startSession, type TextEdit } from './editorSession';
import { EDITED_FILE } from './generateProject';
import type { Input } from './inputs';
import { median, medianRatio } from './samples';

export interface KeystrokeResult {
  readonly input: string;
  /** Median milliseconds. */
  readonly parse: number;
  readonly sameShape: number;
  readonly changedShape: number;
  /** Medians of keystroke ÷ parse within the rounds. */
  readonly sameShapeRatio: number;
  readonly changedShapeRatio: number;
  /** The server's heap in use after the edits so far, and after 1,000 more, in MB. */
  readonly megabytesBefore: number;
  readonly megabytesAfter: number;
}

const ROUNDS = 60;
const WARM_UP = 40;
const MANY_EDITS = 1_000;

/**
 * A relation with a warning (fields.W342) in the first model: its place or its name is different after each measured edit, so
 * that a server that publishes nothing new when nothing changed has something to publish.
 */
const PROBE = '    probe = models.ForeignKey("self", models.CASCADE, null=True, unique=True, related_name="+")\n';

/** Measures one generated project. */
export async function measureKeystrokes(input: Input, root: string): Promise<KeystrokeResult> {
  const document = join(input.folder, EDITED_FILE);
  const session = await startSession({ root, folder: input.folder, document });
  const text = readFileSync(document, 'utf8').replace('    is_active =', `${PROBE}    is_active =`);
  await session.open(text);

  const parse = bareParse(text);
  const same = await pairs(session, sameShapeEdits(text), parse);
  const changed = await pairs(session, changedShapeEdits(text), parse);
  const megabytesBefore = await session.heapMegabytes();
  await repeat(session, changedShapeEdits(text), MANY_EDITS / 10);
  await repeat(session, sameShapeEdits(text), (MANY_EDITS * 9) / 10);
  const megabytesAfter = await session.heapMegabytes();
  await session.close();
  return {
    input: input.name,
    parse: median([...same.parses, ...changed.parses]),
    sameShape: median(same.keystrokes),
    changedShape: median(changed.keystrokes),
    sameShapeRatio: medianRatio(same.keystrokes, same.parses),
    changedShapeRatio: medianRatio(changed.keystrokes, changed.parses),
    megabytesBefore,
    megabytesAfter,
  };
}

/** An edit and the one that takes it back, in turn. */
type ThereAndBack = readonly [TextEdit, TextEdit];

/** Enter, behind a statement in the first method that stands above the probe. */
function sameShapeEdits(text: string): ThereAndBack {
  const statement = 'return self.filter(is_active=True)';
  const start = text.indexOf(statement) + statement.length;
  return [
    { start, end: start, newText: '\n' },
    { start, end: start + 1, newText: '' },
  ];
}

/** One letter more in a field's name. */
function changedShapeEdits(text: string): ThereAndBack {
  const start = text.indexOf('    probe =') + '    probe'.length;
  return [
    { start, end: start, newText: 's' },
    { start, end: start + 1, newText: '' },
  ];
}

interface Pairs {
  readonly keystrokes: readonly number[];
  readonly parses: readonly number[];
}

async function pairs(session: EditorSession, [there, back]: ThereAndBack, parse: () => number): Promise<Pairs> {
  const keystrokes: number[] = [];
  const parses: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const keystroke = await session.type(round % 2 === 0 ? there : back);
    const parsed = parse();
    if (round >= 0) {
      keystrokes.push(keystroke);
      parses.push(parsed);
    }
  }
  return { keystrokes, parses };
}

async function repeat(session: EditorSession, [there, back]: ThereAndBack, edits: number): Promise<void> {
  for (let done = 0; done < edits; done++) await session.type(done % 2 === 0 ? there : back);
}

/** Milliseconds of one parse of the whole text, nothing kept from the one before. */
function bareParse(text: string): () => number {
  const parser = new Parser();
  parser.setLanguage(Python);
  const options = { bufferSize: text.length * 2 + 2 };
  return () => {
    const start = performance.now();
    parser.parse(text, null, options);
    return performance.now() - start;
  };
}
