/** The picture as text: every model that is shown, with all its relations, by app. Nothing of it is left out for being far away. */
import { counted } from '../../server/src/base/counted';
import { groupBy } from '../../server/src/base/collections';
import type { ModelBox } from '../../server/src/diagram/picture';
import type { Actions } from './actions';
import type { Shown } from './diagram';
import { relationItem } from './detailsTab';
import { button, html } from './dom';

export function renderList(shown: Shown | null, actions: Actions): readonly Node[] {
  if (shown === null) return [];
  const { boxes } = shown.scene.picture;
  const models = boxes.flatMap((box) => (box.shape === 'model' ? box : []));
  const apps = boxes.flatMap((box) => (box.shape === 'app' ? box : []));
  const ghosts = boxes.flatMap((box) => (box.shape === 'ghost' ? box : []));
  return [
    ...[...groupBy(models, ({ model }) => model.appLabel)].flatMap(([app, own]) => [
      html('h3', {}, html('bdi', {}, app)),
      html('ul', { class: 'plain models' }, ...own.map((box) => modelItem(shown, box, actions))),
    ]),
    ...(apps.length === 0 ? [] : [html('h3', {}, 'Apps')]),
    ...apps.map(({ app, models: own }) =>
      html(
        'details',
        {},
        html('summary', {}, `${app.label}, ${counted(own.length, 'model')}`),
        html('ul', { class: 'plain' }, ...own.map((id) => html('li', {}, modelButton(id, id, actions)))),
      ),
    ),
    ...(ghosts.length === 0 ? [] : [html('h3', {}, 'Targets that are not there')]),
    ...ghosts.map(({ id, text }) =>
      html(
        'p',
        {},
        button(text, () => actions.choose({ of: 'box', box: id }), { class: 'link' }),
      ),
    ),
  ];
}

function modelItem(shown: Shown, { id, model, problems }: ModelBox, actions: Actions): HTMLElement {
  const { index } = shown;
  const outgoing = index.from.get(id) ?? [];
  const incoming = index.to.get(id) ?? [];
  return html(
    'li',
    problems.length > 0 ? { class: 'has-problem' } : {},
    modelButton(id, model.kind === 'model' ? model.name : `${model.name} (${model.kind})`, actions),
    outgoing.length + incoming.length === 0
      ? null
      : html(
          'ul',
          { class: 'plain inner' },
          ...outgoing.map((each) => relationItem(shown, each, 'out', actions)),
          ...incoming.filter(({ from }) => from !== id).map((each) => relationItem(shown, each, 'in', actions)),
        ),
  );
}

function modelButton(id: string, words: string, { choose }: Actions): HTMLElement {
  return button(words, () => choose({ of: 'subject', subject: { model: id, field: null } }), { class: 'link strong' });
}
