/** The graph panel in VS Code's window as a person uses it. Boxes are named as in the picture: `catalog.Book`, `app:catalog`. */
import type { FrameLocator, Locator } from 'playwright-core';
import type { Editor } from './editor';
import { until } from './report';
import type { Camera } from './shots';

export interface Graph {
  readonly frame: FrameLocator;
  box(id: string): Locator;
  line(id: string): Locator;
  row(box: string, field: string): Locator;
  /** Waits until a picture with this box stands still. */
  waitForBox(id: string): Promise<void>;
  /** Ids of all boxes in the page now. */
  boxes(): Promise<readonly string[]>;
  /** Corners of the boxes as they are drawn, by id, in the picture's own coordinates. */
  places(): Promise<Readonly<Record<string, string>>>;
  /** A button by its label or words. */
  button(name: string): Locator;
  /** What the part beside the picture says. */
  side(): Promise<string>;
  /** The line below the picture. */
  status(): Promise<string>;
  /** Clicks where the box has its name, so that neither a row nor a badge is meant. */
  chooseBox(id: string): Promise<void>;
  /** A picture of the panel over the whole window, for the README as well. */
  shootWide(camera: Camera, name: string): Promise<void>;
}

export function driveGraph({ page, run }: Editor): Graph {
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const box = (id: string): Locator => frame.locator(`[data-box="${id}"]`);
  const attributes = (name: string): Promise<readonly string[]> =>
    frame
      .locator('.stage [data-box]')
      .evaluateAll(
        (boxes: readonly { getAttribute(name: string): string | null }[], wanted) => boxes.map((each) => each.getAttribute(wanted) ?? ''),
        name,
      );
  return {
    frame,
    box,
    boxes: () => attributes('data-box'),
    line: (id) => frame.locator(`[data-line="${id}"] .dr-catch`),
    row: (id, field) => box(id).locator(`[data-row="${field}"]`),
    async waitForBox(id) {
      await box(id).waitFor({ state: 'attached' });
      let before = '';
      await until(`${id} at rest`, async () => {
        const now = JSON.stringify(await box(id).boundingBox());
        const rests = now === before;
        before = now;
        return rests;
      });
    },
    async places() {
      const [ids, corners] = [await attributes('data-box'), await attributes('transform')];
      return Object.fromEntries(ids.map((id, at) => [id, corners[at] ?? '']));
    },
    button: (name) => frame.getByRole('button', { name }),
    side: async () => ((await frame.locator('.side').count()) === 0 ? '' : frame.locator('.side').innerText()),
    status: () => frame.locator('.status').innerText(),
    async shootWide(camera, name) {
      await run('View: Toggle Maximize Editor Group');
      await page.waitForTimeout(800);
      await frame.getByRole('button', { name: 'Show everything' }).click();
      await page.mouse.move(640, 788);
      // A click by machine may scroll the box in which VS Code keeps the frame by its few spare pixels.
      await page.evaluate(`document.querySelectorAll('iframe.webview').forEach((each) => (each.parentElement.scrollTop = 0))`);
      await page.waitForTimeout(500);
      await camera.shoot(page, `${name}-wide`);
      await camera.shootForReadme(page, name, { x: 0, y: 35, width: 1280, height: 743 });
      await run('View: Toggle Maximize Editor Group');
      await page.waitForTimeout(500);
    },
    async chooseBox(id) {
      await box(id).click({ position: { x: 20, y: 8 } });
    },
  };
}
