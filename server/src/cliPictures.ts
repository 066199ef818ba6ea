/** The formats of `graph` that draw. Apart from the command, so that `check` starts without them. */
import { renderDot } from './report/dot';
import { layOut, picturesOf, type PictureOptions } from './report/graphPictures';
import { renderHtml } from './report/html';
import type { ReportSource } from './report/reportSource';
import { renderSvg, type DrawnPicture } from './report/svg';

export interface RenderOptions extends PictureOptions {
  readonly format: 'dot' | 'svg' | 'html';
  /** The script of the HTML page. */
  readonly pageScript: () => string;
  /** Says something about the work to the person. */
  readonly tell: (message: string) => void;
}

/** The text of the file. */
export async function renderPictures(source: ReportSource, options: RenderOptions): Promise<string> {
  const { format } = options;
  const pictures = picturesOf(source, options);
  if (format === 'dot') return renderDot(pictures);
  const { layoutGraph } = await import('./layout/layoutGraph');
  const drawn: DrawnPicture[] = [];
  for (const { view, picture, title } of pictures) {
    const { scene, notice } = await layOut(picture, layoutGraph);
    if (notice !== null) options.tell(notice);
    drawn.push({ view, title, scene });
  }
  return format === 'svg' ? renderSvg(drawn) : renderHtml(drawn, options.pageScript());
}
