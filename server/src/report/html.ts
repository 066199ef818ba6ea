/**
 * `graph --format html`: one file that opens anywhere, without a network: the SVG, and a small script for pan, zoom and search.
 * Names of a project are text in it, never markup, and its policy lets nothing run but that script.
 */
import { createHash } from 'node:crypto';
import { elementToString } from '../diagram/svgElement';
import { styleSheet, THEMES } from '../diagram/theme';
import { drawPicture, type DrawnPicture } from './svg';

/** The page. `script` is the text of the bundled page script. */
export function renderHtml(pictures: readonly DrawnPicture[], script: string): string {
  const style = pageStyle();
  const title = pictures.map((picture) => picture.title).join(', ');
  // A script's text may hold no end tag of its own.
  const safe = script.replaceAll('</', '<\\/');
  const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(safe)}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Django Relations">
<title>${escaped(title === '' ? 'Django Relations' : title)}</title>
<style>${style}</style>
</head>
<body>
${tools(pictures)}
<main id="stage" tabindex="0" aria-label="Picture of models. Arrow keys move, plus and minus zoom, 0 shows everything.">
${pictures.map((picture) => `<div class="picture">${elementToString(drawPicture(picture, 'both'))}</div>`).join('\n')}
${pictures.length === 0 ? '<p class="notice">There is no Django project here.</p>' : ''}
</main>
<script>${safe}</script>
</body>
</html>
`;
}

/** The search offers models, and their fields and reverse names behind them. */
function tools(pictures: readonly DrawnPicture[]): string {
  const names = new Set(pictures.flatMap(({ scene }) => scene.boxes.map(({ box }) => box.id)));
  for (const { scene } of pictures)
    for (const { line } of scene.lines) for (const { id } of line.relations) if (!names.has(id)) names.add(id);
  const options = [...names].map((name) => `<option value="${escaped(name)}"></option>`).join('');
  return `<header role="toolbar" aria-label="Picture">
<input id="search" type="search" list="names" placeholder="Search a model or field" aria-label="Search a model or field" autocomplete="off">
<datalist id="names">${options}</datalist>
<button id="out" type="button" aria-label="Zoom out">−</button>
<button id="in" type="button" aria-label="Zoom in">+</button>
<button id="fit" type="button">Fit</button>
<output id="told" role="status"></output>
</header>`;
}

function pageStyle(): string {
  return [
    pageColours('light'),
    styleSheet(THEMES.light),
    `@media (prefers-color-scheme: dark){${pageColours('dark')}\n${styleSheet(THEMES.dark)}}`,
    `@media (prefers-contrast: more) and (prefers-color-scheme: light){${styleSheet(THEMES['high-contrast-light'])}}`,
    `@media (prefers-contrast: more) and (prefers-color-scheme: dark){${styleSheet(THEMES['high-contrast'])}}`,
    'html,body{height:100%;margin:0}body{display:flex;flex-direction:column;font:13px "Segoe UI",Ubuntu,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif}',
    'header{display:flex;gap:6px;padding:6px 10px;align-items:center;flex-wrap:wrap}input,button{font:inherit;color:inherit;background:transparent;border:1px solid;border-radius:4px;padding:4px 8px}input{width:22em;max-width:60vw}',
    'main{flex:1;overflow:hidden;position:relative;cursor:grab;touch-action:none;outline-offset:-2px}main.is-moving{cursor:grabbing}',
    '.layer{position:absolute;left:0;top:0;transform-origin:0 0}.picture svg{display:block}.notice{padding:24px}',
    '.dr-box,.dr-line{cursor:pointer}.has-chosen .dr-box:not(.is-near),.has-chosen .dr-line:not(.is-near){opacity:.25}.is-chosen .dr-outline{stroke-width:3}',
    '.is-far .dr-row,.is-far .dr-box .dr-muted,.is-far .dr-foot,.is-far .dr-ring,.layer:not(.is-far) .dr-afar{display:none}',
    '.is-far .dr-path{stroke-width:2.5}.is-far .dr-picture .dr-areas .dr-area-name{font-size:min(48px,1em)}',
    '@media (prefers-reduced-motion: no-preference){.layer.is-gliding{transition:transform .25s}}',
  ].join('\n');
}

function pageColours(theme: 'light' | 'dark'): string {
  const { background, text } = THEMES[theme];
  return `html{background:${background};color:${text}}`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
