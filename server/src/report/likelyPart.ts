/** What of a project's graph its settings most likely install. */
import type { RelationGraph } from '../relations/graph';
import type { ReportedProject } from './reportSource';

/** A project without the models of apps that its settings most likely leave out, but for apps that are asked for by label. */
export function likelyPart(each: ReportedProject, asked: readonly string[]): ReportedProject {
  const { apps } = each.project;
  const there = new Set([...asked, ...apps.filter(({ likely }) => likely).map(({ label }) => label)]);
  const absent = new Set(apps.map(({ label }) => label).filter((label) => !there.has(label)));
  return absent.size === 0 ? each : { ...each, graph: withoutApps(each.graph, absent) };
}

function withoutApps(graph: RelationGraph, absent: ReadonlySet<string>): RelationGraph {
  const stays = (label: string): boolean => !absent.has(label.slice(0, label.indexOf('.')));
  const entries = <Each>(all: ReadonlyMap<string, Each>): ReadonlyMap<string, Each> => new Map([...all].filter(([label]) => stays(label)));
  return {
    models: entries(graph.models),
    abstractModels: new Map([...graph.abstractModels].filter(([, { appLabel }]) => !absent.has(appLabel))),
    relations: graph.relations.filter(({ from }) => stays(from)),
    declared: graph.declared,
    relationById: graph.relationById,
    relationsFrom: entries(graph.relationsFrom),
    relationsTo: new Map([...graph.relationsTo].map(([label, all]) => [label, all.filter(({ from }) => stays(from))])),
    children: new Map([...graph.children].map(([label, all]) => [label, all.filter(stays)])),
  };
}
