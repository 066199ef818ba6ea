/** The other ends that a clash points at. */
import assert from 'node:assert/strict';
import { findingsIn, serviceOver } from '../service/memoryProject';

const MODELS = `from django.db import models


class Part(models.Model):
    whole = models.ForeignKey("self", models.CASCADE, related_name="whole")
    maker = models.ForeignKey("self", models.CASCADE, related_name="made")
    owner = models.ForeignKey("self", models.CASCADE, related_name="made")
`;

describe('the other end of a clash', () => {
  it('is not the place of the finding itself', async () => {
    const service = await serviceOver({ 'shop/__init__.py': '', 'shop/models.py': MODELS });
    assert.deepEqual(findingsIn(service), ['shop/models.py:5:5 fields.E302 "whole"', 'shop/models.py:7:5 fields.E304 "owner"']);
    const related = service.analysis().projects.flatMap(({ findings }) => findings.map(({ related: ends }) => ends));
    const texts = related.map((ends) => ends.map(({ at }) => service.locate(at)?.span.start));
    assert.deepEqual(texts, [[], [MODELS.indexOf('maker')]]);
  });
});
