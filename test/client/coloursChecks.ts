/** The names of models and fields as a theme shows them: unlike the strings in which they stand. */
import { mustEqual, until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';
import { lineWith } from './troubledChecks';

const campus = 'campus/models.py';
const names = {
  'a model': 'through="«RequiredReading»"',
  'an app label': 'models.ForeignKey("«catalog».Book", on_delete',
  '"self"': 'prerequisites = models.ManyToManyField("«self»", symmetrical',
  'a field': 'unique_together = [("«course»", "book")]',
};

export async function checkColours({ editor, folder }: Session, { check }: Report, camera: Camera, theme: string): Promise<void> {
  const { page } = editor;

  await check(`in ${theme}, names in strings have colours of their own`, async () => {
    await editor.open(campus, await lineWith(folder, campus, 'book = models.ForeignKey'));
    const plain = await editor.colour('«models».ForeignKey("catalog.Book", on_delete');
    const string = await until('colours', async () => unlike(plain, await editor.colour('related_name="«courses»"')));
    for (const [what, marked] of Object.entries(names))
      await until(`${what} in a colour other than ${string}`, async () => unlike(string, await editor.colour(marked)));
    await camera.shoot(page, `colours-${theme.replaceAll(' ', '-')}`);
  });

  await check(`in ${theme}, quotes and other strings stay as they are`, async () => {
    const ordinary = await editor.colour('related_name="«leads_to»"');
    for (const marked of ['through=«"»RequiredReading"', 'through="RequiredReading«"»', 'through_fields=("«course»", "book")'])
      mustEqual(await editor.colour(marked), ordinary);
  });
}

function unlike(other: string, colour: string): string | null {
  return colour === other ? null : colour;
}
