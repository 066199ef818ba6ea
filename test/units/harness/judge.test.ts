/** The harness of the specs can fail: a page that says something else is told so, in words that help. */
import assert from 'node:assert/strict';
import { createNativeParser } from '../../../server/src/syntax/nativeParser';
import { judge } from '../../harness/judge';
import { findingsOf } from '../../harness/observe';
import { annotated, rewritten } from '../../harness/rewrite';
import { readSpecPage, type SpecSection } from '../../harness/specPage';
import { projectFiles } from '../../harness/specProject';
import { fromScratch } from '../../harness/ways';

const PAGE = `# A page

## A section

\`shop/models.py\`:

\`\`\`python
from django.db import models


class Customer(models.Model):
    pass


class Order(models.Model):
    customer = models.ForeignKey(Customer)
  # ^^^^^^^^ error: missing-on-delete "on_delete"
  # ^^^^^^^^ relation: many-to-one to shop.Customer
  # ^^^^^^^^ hover: "many Orders"
\`\`\`
`;

function wrongs(page: string): readonly string[] {
  const [section] = readSpecPage(page);
  assert.ok(section);
  return judge(section, serve(section));
}

function serve(section: SpecSection): ReturnType<typeof fromScratch> {
  const made = createNativeParser();
  assert.ok('parser' in made);
  return fromScratch({ files: projectFiles(section), django: section.django, parser: made.parser });
}

describe('a spec page', () => {
  it('passes when all is as it says', () => {
    assert.deepEqual(wrongs(PAGE), []);
  });

  it('fails for a finding that it does not expect, and for one that is not there', () => {
    const [unexpected] = wrongs(PAGE.replace(/.*error:.*\n/, ''));
    assert.match(String(unexpected), /^unexpected: shop\/models\.py:9:5 error: missing-on-delete/);
    const healthy = wrongs(PAGE.replace('(Customer)', '(Customer, models.CASCADE)'));
    assert.match(String(healthy[0]), /^missing: shop\/models\.py:9 .*missing-on-delete/);
  });

  for (const [what, from, to] of [
    ['another code', 'error: missing-on-delete', 'error: fields.E320'],
    ['another severity', 'error: missing', 'warning: missing'],
    ['other words', '"on_delete"', '"off_delete"'],
    ['another place', '# ^^^^^^^^ error', '# ^^^^^^^ error'],
    ['another relation', 'many-to-one to shop.Customer', 'one-to-one to shop.Customer'],
    ['another hover', '"many Orders"', '"few Orders"'],
  ] as const) {
    it(`fails for ${what}`, () => {
      assert.notDeepEqual(wrongs(PAGE.replace(from, to)), []);
    });
  }

  it('fails for a fix that is not offered, and for one that gives another text', () => {
    const after = (title: string, text: string): string =>
      `${PAGE}\n\`shop/models.py\` after "${title}":\n\n\`\`\`python\n${text}\n\`\`\`\n`;
    assert.match(String(wrongs(after('make coffee', ''))[0]), /^missing: a fix "make coffee"; offered: /);
    assert.match(String(wrongs(after('on_delete=models.CASCADE', ''))[0]), /^the fix /);
  });

  it('refuses a marker of a kind that it does not know', () => {
    assert.throws(() => readSpecPage(PAGE.replace('hover:', 'hoover:')), /"hoover" is no kind of marker/);
  });

  it('is written anew with what is found, other markers and words kept', () => {
    const stale = PAGE.replace('error: missing-on-delete', 'error: fields.E320');
    const [section] = readSpecPage(stale);
    assert.ok(section);
    const [file] = section.files;
    assert.ok(file);
    const text = annotated(file, findingsOf(serve(section)));
    assert.equal(rewritten(stale, new Map([[file, text]])), PAGE.replace(' "on_delete"', ''));
  });
});
