/** Pictures of the window: one for each thing that was checked, and the README's, cut to what they show. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { repository } from './session';
import { withPalette } from './smallPng';

const shots = path.join(repository, '.cache/shots');
const readmeImages = path.join(repository, 'docs/images');
const readmeLimit = 60_000;

export interface Camera {
  /** Keeps the whole window as `.cache/shots/<name>.png`. */
  shoot(page: Page, name: string): Promise<void>;
  /** Keeps the part of the window as `docs/images/<name>.png` when the README's pictures are wanted; else does nothing. */
  shootForReadme(page: Page, name: string, part: Part): Promise<void>;
}

/** In the page's pixels. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pictures of an earlier run are thrown away: an old failure must not look like a new one. */
export async function createCamera({ forReadme }: { readonly forReadme: boolean }): Promise<Camera> {
  await rm(shots, { recursive: true, force: true });
  return {
    async shoot(page, name) {
      await mkdir(shots, { recursive: true });
      await page.screenshot({ path: path.join(shots, `${name}.png`), animations: 'disabled' });
    },
    async shootForReadme(page, name, part) {
      if (!forReadme) return;
      await mkdir(readmeImages, { recursive: true });
      const file = path.join(readmeImages, `${name}.png`);
      // A part of the whole window's width is shown smaller than it is: it needs no more pixels than the window has.
      const scale = part.width > 1000 ? 'css' : 'device';
      const picture = withPalette(await page.screenshot({ clip: part, animations: 'disabled', scale }));
      if (picture.length > readmeLimit)
        throw new Error(`${file} would have ${String(picture.length)} bytes; a README's picture should load at once`);
      await writeFile(file, picture);
    },
  };
}
