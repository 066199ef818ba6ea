/** Writes the markers of findings anew: what a page says once it agrees with what is found. */
import type { PlacedFinding } from '../../server/src/report/reportSource';
import { markerOf } from './judge';
import { isMarker, printMarker } from './markers';
import type { SpecFile } from './specPage';

/** The text of a file with a marker for each finding; markers of other kinds stay. */
export function annotated(file: SpecFile, findings: readonly PlacedFinding[]): string {
  const lines = file.text.split('\n');
  const here = findings.filter((one) => one.file === file.path).map((one) => markerOf(file, one));
  const said = new Map(file.markers.map((marker) => [`${String(marker.line)} ${marker.kind} ${marker.said}`, marker.quoted]));
  return lines
    .flatMap((line, at) => {
      if (isMarker(line)) return /\^ (error|warning|information):/.test(line) ? [] : [line];
      const markers = here
        .filter((marker) => marker.line === at)
        .map((marker) => printMarker({ ...marker, quoted: said.get(`${String(at)} ${marker.kind} ${marker.said}`) ?? [] }));
      return [line, ...markers.filter((marker) => marker !== null)];
    })
    .join('\n');
}

/** The page with the texts of these files replaced. */
export function rewritten(page: string, texts: ReadonlyMap<SpecFile, string>): string {
  const lines = page.split('\n');
  for (const [file, text] of [...texts].sort(([left], [right]) => right.pageLine - left.pageLine))
    lines.splice(file.pageLine, file.text.split('\n').length - 1, ...text.split('\n').slice(0, -1));
  return lines.join('\n');
}
