/** The model for which code asks Django: `get_user_model()`, `apps.get_model("shop", "Order")`. */
import type { Definition } from '../modules/names';
import type { Value } from '../values/evaluate';
import { isGetUserModel } from './djangoNames';

/** The label that such a call names, or `user` for the user model, whichever it is; null for any other value. */
export function askedModel(value: Value): { readonly label: string } | 'user' | null {
  if (value.kind !== 'call') return null;
  if (isGetUserModel(value.callee)) return 'user';
  if (value.callee.kind !== 'external' || !GETS_MODEL.has(value.callee.path)) return null;
  const { positional, keywords, open } = value.args;
  const [app, model] = [positional[0] ?? keywords.get('app_label'), positional[1] ?? keywords.get('model_name')];
  if (open !== null || app === undefined) return null;
  if (model === undefined && app.kind === 'reference' && isUserModelSetting(app.definition)) return 'user';
  if (app.kind !== 'string') return null;
  if (model === undefined) return { label: app.value };
  return model.kind === 'string' ? { label: `${app.value}.${model.value}` } : null;
}

const GETS_MODEL: ReadonlySet<string> = new Set(['django.apps.apps.get_model', 'django.apps.apps.get_registered_model']);

/** `settings.AUTH_USER_MODEL`, which means a model rather than a text. */
export function isUserModelSetting(definition: Definition): boolean {
  return definition.kind === 'external' && definition.path === 'django.conf.settings.AUTH_USER_MODEL';
}
