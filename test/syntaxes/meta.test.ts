/** The names of fields in class Meta: where they are coloured, and what keeps the colours of VS Code's Python grammar. */
import { loadColours, type Colours } from './colours';
import { assertColours, assertColoursWhileTyping } from './marked';

describe('The name of a field in class Meta', () => {
  let colours: Colours;
  before(async () => {
    colours = await loadColours();
  });
  const shows = (what: string, code: string): void => {
    it(what, () => {
      assertColours(colours, code);
    });
  };
  const showsWhileTyping = (what: string, code: string): void => {
    it(what, () => {
      assertColoursWhileTyping(colours, code);
    });
  };

  shows(
    'stands in ordering, with a minus of its own',
    `
class Book(models.Model):
    class Meta:
        ordering = ["title", '-author__name', "?", F("price").desc(), "pk"]
        #            ^^^^^ variable.other.property
        #           ^ punctuation.definition.string.begin.python
        #                     ^ keyword.operator
        #                      ^^^^^^^^^^^^ variable.other.property
        #                                     ^ string.quoted.single.python
        #                                            ^^^^^^^ string.quoted.single.python
        #                                                              ^^ variable.other.property
`,
  );
  shows(
    'stands in each option that names fields, however deep',
    `
class Book(models.Model):
    class Meta(Base.Meta):
        verbose_name = "title"
        unique_together = (("author", "title"), ["isbn"])
        #                    ^^^^^^ variable.other.property
        #                              ^^^^^ variable.other.property
        #                                         ^^^^ variable.other.property
        index_together = [
            (
                "author",  # "author"
                #^^^^^^ variable.other.property
                'title',
                #^^^^^ variable.other.property
            ),
        ]
        get_latest_by = "-printed"  # by "printed"
        #                ^ keyword.operator
        #                 ^^^^^^^ variable.other.property
        get_latest_by: ClassVar[list[str]] = ["-printed", "pk"]; db_table = "title"
        #                                      ^ keyword.operator
        #                                       ^^^^^^^ variable.other.property
        #                                                  ^^ variable.other.property
        order_with_respect_to = 'author'
        #                        ^^^^^^ variable.other.property
        default_related_name = "title"
`,
  );
  shows(
    'stands in the fields of an index and of a constraint, and not in what else these have',
    `
class Book(models.Model):
    class Meta:
        indexes = [
            models.Index(fields=["author", "-printed"], name="author"),
            #                     ^^^^^^ variable.other.property
            #                               ^ keyword.operator
            #                                ^^^^^^^ variable.other.property
            #                                           ^^^^ variable.parameter.function-call.python
            #                                                ^^^^^^^^ string.quoted.single.python
            GinIndex(name="x", fields=("title",), opclasses=["title"]),
            #                           ^^^^^ variable.other.property
        ]
        constraints = (
            *Base.Meta.constraints,
            models.CheckConstraint(condition=Q(title="title"), name="title"),
            django.db.models.UniqueConstraint(
                Lower("title"),
                name="title",
                fields=[
                    "title",
                    #^^^^^ variable.other.property
                ],
                condition=Q(fields=["title"]),
            ),
        )
`,
  );
  shows(
    'is not seen outside of class Meta',
    `
class BookAdmin(admin.ModelAdmin):
    ordering = ["title"]
    fields = ["title"]
    indexes = [models.Index(fields=["title"])]

class Book(models.Model):
    class Meta:
        db_table = "title"

        # ordering = ["title"]

    ordering = ["title"]

    def f(self):
        Book.Meta.ordering = ["title"]

class Meta:
    ordering = ["title"]

text = """
    class Meta:
        ordering = ["title"]
"""
`,
  );
  shows(
    'is not seen in what only computes with strings',
    `
class Book(models.Model):
    class Meta:
        ordering = [*names("title"), "a" + "b", {"title": "title"}["title"], f"title", *Base.Meta.ordering]
        unique_together = [tuple(n.strip("x") for n in "title,author".split(","))]
        #                                                                   ^^^ string.quoted.single.python
        x.ordering = ["title"]
        app.set_ordering = ["title"]
        if ordering == ["title"]: pass
`,
  );
  shows(
    'ends with class Meta, whatever lies between',
    `
class Book(models.Model):
    class Meta: ordering = ["title"]
    #                        ^^^^^ variable.other.property

    class Meta:
        ordering = (
    "title",
    #^^^^^ variable.other.property
)
# at the margin
        verbose_name = """
title
"""

        get_latest_by = "title"
        #                ^^^^^ variable.other.property
    get_latest_by = "title"
`,
  );
  showsWhileTyping(
    'does not take the next lines along while a bracket is not closed yet',
    `
class Book(models.Model):
    class Meta:
        ordering = ["title", "-
        #            ^^^^^ variable.other.property
        verbose_name = "book"
        unique_together = [("author", "title"
        #                    ^^^^^^ variable.other.property
        #                              ^^^^^ variable.other.property
        indexes = [models.Index(fields=["author",
        #                                ^^^^^^ variable.other.property
        db_table = "book"

    def f(self):
#   ^^^ storage.type.function.python
        x = ["title"]
`,
  );
});
