/** Python that is half typed, broken, enormous or odd: whatever stands in one file, nothing throws and the other files keep theirs. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinKey } from '../../../server/src/base/documentKey';
import type { LanguageService } from '../../../server/src/service/languageService';
import { askAll, findingsIn, modelsIn, ROOT, serviceOver, sound, soundFindings, toldBy } from './memoryProject';

const PATH = 'blog/models.py';
const KEY = joinKey(ROOT, PATH);
const TEXT = sound[PATH] ?? '';
const IMPORT = 'from django.db import models\n';
const POST = 'class Post(models.Model):\n    title = models.CharField(max_length=20)\n';

describe('broken Python', function () {
  this.timeout(60_000);
  let service: LanguageService;
  let version = 0;

  before(async () => {
    service = await serviceOver(sound);
    assert.deepEqual(findingsIn(service), soundFindings);
  });

  /** Puts the text into the editor; the other files' findings must be what they were. */
  function type(text: string): void {
    version += 1;
    service.open({ key: KEY, text, version });
    const elsewhere = findingsIn(service).filter((finding) => !finding.startsWith(PATH));
    // Where the class is not written any more, it is right to say so.
    const lost = /^class Post\(models\.Model/m.test(text) ? [] : elsewhere.filter((finding) => finding.includes('fields.E300'));
    assert.deepEqual(
      elsewhere.filter((finding) => !lost.includes(finding)),
      soundFindings,
      text,
    );
    for (const offset of [0, text.length >> 1, text.length]) service.hover(KEY, offset);
  }

  it('cut off at any place takes nothing from the other files', () => {
    for (let end = 0; end <= TEXT.length; end++) type(TEXT.slice(0, end));
  });

  it('begun at any place takes nothing from the other files', () => {
    for (let start = 0; start <= TEXT.length; start++) type(TEXT.slice(start));
  });

  it('with any stretch gone, or anything put in, takes nothing from the other files', () => {
    const stray = fc.constantFrom(
      '',
      '(',
      ')',
      '[',
      '{',
      '"',
      "'",
      '"""',
      ':',
      ',',
      '=',
      '\\',
      '\n',
      '\n\n    ',
      '\t',
      '#',
      'def ',
      'class ',
      '\0',
      '\ufeff',
    );
    fc.assert(
      fc.property(fc.nat(TEXT.length), fc.nat(40), stray, (at, length, put) => type(TEXT.slice(0, at) + put + TEXT.slice(at + length))),
      { numRuns: 600 },
    );
  });

  it('made whole again is as it was', () => {
    type(`${TEXT}(`);
    type(TEXT);
    service.close(KEY);
    assert.deepEqual([findingsIn(service), modelsIn(service)], [soundFindings, ['blog.Note', 'blog.Post', 'shop.Order']]);
  });
});

