/**
 * Colours, and the style sheet that every picture shares. App and line colours keep their distance for the three common kinds of
 * colour blindness (after the set of Okabe and Ito), and nothing is told by colour alone.
 */
import { COLOURS } from './look';

export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly box: string;
  readonly border: string;
  /** The ground of reverse names in a box. */
  readonly arrivals: string;
  readonly pill: string;
  /** Around pills, where their ground alone does not set them apart. */
  readonly pillEdge: string;
  readonly focus: string;
  readonly error: string;
  readonly warning: string;
  readonly area: string;
  readonly lines: Readonly<Record<LineKind, string>>;
  /** Bands of the apps, and the ground behind the names. */
  readonly bands: readonly string[];
  readonly headers: readonly string[];
}

type LineKind = 'many-to-one' | 'one-to-one' | 'many-to-many' | 'generic' | 'inheritance' | 'bundle';

export type ThemeName = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

const BANDS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#8a5a2b', '#b5a300', '#5b6b7f'];

/** Themes of our own. An editor's page may put its own colours in place of some. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: '#ffffff',
    text: '#1f2328',
    muted: '#59636e',
    box: '#ffffff',
    border: '#8c959f',
    arrivals: '#f3f5f8',
    pill: '#e3e8ef',
    pillEdge: 'none',
    focus: '#0b57d0',
    error: '#c4002b',
    warning: '#9a5b00',
    area: '#f6f7f9',
    lines: {
      'many-to-one': '#3c6e9e',
      'one-to-one': '#7a3e9d',
      'many-to-many': '#00795a',
      generic: '#a05a00',
      inheritance: '#59636e',
      bundle: '#59636e',
    },
    bands: BANDS,
    headers: BANDS.map((band) => mix(band, '#ffffff', 0.2)),
  },
  dark: {
    background: '#1f1f1f',
    text: '#e6e6e6',
    muted: '#a3adb8',
    box: '#262626',
    border: '#6e7681',
    arrivals: '#2d3034',
    pill: '#3d444d',
    pillEdge: 'none',
    focus: '#6cb6ff',
    error: '#ff7b8a',
    warning: '#f0b050',
    area: '#242628',
    lines: {
      'many-to-one': '#79b8f2',
      'one-to-one': '#cf9bf0',
      'many-to-many': '#4cc9a0',
      generic: '#f0a54a',
      inheritance: '#a3adb8',
      bundle: '#a3adb8',
    },
    bands: BANDS,
    headers: BANDS.map((band) => mix(band, '#262626', 0.34)),
  },
  'high-contrast': contrasting({
    ground: '#000000',
    ink: '#ffffff',
    focus: '#f38518',
    error: '#ff8080',
    warning: '#ffd370',
    lines: '#ffffff',
  }),
  'high-contrast-light': contrasting({
    ground: '#ffffff',
    ink: '#000000',
    focus: '#0f4a85',
    error: '#b5200d',
    warning: '#6b4e00',
    lines: '#000000',
  }),
};

interface Contrast {
  readonly ground: string;
  readonly ink: string;
  readonly focus: string;
  readonly error: string;
  readonly warning: string;
  readonly lines: string;
}

/** Two colours and no tints: what is what is told by signs, dashes and words. */
function contrasting({ ground, ink, focus, error, warning, lines }: Contrast): Theme {
  return {
    background: ground,
    text: ink,
    muted: ink,
    box: ground,
    border: ink,
    arrivals: ground,
    pill: ground,
    pillEdge: ink,
    focus,
    error,
    warning,
    area: ground,
    lines: {
      'many-to-one': lines,
      'one-to-one': lines,
      'many-to-many': lines,
      generic: lines,
      inheritance: lines,
      bundle: lines,
    },
    bands: BANDS,
    headers: BANDS.map(() => ground),
  };
}

