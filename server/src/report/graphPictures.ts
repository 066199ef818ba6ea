/** From analysed projects to pictures for files: one for each project that has something of what was asked for. */
import { counted } from '../base/counted';
import { graphViewOf } from '../features/graphView';
import { indexView } from '../diagram/indexView';
import { layoutInputOf } from '../diagram/layoutInput';
import { measureBoxes } from '../diagram/measureBox';
import type { Picture } from '../diagram/picture';
import { pictureOf } from '../diagram/pictureOf';
import { projectTitle } from '../diagram/projectTitle';
import { sceneOf, type Scene } from '../diagram/scene';
import { aroundModel, wholeProject, type DiagramState, type Level } from '../diagram/state';
import type { LayoutInput, LayoutResult } from '../protocol/graphLayout';
import type { GraphView } from '../protocol/graphView';
import { sortedProjects, type ReportSource } from './reportSource';

export interface PictureOptions {
  readonly focus: string | null;
  readonly depth: number;
  /** App labels; empty for all. */
  readonly apps: readonly string[];
  /** `apps` shows one box for each app. */
  readonly level: Level | 'apps';
}

export interface ProjectPicture {
  readonly view: GraphView;
  readonly picture: Picture;
  readonly title: string;
}

/** The pictures in the order of their projects. Projects without the model or the app that was asked for have none. */
export function picturesOf(source: ReportSource, options: PictureOptions): readonly ProjectPicture[] {
  const { focus, apps } = options;
  const views = sortedProjects(source).map((each) => graphViewOf(each, { id: source.pathOf(each.project.root), findings: each.findings }));
  return views
    .filter((view) => focus === null || view.models.some(({ id }) => id === focus))
    .filter((view) => apps.length === 0 || view.apps.some(({ label }) => apps.includes(label)))
    .map((view) => ({ view, picture: pictureOf(indexView(view), stateOf(options)), title: titleOf(view, options) }));
}

function stateOf({ focus, depth, apps, level }: PictureOptions): DiagramState {
  const base = focus === null ? wholeProject(level === 'apps' ? 'apps' : 'models') : aroundModel(focus, depth);
  return { ...base, apps: apps.length === 0 ? null : apps, level: level === 'apps' ? 'relations' : level };
}

function titleOf({ project }: GraphView, { focus, depth, apps }: PictureOptions): string {
  const name = projectTitle(project);
  if (focus !== null) return `${focus} and what is ${counted(depth, 'step')} around it (${name})`;
  return apps.length > 0 ? `${apps.join(', ')} (${name})` : name;
}

export type Layout = (input: LayoutInput) => Promise<LayoutResult>;

export interface LaidOut {
  readonly scene: Scene;
  /** A sentence for the person when the layout did not work, else null. */
  readonly notice: string | null;
}

/** Gives a picture its places. */
export async function layOut(picture: Picture, layout: Layout): Promise<LaidOut> {
  const sized = measureBoxes(picture.boxes, picture.lines);
  const result = await layout(layoutInputOf(picture, sized));
  return { scene: sceneOf(picture, sized, result), notice: result.notice };
}