describe('odd Python', function () {
  this.timeout(60_000);

  /** Models of a project whose blog/models.py is this, and what is told; no finding may be new. */
  async function readWith(text: string): Promise<{ readonly models: readonly string[]; readonly told: readonly string[] }> {
    const files = { ...sound, [PATH]: text };
    const service = await serviceOver(files);
    assert.deepEqual(findingsIn(service), soundFindings);
    askAll(service, files);
    return { models: modelsIn(service), told: toldBy(service) };
  }

  const modelsWith = async (text: string): Promise<readonly string[]> => (await readWith(text)).models;

  it('is an empty file: its models are gone, and missed', async () => {
    const files = { ...sound, [PATH]: '' };
    const service = await serviceOver(files);
    assert.deepEqual(modelsIn(service), ['shop.Order']);
    assert.deepEqual(findingsIn(service), [...soundFindings, 'shop/models.py:8:31 fields.E300 "\\"blog.Post\\""']);
    askAll(service, files);
  });

  const odd: Readonly<Record<string, string>> = {
    'NUL bytes in a text': `${IMPORT}TEXT = "\0"\n${POST}# \0\n`,
    'a line of 40 KB': `${IMPORT}WORDS = [${'"word", '.repeat(5_000)}]\n${POST}`,
    'a line of 40 KB within a field': `${IMPORT}${POST}    kind = models.CharField(choices=[${'("a", _("b")), '.repeat(2_700)}])\n`,
    '5,000 nested parentheses': `${IMPORT}X = ${'('.repeat(5_000)}1${')'.repeat(5_000)}\n${POST}`,
    '5,000 nested lists': `${IMPORT}X = ${'['.repeat(5_000)}1${']'.repeat(5_000)}\n${POST}`,
    '20,000 summands': `${IMPORT}X = ${'1 + '.repeat(20_000)}1\n${POST}`,
    '20,000 attributes': `${IMPORT}X = a${'.b'.repeat(20_000)}\n${POST}`,
    '20,000 calls': `${IMPORT}X = a${'()'.repeat(20_000)}\n${POST}`,
    '20,000 negations': `${IMPORT}X = ${'not '.repeat(20_000)}1\nY = ${'-'.repeat(20_000)}1\n${POST}`,
    '5,000 conditions in a row': `${IMPORT}X = ${'1 if a else '.repeat(5_000)}2\n${POST}`,
    '5,000 branches': `${IMPORT}if a:\n    pass\n${'elif b:\n    pass\n'.repeat(5_000)}${POST}`,
    '1,000 nested ifs': `${IMPORT}${Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}if a:\n`).join('')}${' '.repeat(1_000)}pass\n${POST}`,
    '300 nested classes': `${IMPORT}${Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}class A:\n`).join('')}${' '.repeat(300)}pass\n${POST}`,
    'no line end, no blank, no sense': `${IMPORT}${POST}    x=models.ForeignKey("self",models.CASCADE);y=1;;`,
  };
  for (const [what, text] of Object.entries(odd))
    it(`with ${what} still gives its model`, async () => {
      assert.ok((await modelsWith(text)).includes('blog.Post'));
    });

  it('that cannot be read whole proves nothing about other files, and is told', async () => {
    for (const text of [`${IMPORT}X = ${'('.repeat(5_000)}\n${POST}`, `${IMPORT}\0\n${POST}\0\n`]) {
      const { told } = await readWith(text);
      assert.equal(told.length, 1);
      assert.match(told[0] ?? '', /^Not all Python can be read in blog\/models\.py: /);
    }
    const { models, told } = await readWith(`${IMPORT}${POST}\n\nclass Lost(models.Model:\n    x = (\n`);
    assert.deepEqual(models, ['blog.Post', 'shop.Order']);
    assert.match(told.join('\n'), /^Not all Python can be read in blog\/models\.py: what else stands there counts/);
    assert.deepEqual((await readWith(IMPORT + POST)).told, []);
  });

  it('in many files is one sentence', async () => {
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`blog/models_${String(at)}.py`, 'class A(Model:\n']));
    const imports = Object.keys(files).map((path) => `from . import ${path.slice(5, -3)}\n`);
    const service = await serviceOver({ ...sound, ...files, [PATH]: IMPORT + imports.join('') + POST });
    assert.deepEqual(
      toldBy(service).map((message) => message.replace(/: what else.*/, '')),
      [
        'Not all Python can be read in blog/models_0.py, blog/models_1.py, blog/models_2.py, blog/models_3.py, blog/models_4.py and 3 more files',
      ],
    );
  });

  it('has names that JavaScript knows by itself', async () => {
    const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
    const field = (name: string): string => `    ${name} = models.ForeignKey("self", models.CASCADE, related_name="+", ${name}=1)\n`;
    const classes = names.map((name) => `class ${name}(models.Model):\n${field(name)}`);
    const found = await modelsWith(`# coding: constructor\n${IMPORT}from toString import valueOf\n${POST}${classes.join('')}`);
    assert.deepEqual(found, [...names.map((name) => `blog.${name}`), 'blog.Post', 'shop.Order'].sort());
  });

  it('has names in any alphabet', async () => {
    const service = await serviceOver({
      ...sound,
      'blog/größen.py': `${IMPORT}class Größe(models.Model):\n    maß = models.IntegerField()\n    class Meta:\n        abstract = True\n`,
      'blog/заказы.py': 'from blog.größen import Größe as Ñ\n\n\nclass Заказ(Ñ):\n    pass\n',
      [PATH]: `from blog.заказы import Заказ\n${IMPORT}${POST}    Ω = models.ForeignKey("blog.Заказ", models.SET_NULL)\n\n\nclass 注文(Заказ):\n    pass\n`,
    });
    assert.deepEqual(modelsIn(service), ['blog.Post', 'blog.Заказ', 'blog.注文', 'shop.Order']);
    assert.deepEqual(findingsIn(service), ['blog/models.py:5:5 fields.E320 "Ω"', ...soundFindings]);
  });

  it('has names with underscores everywhere, for which a repair can be found all the same', async () => {
    const fields = ['by_', 'by__'].map((name) => `    ${name} = models.ForeignKey("blog.Post", models.CASCADE)\n`);
    const service = await serviceOver({ ...sound, [PATH]: `${IMPORT}${POST}class _Note__(models.Model):\n${fields.join('')}` });
    const fixes = service
      .analysis()
      .projects.flatMap(({ findings }) => findings.flatMap(({ code, fixes: all }) => (code === 'fields.E304' ? all : [])));
    assert.deepEqual(
      fixes.map(({ title }) => title.replace(/:.*/, '')),
      ['related_name="by_note_set"', 'related_name="+"'],
    );
  });

  it('of 5 MB gives all its 14,000 models in seconds', async () => {
    const help = 'x'.repeat(180);
    const model = (at: number): string =>
      `class Model${String(at)}(models.Model):\n    name = models.CharField(max_length=9, help_text="${help}")\n` +
      '    order = models.ForeignKey("shop.Order", on_delete=models.CASCADE, related_name="+")\n';
    const text = `${IMPORT}${POST}${Array.from({ length: 14_000 }, (_, at) => model(at)).join('\n')}`;
    assert.ok(text.length > 5_000_000 * 0.8);
    const began = performance.now();
    const service = await serviceOver({ ...sound, [PATH]: text });
    assert.deepEqual([modelsIn(service).length, findingsIn(service)], [14_002, soundFindings]);
    assert.ok(performance.now() - began < 20_000);
  });
});