function mix(colour: string, ground: string, part: number): string {
  const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(channel(colour, at) * part + channel(ground, at) * (1 - part)));
  return `#${mixed.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
}

/** The style sheet of a picture. It uses no variables: not every program that shows SVG knows them. */
export function styleSheet(theme: Theme): string {
  const { lines } = theme;
  return [
    `.dr-ground{fill:${theme.background}}`,
    `.dr-picture text{font-family:"Segoe UI",Ubuntu,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif;font-size:12px;fill:${theme.text}}`,
    `.dr-picture .dr-app-name{font-size:10px;fill:${theme.text}}.dr-picture .dr-name{font-size:14px;font-weight:bold}`,
    `.dr-picture .dr-big{font-size:inherit;font-weight:bold}`,
    `.dr-picture .dr-small{font-size:11px}.dr-picture .dr-muted{fill:${theme.muted};font-size:10.5px}.dr-picture .dr-key{font-size:9px;font-weight:bold;fill:${theme.muted}}`,
    `.dr-right{text-anchor:end}.dr-middle{text-anchor:middle}`,
    `.dr-picture .dr-primary{font-weight:bold}.dr-inherited .dr-field{font-style:italic}`,
    `.dr-picture .dr-reverse{font-weight:bold}.dr-picture .dr-none{font-weight:normal;fill:${theme.muted}}`,
    `.dr-frame{fill:${theme.box}}.dr-outline{fill:none;stroke:${theme.border};stroke-width:1}`,
    `.dr-arrivals{fill:${theme.arrivals}}.dr-row-ground{fill:none;pointer-events:all}`,
    `.dr-pill{fill:${theme.pill};stroke:${theme.pillEdge}}.dr-pill-hidden{fill:none;stroke:${theme.muted};stroke-dasharray:3 2}.dr-pill-any,.dr-pill-unknown{fill:none;stroke:${theme.muted}}`,
    `.dr-badge rect{fill:${theme.box};stroke:${theme.muted}}`,
    `.dr-is-focus .dr-outline{stroke:${theme.focus};stroke-width:3}`,
    `.dr-is-abstract .dr-outline{stroke-dasharray:2 3}.dr-is-abstract .dr-name{font-style:italic}.dr-is-proxy .dr-outline{stroke-dasharray:7 3}`,
    `.dr-is-swapped .dr-outline{stroke-dasharray:1 3}.dr-picture .dr-is-swapped .dr-name{fill:${theme.muted};text-decoration:line-through}`,
    `.dr-ghost .dr-outline{stroke-dasharray:5 4}.dr-picture .dr-ghost .dr-name{fill:${theme.muted};font-style:italic}`,
    `.dr-path,.dr-foot{fill:none;stroke-width:1.4}.dr-ring,.dr-triangle{fill:${theme.background};stroke-width:1.4}.dr-catch{fill:none;stroke:none;stroke-width:11;pointer-events:stroke}`,
    `.dr-bundle .dr-path{stroke-width:inherit}`,
    ...['many-to-one', 'one-to-one', 'many-to-many', 'generic', 'bundle'].map((kind) => lineRule(kind, lines[kind as LineKind])),
    ...['multi-table', 'proxy', 'abstract', 'swapped'].map((kind) => lineRule(kind, lines.inheritance)),
    `.dr-generic .dr-path{stroke-dasharray:6 3}.dr-proxy .dr-path{stroke-dasharray:7 3}.dr-abstract .dr-path{stroke-dasharray:2 3}.dr-swapped .dr-path{stroke-dasharray:1 3}`,
    `.dr-count{fill:${theme.background};stroke:${theme.muted};stroke-width:1}`,
    `.dr-area{fill:${theme.area};stroke:${theme.border};stroke-opacity:.4}.dr-picture .dr-area-name{font-size:13px;font-weight:bold;fill:${theme.muted}}`,
    ...Array.from(
      { length: COLOURS },
      (_, at) =>
        `.dr-app-${String(at)} .dr-header{fill:${theme.headers[at] ?? ''}}.dr-app-${String(at)} .dr-band{fill:${theme.bands[at] ?? ''}}`,
    ),
    ...problemRules('error', theme.error),
    ...problemRules('warning', theme.warning),
  ].join('\n');
}

function lineRule(kind: string, colour: string): string {
  return `.dr-${kind} .dr-path,.dr-${kind} .dr-foot,.dr-${kind} .dr-ring,.dr-${kind} .dr-triangle{stroke:${colour}}`;
}

/** Both ends of a mistake are drawn in its colour, and thicker: the colour is not the only sign. */
function problemRules(severity: string, colour: string): readonly string[] {
  return [
    `.dr-picture .dr-row.dr-${severity} text{fill:${colour};font-weight:bold}`,
    `.dr-box.dr-${severity} .dr-outline{stroke:${colour};stroke-width:2}`,
    `.dr-line.dr-${severity} .dr-path,.dr-line.dr-${severity} .dr-foot,.dr-line.dr-${severity} .dr-ring{stroke:${colour};stroke-width:2.4}`,
    ...(severity === 'error' ? [`.dr-picture .dr-problem-text{fill:${colour};font-weight:bold}`] : []),
  ];
}
