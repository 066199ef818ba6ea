/** All that a service says about a workspace, as plain data, so that two services can be compared. */
import { positionAt } from '../../../server/src/base/span';
import type { Place } from '../../../server/src/relations/graph';
import type { LanguageService } from '../../../server/src/service/languageService';

/** Projects, models, relations, findings with their places, notices. Left out is how much was read to know it. */
export function wholeAnswer(service: LanguageService): unknown {
  const { projects, notices, stats } = service.analysis();
  const { files, models, relations } = stats;
  return plain({
    projects: projects.map(({ project, graph, findings }) => ({
      project,
      graph,
      findings: findings.map((finding) => ({ ...finding, shown: placesIn(finding).map((place) => shown(service, place)) })),
    })),
    notices: notices.map(({ kind, key }) => `${kind} ${key}`).sort(),
    stats: { files, models, relations },
  });
}

/** `shop/models.py 3:4–3:10 "author"`. */
function shown(service: LanguageService, place: Place): string {
  const located = service.locate(place);
  if (located === null) return `${place.file} ?`;
  const [from, to] = [located.span.start, located.span.end].map((offset) => positionAt(located.lineStarts, offset));
  const text = service.text(place.file)?.slice(located.span.start, located.span.end) ?? '';
  return `${place.file} ${String(from?.line)}:${String(from?.character)}–${String(to?.line)}:${String(to?.character)} ${text}`;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('file' in value && 'id' in value) return [value as Place];
  return Object.values(value).flatMap(placesIn);
}

/** Maps become lists of pairs; what is looked up on demand is looked up. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (_, inner: unknown) => (inner instanceof Map ? [...(inner as Map<unknown, unknown>)] : inner));
  return JSON.parse(text) as unknown;
}
