/** What of a project's graph its settings most likely install. */
import type { Relation, RelationGraph } from '../relations/graph';
import type { ReportedProject } from './reportSource';

/** A project without the models of apps that its settings most likely leave out, but for apps that are asked for by label. */
export function likelyPart(each: ReportedProject, asked: readonly string[]): ReportedProject {
  const absent = new Set(unlikelyApps(each, asked));
  return absent.size === 0 ? each : { ...each, graph: withoutApps(each.graph, absent) };
}

/** The labels of apps with models that {@link likelyPart} leaves out, in the order of the settings. */
export function unlikelyApps({ project: { apps }, graph }: ReportedProject, asked: readonly string[]): readonly string[] {
  const there = new Set([...asked, ...apps.filter(({ likely }) => likely).map(({ label }) => label)]);
  const held = new Set([...graph.models.values(), ...graph.abstractModels.values()].map(({ appLabel }) => appLabel));
  return [...new Set(apps.map(({ label }) => label))].filter((label) => !there.has(label) && held.has(label));
}

function withoutApps(graph: RelationGraph, absent: ReadonlySet<string>): RelationGraph {
  const held = <Each extends { readonly appLabel: string }>(all: ReadonlyMap<string, Each>): ReadonlyMap<string, Each> =>
    new Map([...all].filter(([, { appLabel }]) => !absent.has(appLabel)));
  const [models, abstractModels] = [held(graph.models), held(graph.abstractModels)];
  const stays = (label: string): boolean => models.has(label) || abstractModels.has(label);
  const stay = (relations: readonly Relation[]): readonly Relation[] => relations.filter(({ from }) => stays(from));
  return {
    models,
    abstractModels,
    relations: stay(graph.relations),
    declared: stay(graph.declared),
    relationById: new Map([...graph.relationById].filter(([, { from }]) => stays(from))),
    relationsFrom: new Map([...graph.relationsFrom].filter(([label]) => stays(label))),
    relationsTo: new Map([...graph.relationsTo].map(([label, all]) => [label, stay(all)])),
    children: new Map([...graph.children].map(([label, all]) => [label, all.filter(stays)])),
  };
}
