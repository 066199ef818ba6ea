/** What gestures and keys mean: a click chooses, an app opens, a pill leads on, "+3" shows neighbours. */
import { aroundModel, wholeProject, type DiagramState, type Level } from '../../server/src/diagram/state';
import type { GraphSubject } from '../../server/src/protocol/graphMessages';
import type { Actions } from './actions';
import { subjectOf, type Attention } from './attention';
import { chosenByLine, type Chosen } from './chosen';
import type { Diagram } from './diagram';
import type { Host } from './host';
import type { Picked } from './picked';
import type { Found } from './searchIndex';
import type { Stage } from './stage';

export interface Intents extends Actions {
  click(picked: Picked): void;
  doubleClick(picked: Picked): void;
  goTo(found: Found): void;
  goToBox(id: string): void;
  showWhole(as: DiagramState['as']): void;
  setDepth(depth: number): void;
  setLevel(level: Level): void;
  openNeighbours(model: string): void;
}

export interface IntentParts {
  readonly stage: Stage;
  readonly diagram: Diagram;
  readonly attention: Attention;
  readonly host: Host;
  /** Something was chosen by hand: its words are wanted. */
  onChosen(): void;
}

export function createIntents({ stage, diagram, attention, host, onChosen }: IntentParts): Intents {
  const isShown = (id: string): boolean => diagram.shown()?.scene.boxes.some(({ box }) => box.id === id) === true;
  const isModel = (id: string): boolean => diagram.shown()?.index.models.has(id) === true;

  /** Level and filters stay when somebody goes elsewhere. */
  const goAs = (state: DiagramState, anchor: string | null): void => {
    const now = diagram.state();
    diagram.go(now === null ? state : { ...state, level: now.level, filters: now.filters, hubs: now.hubs }, anchor);
  };
  const around = (model: string): void => goAs(aroundModel(model, 1), null);
  const change: Actions['change'] = (next, anchor) => {
    const state = diagram.state();
    if (state !== null) diagram.go(next(state), anchor);
  };
  const goToBox = (id: string): void => {
    attention.setCurrent(id);
    stage.reveal(id);
    stage.focusBox(id);
  };
  /** Chooses a subject wherever it is; the picture goes there. */
  const goToSubject = (subject: GraphSubject): void => {
    if (!isShown(subject.model)) {
      goAs({ ...aroundModel(subject.model, 1), selection: subject }, null);
      return;
    }
    attention.choose({ of: 'subject', subject });
    attention.setCurrent(subject.model);
    stage.center(subject.model);
    stage.focusBox(subject.model);
    onChosen();
  };
  const choose = (chosen: Chosen): void => {
    const subject = subjectOf(chosen);
    if (subject === null) attention.choose(chosen);
    else if (isShown(subject.model)) {
      attention.choose(chosen);
      attention.setCurrent(subject.model);
      stage.reveal(subject.model);
    } else goToSubject(subject);
  };
  const openApp = (label: string): void => {
    // The second click of a double click finds it open, or under way.
    if (diagram.state()?.openedApps.includes(label) !== true)
      change((now) => ({ ...now, openedApps: [...now.openedApps, label] }), `app:${label}`);
  };
  const openNeighbours = (model: string): void => change((now) => ({ ...now, opened: [...now.opened, model] }), model);
  const subjectAt = (picked: Picked): GraphSubject | null => {
    if (picked.of !== 'box' || !isModel(picked.box)) return null;
    const [relation, ...others] = arrivalsOf(picked.arrival);
    if (relation !== undefined && others.length === 0) return { model: relation.from, field: relation.field };
    return { model: picked.box, field: picked.row };
  };
  const arrivalsOf = (id: string | null): readonly { readonly from: string; readonly field: string }[] => {
    if (id === null) return [];
    const shown = diagram.shown();
    const single = shown?.index.relations.get(id);
    return single !== undefined ? [single] : (shown?.scene.picture.lines.find((line) => line.id === id)?.relations ?? []);
  };

  return {
    choose,
    around,
    change,
    goToBox,
    openNeighbours,
    goToSource: (subject) => host.say({ say: 'go', subject }),
    explain: () => host.say({ say: 'explain' }),
    showWhole: (as) => goAs(wholeProject(as), null),
    setDepth: (depth) =>
      change((now) => (now.focus === null ? now : { ...now, depth: Math.max(0, depth) }), diagram.state()?.focus ?? null),
    setLevel: (level) => change((now) => ({ ...now, level }), attention.current()),
    click(picked) {
      if (picked.of === 'ground' || picked.of === 'area') {
        attention.choose(null);
        return;
      }
      if (picked.of === 'more') openNeighbours(picked.box);
      else if (picked.of === 'pill' && isShown(picked.target) && !isModel(picked.target)) goToBox(picked.target);
      else if (picked.of === 'pill') goToSubject({ model: picked.target, field: null });
      else if (picked.of === 'line') {
        const shown = diagram.shown();
        if (shown !== null) attention.choose(chosenByLine(shown.scene.picture, picked.line));
      } else if (picked.box.startsWith('app:')) openApp(picked.box.slice('app:'.length));
      else {
        attention.setCurrent(picked.box);
        const subject = subjectAt(picked);
        if (subject !== null) attention.choose({ of: 'subject', subject });
        else if (picked.arrival !== null) attention.choose({ of: 'line', line: picked.arrival });
        else attention.choose({ of: 'box', box: picked.box });
      }
      if (attention.chosen() !== null) onChosen();
    },
    doubleClick(picked) {
      const subject = picked.of === 'line' ? subjectOf(attention.chosen()) : subjectAt(picked);
      if (subject !== null) host.say({ say: 'go', subject });
      else if (picked.of === 'box' && picked.box.startsWith('app:')) openApp(picked.box.slice('app:'.length));
      else if (picked.of === 'ground') stage.fit();
    },
    goTo(found) {
      if (found.of === 'app') goAs({ ...wholeProject('models'), apps: [found.label] }, null);
      else goToSubject(found.subject);
    },
  };
}
