/**
 * One drawing in layers by ELK: lines leave on the right, at their row, and arrive on the left. Two runs: the first tells in
 * which order lines reach a box, the second gives each the arrival that fits, so that they do not cross before its door.
 */
import ELK, { type ElkEdgeSection, type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import { groupBy } from '../base/collections';
import type { LayoutInput, LayoutLine, Point } from '../protocol/graphLayout';

export interface LayeredResult {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Point>;
  readonly arrivals: ReadonlyMap<string, number>;
  readonly bends: ReadonlyMap<string, readonly Point[]>;
}

/** Up to this many boxes ELK takes the slower placement, with which lines are a third shorter. */
const FINE_UP_TO = 100;

const elk = new ELK();

/** Lays out boxes that hang together. Rejects where ELK fails, as it may on very large graphs. */
export async function layered(input: LayoutInput): Promise<LayeredResult> {
  const usual = await inTwoRuns(input, {});
  const isTower = input.boxes.length <= WIDER_UP_TO && usual.width < TOWER * usual.height;
  return isTower ? better(usual, await inTwoRuns(input, WIDER)) : usual;
}

/** Many boxes around one stand in a tower. In more columns the picture is one that fits a screen, if lines do not suffer. */
const TOWER = 0.7;
const WIDER_UP_TO = 60;
const WIDER = { 'elk.layered.layering.strategy': 'STRETCH_WIDTH' };

function better(usual: LayeredResult, wider: LayeredResult): LayeredResult {
  return wider.height < 0.85 * usual.height && lengthOf(wider) < 1.3 * lengthOf(usual) ? wider : usual;
}

function lengthOf({ bends }: LayeredResult): number {
  let length = 0;
  for (const points of bends.values())
    points.forEach((point, at) => {
      const before = points[at - 1] ?? point;
      length += Math.abs(point.x - before.x) + Math.abs(point.y - before.y);
    });
  return length;
}

type ElkOptions = Readonly<Record<string, string>>;

/** The first run needs no fine places: only the order counts in which lines come. */
async function inTwoRuns(input: LayoutInput, more: ElkOptions): Promise<LayeredResult> {
  const fine = { ...more, ...(input.boxes.length <= FINE_UP_TO ? FINE : {}) };
  const open = input.lines.filter(({ toY }) => toY === null);
  if (open.length === 0) return run(input, new Map(), fine);
  const first = await run(input, new Map(open.map((line) => [line.id, middleArrival(input, line)])), more);
  return run(input, chooseArrivals(input, open, first), fine);
}

const FINE = { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX' };

function middleArrival({ boxes }: LayoutInput, { to }: LayoutLine): number {
  const arrivals = boxes.find(({ id }) => id === to)?.arrivals ?? [];
  return arrivals[Math.floor(arrivals.length / 2)] ?? 0;
}

/** Lines of one box in the order in which they come down to it, from above to below. */
function chooseArrivals({ boxes }: LayoutInput, open: readonly LayoutLine[], first: LayeredResult): ReadonlyMap<string, number> {
  const chosen = new Map<string, number>();
  const byBox = new Map(boxes.map((box) => [box.id, box]));
  for (const [to, lines] of groupBy(open, (line) => line.to)) {
    const arrivals = byBox.get(to)?.arrivals ?? [];
    const sorted = [...lines].sort((left, right) => comesFrom(first, left) - comesFrom(first, right));
    sorted.forEach((line, at) => chosen.set(line.id, arrivals[at] ?? arrivals.at(-1) ?? 0));
  }
  return chosen;
}

/** The height from which a line turns towards its end; a straight one has the height of its beginning. */
function comesFrom({ bends, places }: LayeredResult, { id, from, fromY }: LayoutLine): number {
  const points = bends.get(id) ?? [];
  return points.at(-2)?.y ?? points.at(-1)?.y ?? (places.get(from)?.y ?? 0) + fromY;
}

async function run(input: LayoutInput, arrivals: ReadonlyMap<string, number>, more: ElkOptions): Promise<LayeredResult> {
  const graph = toElk(input, arrivals);
  const result = await elk.layout({ ...graph, layoutOptions: { ...OPTIONS, ...more } });
  const places = new Map((result.children ?? []).map(({ id, x = 0, y = 0 }) => [id.slice(2), { x, y }]));
  const bends = new Map((result.edges ?? []).map((edge) => [edge.id.slice(2), bendsOf(edge)]));
  return { width: result.width ?? 0, height: result.height ?? 0, places, arrivals, bends };
}

function bendsOf({ sections }: ElkExtendedEdge): readonly Point[] {
  return (sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }: ElkEdgeSection) =>
    [startPoint, ...bendPoints, endPoint].map(({ x, y }) => ({ x, y })),
  );
}

/** Names get a letter before them, so that no name of a project meets one of ELK's own. */
function toElk({ boxes, lines }: LayoutInput, arrivals: ReadonlyMap<string, number>): ElkNode {
  const leaving = groupBy(lines, ({ from }) => from);
  const entering = groupBy(lines, ({ to }) => to);
  const free = new Set(boxes.flatMap(({ id, ends }) => (ends === 'free' ? id : [])));
  const east = (line: LayoutLine): string => (free.has(line.from) ? `e:${line.id}` : `e${String(line.fromY)}:${line.from}`);
  const west = (line: LayoutLine): string => (free.has(line.to) ? `w:${line.id}` : `w${String(heightAt(line, arrivals))}:${line.to}`);
  return {
    id: 'all',
    children: boxes.map((box) => ({
      id: `b:${box.id}`,
      width: box.width,
      height: box.height,
      layoutOptions: { 'elk.portConstraints': box.ends === 'free' ? 'FIXED_SIDE' : 'FIXED_POS' },
      ports: [
        ...portsOf(
          'EAST',
          (leaving.get(box.id) ?? []).map((line) => ({ id: east(line), x: box.width, y: line.fromY })),
        ),
        ...portsOf(
          'WEST',
          (entering.get(box.id) ?? []).map((line) => ({ id: west(line), x: 0, y: heightAt(line, arrivals) })),
        ),
      ],
    })),
    edges: lines.map((line) => ({ id: `l:${line.id}`, sources: [east(line)], targets: [west(line)] })),
  };
}

function heightAt({ id, toY }: LayoutLine, arrivals: ReadonlyMap<string, number>): number {
  return toY ?? arrivals.get(id) ?? 0;
}

/** Each port once, though several lines may share it. */
function portsOf(
  side: 'EAST' | 'WEST',
  ports: readonly { readonly id: string; readonly x: number; readonly y: number }[],
): NonNullable<ElkNode['ports']> {
  return [...new Map(ports.map((port) => [port.id, port])).values()].map((port) => ({
    ...port,
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': side },
  }));
}

const OPTIONS: ElkOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.randomSeed': '1',
  'elk.aspectRatio': '1.6',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '8',
  'elk.spacing.componentComponent': '48',
  'elk.layered.spacing.nodeNodeBetweenLayers': '64',
  // A crow's foot needs room before the line may turn.
  'elk.layered.spacing.edgeNodeBetweenLayers': '22',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
};
