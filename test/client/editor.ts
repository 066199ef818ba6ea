/** VS Code's window as a person uses it: open a file, point at text, read a hover, choose from the lightbulb's menu. */
import type { Locator, Page } from 'playwright-core';
import { until } from './report';

export interface Rect {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Editor {
  readonly page: Page;
  /** Opens a file of the folder, by its path in it, and brings the line with `text` into view. */
  open(path: string, line: number): Promise<void>;
  /** Runs a command of the palette by its whole title. */
  run(title: string): Promise<void>;
  /** Where text stands on the screen; guillemets mark the part that is meant: `city = models.«ForeignKey»(City)`. */
  find(marked: string): Promise<Rect>;
  /** The colour of the marked text, which stands in one token, as CSS computes it. */
  colour(marked: string): Promise<string>;
  /** Severities of the squiggles under the marked text. */
  squiggles(marked: string): Promise<readonly string[]>;
  /** Waits until the marked text has such a squiggle, or with `none` until it has none. */
  waitForSquiggle(marked: string, severity: 'error' | 'warning' | 'none'): Promise<void>;
  /** Points at the marked text and gives the hover's text, as soon as it contains `expected`. */
  hover(marked: string, expected: string): Promise<string>;
  /** Takes the pointer away, so that no hover stays. */
  leave(): Promise<void>;
  /** Sets the caret into the marked text. */
  click(marked: string): Promise<void>;
  /** Sets the caret right before the marked text. */
  clickBefore(marked: string): Promise<void>;
  /** The lens with `words` that stands closely above the marked text; waits for it. */
  lensAbove(marked: string, words: string): Promise<Locator>;
  /** Opens the lightbulb's menu for the marked text and gives its entries. */
  openLightbulb(marked: string): Promise<readonly string[]>;
  /** Chooses an entry of the open lightbulb's menu. */
  choose(entry: string): Promise<void>;
  /** The status item's text, or null while it is not there. */
  status(): Promise<string | null>;
  /** Opens the Problems panel and waits for its first row. */
  showProblems(): Promise<void>;
  /** Types into the filter of the open Problems panel and gives the rows of problems that are left; waits for one. */
  filterProblems(text: string): Promise<readonly string[]>;
  /** The text of the page in the Markdown preview, as soon as it contains `expected`. */
  preview(expected: string): Promise<string>;
  /** Messages that VS Code shows or has put aside. */
  notifications(): Promise<readonly string[]>;
  /** The text that the Output panel shows. */
  output(): Promise<string>;
}

const modifier = 'Control';

const LENSES_WITHIN_MS = 3_000;
const BOX_WITHIN_MS = 3_000;

/** Height of a line of code in pixels, at most. */
const LINE = 24;

export function driveEditor(page: Page): Editor {
  const rectOf = (marked: string): Promise<Rect | null> =>
    page.evaluate<Rect | null>(`editorText.rectOf(${JSON.stringify(parts(marked))})`);
  /** Where the text stands once it stands still: lenses come a moment after the lines that they push down. */
  const find = async (marked: string): Promise<Rect> => {
    let before = '';
    return until(`the text ${marked} on the screen`, async () => {
      const rect = await rectOf(marked);
      const now = JSON.stringify(rect);
      const rests = now === before;
      before = now;
      return rests ? rect : null;
    });
  };
  const squiggles = async (marked: string): Promise<readonly string[]> =>
    page.evaluate<readonly string[]>(`editorText.squigglesUnder(${JSON.stringify(await find(marked))})`);
  const colour = (marked: string): Promise<string> =>
    until(`the colour of ${marked}`, async () =>
      page.evaluate<string | null>(`editorText.colourAt(${JSON.stringify(await find(marked))})`),
    );
  const click = async (marked: string): Promise<void> => {
    const { left, right, top, bottom } = await find(marked);
    await page.mouse.click((left + right) / 2, (top + bottom) / 2);
  };
  const leave = async (): Promise<void> => {
    await page.mouse.move(2, 2);
    await page.keyboard.press('Escape');
    await page
      .locator('.monaco-hover:visible')
      .waitFor({ state: 'hidden' })
      .catch(() => undefined);
  };

  /** Lenses push the text down, so a click waits for them as a person would. Where there is no model, none come. */
  const waitForLenses = async (): Promise<void> => {
    const lens = page.locator('.editor-instance .codelens-decoration a').first();
    await lens.waitFor({ timeout: LENSES_WITHIN_MS }).catch(() => undefined);
  };

  /** A page that takes the focus late closes the box again: then it is opened once more, as a person would. */
  const askFor = async (key: string, text: string): Promise<void> => {
    const box = page.locator('.quick-input-widget .quick-input-box input');
    await until('the box for commands and files', async () => {
      await page.keyboard.press(key);
      return box.fill(text, { timeout: BOX_WITHIN_MS }).then(
        () => true,
        () => false,
      );
    });
  };

  const run = async (title: string): Promise<void> => {
    await askFor('F1', `>${title}`);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
    await page.keyboard.press('Enter');
  };

  return {
    page,
    run,
    find,
    colour,
    squiggles,
    click,
    leave,
    async open(path, line) {
      await askFor(`${modifier}+P`, `${path}:${String(line)}`);
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: path.split('/').at(-1) ?? path }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator(`.editor-instance[data-uri$="${path}"], .editor-instance .monaco-editor[data-uri$="${path}"]`).first().waitFor();
      await waitForLenses();
    },
    async waitForSquiggle(marked, severity) {
      await until(`${severity === 'none' ? 'no' : `an ${severity}`} squiggle under ${marked}`, async () => {
        const found = await squiggles(marked);
        return severity === 'none' ? found.length === 0 : found.includes(severity);
      });
    },
    async hover(marked, expected) {
      const point = async (): Promise<void> => {
        const { left, right, top, bottom } = await find(marked);
        await page.mouse.move((left + right) / 2, (top + bottom) / 2, { steps: 4 });
      };
      await point();
      const hover = page.locator('.monaco-hover:visible .monaco-hover-content');
      let lastPointed = Date.now();
      return until(`a hover at ${marked} with ${JSON.stringify(expected)}`, async () => {
        // The text may have moved below the pointer while the editor opened: a person would point again.
        if ((await hover.count()) === 0 && Date.now() - lastPointed > 2_000) {
          await page.mouse.move(2, 2);
          await point();
          lastPointed = Date.now();
        }
        const text = (await hover.count()) === 0 ? '' : (await hover.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
        return text.includes(expected) ? text : null;
      });
    },
    async clickBefore(marked) {
      const { left, top, bottom } = await find(marked);
      await page.mouse.click(left + 1, (top + bottom) / 2);
    },
    lensAbove: (marked, words) =>
      until(`a lens with ${JSON.stringify(words)} above ${marked}`, async () => {
        const { top } = await find(marked);
        for (const each of await page.locator('.codelens-decoration a', { hasText: words }).all()) {
          const box = await each.boundingBox();
          if (box !== null && box.y < top && top - box.y < 2 * LINE) return each;
        }
        return null;
      }),
    async openLightbulb(marked) {
      await leave();
      await click(marked);
      const bulb = page.locator(
        '.editor-instance [class*="codicon-light-bulb"], .editor-instance [class*="codicon-gutter-lightbulb"], .editor-instance .lightBulbWidget',
      );
      await bulb.locator('visible=true').first().click();
      const rows = page.locator('.action-widget .monaco-list-row.action');
      await rows.first().waitFor();
      return rows.allInnerTexts();
    },
    async choose(entry) {
      const row = page.locator('.action-widget .monaco-list-row.action', { hasText: entry }).first();
      // A menu takes no clicks until the pointer has moved, so that the click that opened it cannot choose.
      await row.hover({ force: true });
      await page.mouse.move(3, 3, { steps: 2 });
      await row.click();
    },
    async status() {
      const item = page.locator('.statusbar-item[id$="djangoRelations.status"]');
      return (await item.count()) === 0 ? null : (await item.first().innerText()).trim();
    },
    async showProblems() {
      await page.keyboard.press(`${modifier}+Shift+M`);
      await page.locator('.markers-panel .monaco-list-row').first().waitFor();
    },
    async filterProblems(text) {
      await page.locator('.panel .viewpane-filter input').fill(text);
      const rows = page.locator('.markers-panel .monaco-list-row', { hasText: text });
      await rows.first().waitFor();
      return rows.allInnerTexts();
    },
    async preview(expected) {
      const body = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('body');
      return until(`the preview with ${JSON.stringify(expected)}`, async () => {
        const text = await body.innerText().catch(() => '');
        return text.includes(expected) ? text : null;
      });
    },
    async notifications() {
      await run('Notifications: Show Notifications');
      const center = page.locator('.notifications-center');
      await center.waitFor();
      const messages = await center.locator('.notification-list-item-message').allInnerTexts();
      await page.keyboard.press('Escape');
      return messages;
    },
    output: async () =>
      (await page.locator('.output-view-container .view-line, .output-view .view-line, [data-uri^="output:"] .view-line').allInnerTexts())
        .join('\n')
        .replaceAll('\u00a0', ' '),
  };
}

/** What stands before, between and after the guillemets. */
function parts(marked: string): { readonly before: string; readonly marked: string; readonly after: string } {
  const match = /^(.*)«(.*)»(.*)$/u.exec(marked);
  if (match === null) throw new Error(`mark a part with « and »: ${marked}`);
  const [, before = '', middle = '', after = ''] = match;
  return { before, marked: middle, after };
}
