/** A class named as a target above its own class statement, or inside it: NameError while the module is imported. */
import { fixOf } from './fixes';
import type { Analysed } from '../relations/analysed';
import type { Declaration, Finding, Rule } from './rule';
import { ofEachDeclaration, tellDeclaration } from './told';

export const targetAboveItsClass: Rule = {
  name: 'target-above-its-class',
  django: [],
  summary: 'A relation names its target class before the class exists.',
  severity: 'error',
  decidedBy: 'class',
  check: ofEachDeclaration(check),
};

function check(declaration: Declaration, { graph }: Analysed): Finding | null {
  const { relation, written } = declaration;
  const { target } = relation;
  if (target.kind !== 'unresolved' || target.reason !== 'used-before-definition' || written.target === null) return null;
  const own = written.ownerPath.split('.').at(-1) === target.text;
  const meant = target.meant === null ? undefined : (graph.models.get(target.meant) ?? graph.abstractModels.get(target.meant));
  return tellDeclaration(
    declaration,
    {
      code: 'target-above-its-class',
      rule: 'target-above-its-class',
      severity: 'error',
      message: own
        ? `"${relation.field}" names "${target.text}" inside its own class statement, where the name does not exist yet.`
        : `"${relation.field}" names "${target.text}", whose class statement stands further down.`,
      why: 'Python raises NameError while it imports this module, and no check of the project runs.',
      help: own ? 'Write "self".' : `Write "${target.text}" in quotes: Django looks it up once all models are loaded.`,
      at: written.target,
      related: meant?.at == null ? [] : [{ at: meant.at, message: `"${target.text}" is defined here` }],
      fixes: [
        ...(own ? fixOf('Write "self"', 'preferred', [{ at: written.target, where: 'replace', newText: '"self"' }]) : []),
        ...fixOf(`Quote it: "${target.text}"`, own ? 'possible' : 'preferred', [
          { at: written.target, where: 'replace', newText: `"${target.text}"` },
        ]),
      ],
    },
    [],
  );
}
