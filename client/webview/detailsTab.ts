/** The chosen thing in words: what the hover says of it, and everything that it is related to, one press away. */
import { counted } from '../../server/src/base/counted';
import { problemsAt, targetOf } from '../../server/src/diagram/indexView';
import { projectTitle } from '../../server/src/diagram/projectTitle';
import { nameIn } from '../../server/src/diagram/relationMarks';
import type { GraphSubject } from '../../server/src/protocol/graphMessages';
import type { ProblemView, RelationView } from '../../server/src/protocol/graphView';
import type { Actions } from './actions';
import type { Chosen } from './chosen';
import type { Shown } from './diagram';
import { button, html } from './dom';
import { renderMarkdown, type CodeMaker } from './markdown';

/** `words` are the server's, null until they are there. */
export function renderDetails(shown: Shown | null, chosen: Chosen | null, words: string | null, actions: Actions): readonly Node[] {
  if (shown === null) return [];
  if (chosen === null) return renderOverview(shown, actions);
  if (chosen.of === 'subject') return renderSubject(shown, chosen.subject, words, actions);
  if (chosen.of === 'line') return renderLine(shown, chosen.line, actions);
  return renderBox(shown, chosen.box, actions);
}

function renderOverview({ index: { view } }: Shown, actions: Actions): readonly Node[] {
  const { project, problems, uncertain } = view;
  return [
    html('p', {}, html('strong', {}, html('bdi', {}, projectTitle(project)))),
    html('p', {}, `${counted(project.models, 'model')}, ${counted(project.relations, 'relation')} in ${counted(view.apps.length, 'app')}.`),
    html('p', { class: 'hint' }, 'Choose a model, a field or a line to read what it means. A double click opens its source.'),
    ...section(
      'Problems',
      problems.map((problem) => problemItem(problem, actions)),
    ),
    ...section(
      'Not decided by source text',
      uncertain.map((sentence) => html('li', {}, sentence)),
    ),
    html('p', {}, button('Explain this project', actions.explain, { class: 'link' })),
  ];
}

function renderSubject(shown: Shown, subject: GraphSubject, words: string | null, actions: Actions): readonly Node[] {
  const { index } = shown;
  const model = index.models.get(subject.model);
  if (model === undefined) return [html('p', {}, `There is no model ${subject.model} any more.`)];
  const relation = index.relations.get(`${subject.model}.${subject.field ?? ''}`);
  const title = subject.field === null ? model.name : `${model.name}.${subject.field}`;
  const outgoing = index.from.get(subject.model) ?? [];
  const incoming = index.to.get(subject.model) ?? [];
  return [
    html('h3', { class: 'chosen-name' }, html('bdi', {}, title)),
    html(
      'p',
      { class: 'actions' },
      button('Go to source', () => actions.goToSource(subject)),
      shown.state.focus === subject.model && shown.state.as === 'models'
        ? null
        : button('Show around it', () => actions.around(subject.model)),
      hubButton(shown, subject.model, actions),
    ),
    html(
      'div',
      { class: 'words', 'aria-live': 'off' },
      words === null ? html('p', {}, relation?.words ?? model.id) : renderMarkdown(words, codeLinks(shown, subject, actions)),
    ),
    ...(subject.field === null
      ? [
          ...longSection(
            'Points at',
            outgoing.map((each) => relationItem(shown, each, 'out', actions)),
          ),
          ...longSection(
            'Pointed at by',
            incoming.map((each) => relationItem(shown, each, 'in', actions)),
          ),
        ]
      : [
          html(
            'p',
            {},
            button(`All of ${model.name}`, () => actions.choose({ of: 'subject', subject: { model: model.id, field: null } }), {
              class: 'link',
            }),
          ),
        ]),
  ];
}

/** The words name the first ten; where there are more, all of them stand below. */
function longSection(title: string, items: readonly HTMLElement[]): readonly Node[] {
  return items.length <= 10 ? [] : section(`${title} (${String(items.length)})`, items);
}

