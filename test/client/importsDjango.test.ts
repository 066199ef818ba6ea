/** What counts as a sign of Django in a Python file: it decides whether the server starts at all. */
import assert from 'node:assert/strict';
import { importsDjango } from '../../client/src/importsDjango';

describe('A Python file that imports Django', () => {
  for (const line of [
    'from django.db import models',
    'from django import forms',
    'import django',
    'import django.db.models as m',
    'import os, django',
    'import os as o, sys, django.conf',
    '    from django.conf import settings',
    'from django.db import (',
  ])
    it(`is known by: ${line}`, () => {
      assert.equal(importsDjango(`"""Text."""\r\nx = 1\r\n${line}\r\n`), true);
    });
});

describe('A Python file without Django', () => {
  for (const line of [
    'import os',
    'from djangorestframework import x',
    'import django_filters',
    '# from django.db import models',
    'from .django import x',
    'print("django")',
    'import os.django',
    'from django_extensions.db import x',
  ])
    it(`is not mistaken for one: ${line}`, () => {
      assert.equal(importsDjango(`x = 1\n${line}\n`), false);
    });

  it('is looked at quickly, however long its lines are', () => {
    const begin = performance.now();
    assert.equal(importsDjango(`import ${'a, '.repeat(200_000)}`), false);
    assert.ok(performance.now() - begin < 1000);
  });
});
