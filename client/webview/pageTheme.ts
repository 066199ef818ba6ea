/** The picture's colours out of the editor's theme, as plain values: the page and the files that it exports look the same. */
import { COLOURS } from '../../server/src/diagram/look';
import { THEMES, type Theme, type ThemeName } from '../../server/src/diagram/theme';
import { html } from './dom';

/** The theme that the page has now. */
export function readTheme(): Theme {
  const name = themeName();
  const base = THEMES[name];
  const colour = createReader();
  const background = colour('--vscode-editor-background') ?? base.background;
  const text = colour('--vscode-editor-foreground') ?? colour('--vscode-foreground') ?? base.text;
  colour.end();
  if (name.startsWith('high-contrast'))
    return { ...base, background, box: background, area: background, arrivals: background, pill: background, text };
  const part = name === 'dark' ? 0.38 : 0.22;
  return {
    ...base,
    background,
    text,
    box: mixed(text, background, name === 'dark' ? 0.045 : 0),
    area: mixed(text, background, 0.03),
    arrivals: mixed(text, background, name === 'dark' ? 0.09 : 0.05),
    pill: mixed(text, background, name === 'dark' ? 0.2 : 0.13),
    muted: mixed(text, background, 0.74),
    border: mixed(text, background, 0.45),
    headers: base.bands.slice(0, COLOURS).map((band) => mixed(band, background, part)),
  };
}

/** Calls `changed` whenever the editor's theme becomes another one. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

function themeName(): ThemeName {
  const { classList } = document.body;
  if (classList.contains('vscode-high-contrast-light')) return 'high-contrast-light';
  if (classList.contains('vscode-high-contrast')) return 'high-contrast';
  return classList.contains('vscode-dark') ? 'dark' : 'light';
}

/** Reads colours in any notation of CSS as `#rrggbb`; null for one that is not there. */
function createReader(): ((variable: string) => string | null) & { end(): void } {
  const probe = html('span', { hidden: '' });
  document.body.append(probe);
  const read = (variable: string): string | null => {
    const written = getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
    if (written === '') return null;
    probe.style.color = written;
    const parts = /(\d+)\D+(\d+)\D+(\d+)/.exec(getComputedStyle(probe).color);
    return parts === null
      ? null
      : `#${parts
          .slice(1, 4)
          .map((each) => Number(each).toString(16).padStart(2, '0'))
          .join('')}`;
  };
  return Object.assign(read, { end: () => probe.remove() });
}

function mixed(colour: string, ground: string, part: number): string {
  const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  const channels = [1, 3, 5].map((at) => Math.round(channel(colour, at) * part + channel(ground, at) * (1 - part)));
  return `#${channels.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
}
