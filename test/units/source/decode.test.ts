/** From bytes to text as Python reads them: UTF-8, or what a coding line in one of the first two lines says (PEP 263). */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodePython } from '../../../server/src/source/decode';

/** The text of a file with these bytes; fails when it cannot be read. */
function textOf(bytes: Buffer): string {
  const decoded = decodePython(bytes);
  assert.ok('text' in decoded, JSON.stringify(decoded));
  return decoded.text;
}

function problemOf(bytes: Buffer): string {
  const decoded = decodePython(bytes);
  assert.ok('problem' in decoded, JSON.stringify(decoded));
  return decoded.problem;
}

describe('decoding Python', () => {
  it('reads UTF-8, whatever stands in it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(textOf(Buffer.from(`# ${text}`)), `# ${text}`)));
  });

  it('reads nothing as nothing', () => {
    assert.equal(textOf(Buffer.alloc(0)), '');
  });

  it('keeps line ends and NUL bytes as they are, so that positions stay right', () => {
    assert.equal(textOf(Buffer.from('a = 1\r\nb = "\0"\rc = 2\n')), 'a = 1\r\nb = "\0"\rc = 2\n');
  });

  it('leaves out a byte order mark, as editors do', () => {
    assert.equal(textOf(Buffer.from('\ufeffa = "ü"\n')), 'a = "ü"\n');
    assert.equal(textOf(Buffer.from('\ufeff')), '');
  });

  it('keeps a replacement character that somebody wrote', () => {
    assert.equal(textOf(Buffer.from('a = "\ufffd"\n')), 'a = "\ufffd"\n');
  });

  const codingLines = ['# -*- coding: latin-1 -*-', '# vim: set fileencoding=latin-1 :', '#coding:iso-8859-1', '\t # coding=Latin_1'];
  for (const line of codingLines)
    it(`reads latin-1 where the first line is ${JSON.stringify(line)}`, () => {
      const text = `${line}\nname = "Größe"\n`;
      assert.equal(textOf(Buffer.from(text, 'latin1')), text);
    });

  for (const first of ['#!/usr/bin/env python', '', '# Größe'])
    it(`reads latin-1 where the coding line stands below ${JSON.stringify(first)}`, () => {
      for (const newline of ['\n', '\r\n', '\r']) {
        const text = [first, '# coding: latin-1', 'name = "Größe"', ''].join(newline);
        assert.equal(textOf(Buffer.from(text, 'latin1')), text);
      }
    });

  it('takes no coding line below a line of code, and none in the third line', () => {
    for (const head of ['import os', '"""Docs."""', '#\n#'])
      assert.match(problemOf(Buffer.from(`${head}\n# coding: latin-1\nname = "Größe"\n`, 'latin1')), /not UTF-8/);
  });

  it('takes no other words for a coding line', () => {
    const text = '# encoding of names: see latin-1 below\nname = "Größe"\n';
    assert.equal(textOf(Buffer.from(text)), text);
  });

  it('knows encodings by the names that Python gives them', () => {
    const texts: Readonly<Record<string, readonly [string, string]>> = {
      cp1252: ['80', '€'],
      'windows-1251': ['c4', 'Д'],
      cp1251: ['c4', 'Д'],
      koi8_r: ['c4', 'д'],
      iso8859_15: ['a4', '€'],
      euc_jp: ['c6fc', '日'],
      shift_jis: ['93fa', '日'],
      gb2312: ['c8d5', '日'],
      UTF8: ['c3bc', 'ü'],
      'utf-8-sig': ['c3bc', 'ü'],
    };
    for (const [name, [hex, character]] of Object.entries(texts)) {
      const head = `# coding: ${name}\n# `;
      assert.equal(textOf(Buffer.concat([Buffer.from(head), Buffer.from(hex, 'hex')])), head + character, name);
    }
  });

  it('tells of an encoding that nobody knows, by its name', () => {
    assert.match(problemOf(Buffer.from('# coding: klingon\n')), /klingon/);
  });

  it('tells of UTF-16 what it is, and what to do', () => {
    for (const mark of ['fffe', 'feff'])
      assert.match(
        problemOf(Buffer.concat([Buffer.from(mark, 'hex'), Buffer.from('class A: pass\n', 'utf16le')])),
        /UTF-16.*save it as UTF-8/,
      );
    assert.match(problemOf(Buffer.from('class A: pass\n', 'utf16le')), /UTF-16/);
  });

  it('tells of bytes that are no UTF-8, also those that the declared encoding does not have', () => {
    assert.match(problemOf(Buffer.from('name = "Größe"\n', 'latin1')), /not UTF-8 and has no coding line/);
    assert.match(problemOf(Buffer.from('# coding: utf-8\nname = "Größe"\n', 'latin1')), /not UTF-8/);
    assert.match(problemOf(Buffer.concat([Buffer.from('# coding: euc-jp\n'), Buffer.from('ff', 'hex')])), /euc-jp/);
  });

  it('never throws, whatever the bytes', () => {
    const head = fc.constantFrom(
      '',
      '# coding: latin-1\n',
      '# coding: utf-8\n',
      '\ufeff',
      '# coding: \0\n',
      '# coding=utf_16\n',
      '# coding: .\n',
    );
    fc.assert(
      fc.property(head, fc.uint8Array({ maxLength: 60 }), (start, rest) => {
        decodePython(Buffer.concat([Buffer.from(start), Buffer.from(rest)]));
      }),
    );
  });
});