/** Names of models and relations in the words lead to them. */
function codeLinks({ index }: Shown, { model }: GraphSubject, { choose }: Actions): CodeMaker {
  return (code) => {
    const relation = index.relations.get(code) ?? index.relations.get(`${model}.${code}`);
    const subject = relation !== undefined ? { model: relation.from, field: relation.field } : { model: code, field: null };
    if (relation === undefined && !index.models.has(code)) return null;
    return button(code, () => choose({ of: 'subject', subject }), { class: 'link code' });
  };
}

function hubButton({ scene, state }: Shown, model: string, { change }: Actions): HTMLElement | null {
  const hub = scene.picture.hubs.find(({ box }) => box === model);
  if (hub === undefined) return null;
  if (hub.as === 'pills')
    return button(`Draw its ${String(hub.incoming)} lines`, () => change((now) => ({ ...now, hubLines: [...now.hubLines, model] }), model));
  if (state.hubs === 'lines') return null;
  return button('Pills instead of lines', () =>
    change((now) => ({ ...now, hubLines: now.hubLines.filter((each) => each !== model) }), model),
  );
}

/** One relation as it reads from this end. */
export function relationItem({ index }: Shown, relation: RelationView, end: 'out' | 'in', { choose }: Actions): HTMLElement {
  const target = targetOf(relation);
  const other =
    end === 'in' ? `${nameIn(index, relation.from)}.${relation.field}` : target === null ? unknownTarget(relation) : nameIn(index, target);
  const name = end === 'out' ? relation.field : (relation.accessor ?? (relation.symmetrical ? relation.field : 'hidden'));
  const subject = { model: relation.from, field: relation.field };
  const problems = problemsAt(index, relation.from, relation.field);
  return html(
    'li',
    problems.length > 0 ? { class: 'has-problem' } : {},
    button(`${name} ${end === 'out' ? '→' : '←'} ${other}`, () => choose({ of: 'subject', subject }), {
      class: 'link',
      title: relation.words,
    }),
    problems.length > 0 ? html('span', { class: 'mark' }, ` ${problems.map(({ code }) => code).join(', ')}`) : null,
  );
}

function unknownTarget({ target, kind }: RelationView): string {
  if (kind === 'generic') return 'any model';
  return 'text' in target && target.text !== '' ? `${target.text} (${target.state})` : 'not known';
}

function renderLine(shown: Shown, id: string, actions: Actions): readonly Node[] {
  const line = shown.scene.picture.lines.find((each) => each.id === id);
  if (line === undefined) return [html('p', {}, 'This line is not shown any more.')];
  return [
    html('p', {}, html('strong', {}, line.words)),
    ...section(
      'Relations',
      line.relations.map((each) => relationItem(shown, each, 'out', actions)),
    ),
    ...problemsSection(line.problems, actions),
  ];
}

function renderBox(shown: Shown, id: string, actions: Actions): readonly Node[] {
  const box = shown.scene.picture.boxes.find((each) => each.id === id);
  if (box?.shape !== 'ghost') return [html('p', {}, 'This box is not shown any more.')];
  const named = shown.scene.picture.lines.filter(({ to }) => to === id).flatMap(({ relations }) => relations);
  return [
    html('h3', { class: 'chosen-name' }, html('bdi', {}, box.text)),
    html('p', {}, box.words),
    ...problemsSection(box.problems, actions),
    ...section(
      'Named by',
      named.map((each) => relationItem(shown, each, 'in', actions)),
    ),
  ];
}

function problemsSection(problems: readonly ProblemView[], actions: Actions): readonly Node[] {
  return section(
    'Problems',
    problems.map((problem) => problemItem(problem, actions)),
  );
}

function problemItem({ code, message, help, ends }: ProblemView, { choose }: Actions): HTMLElement {
  const [first] = ends;
  const subject = first === undefined ? null : { model: first.model, field: first.field };
  return html(
    'li',
    { class: 'has-problem' },
    subject === null
      ? html('span', { class: 'mark' }, code)
      : button(`${code} ${subject.model}${subject.field === null ? '' : `.${subject.field}`}`, () => choose({ of: 'subject', subject }), {
          class: 'link mark',
        }),
    html('div', {}, `${message} ${help}`),
  );
}

/** A heading and a list; nothing for an empty one. */
export function section(title: string, items: readonly HTMLElement[]): readonly Node[] {
  return items.length === 0 ? [] : [html('h3', {}, title), html('ul', { class: 'plain' }, ...items)];
}
