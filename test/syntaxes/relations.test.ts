/** The names of models in relation fields: where they are coloured, and what keeps the colours of VS Code's Python grammar. */
import { loadColours, type Colours } from './colours';
import { assertColours, assertColoursWhileTyping } from './marked';

describe('The name of a model', () => {
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

  describe('in a relation field', () => {
    shows(
      'has an app label, a name, and quotes that stay those of a string',
      `
class Book(models.Model):
    author = models.ForeignKey("people.Author", on_delete=models.CASCADE)
    #                          ^ string.quoted.single.python
    #                          ^ punctuation.definition.string.begin.python
    #                           ^^^^^^ entity.name.namespace
    #                                 ^ punctuation.separator.period
    #                                  ^^^^^^ entity.name.type
    #                                        ^ punctuation.definition.string.end.python
    #                                           ^^^^^^^^^ variable.parameter.function-call.python
`,
    );
    shows(
      'may stand without an app label, and in single quotes',
      `
author = ForeignKey('Author', CASCADE)
#                    ^^^^^^ entity.name.type
#                   ^^^^^^^^ string.quoted.single.python
`,
    );
    shows(
      'may be "self"',
      `
parent = models.ForeignKey("self", models.CASCADE)
#                           ^^^^ variable.language
twin = models.OneToOneField('self', models.CASCADE)
#                            ^^^^ variable.language
other = models.ForeignKey("Self", models.CASCADE)
#                          ^^^^ entity.name.type
`,
    );
    shows(
      'stands in each kind of relation, also in one that a package made from it',
      `
a = models.OneToOneField("Author", CASCADE)
#                         ^^^^^^ entity.name.type
b = models.ManyToManyField("Author")
#                           ^^^^^^ entity.name.type
c = GenericRelation("Tag")
#                    ^^^ entity.name.type
d = TreeForeignKey("self", CASCADE)
#                   ^^^^ variable.language
e = ParentalKey("home.Page", CASCADE)
#                ^^^^ entity.name.namespace
#                    ^ punctuation.separator.period
#                     ^^^^ entity.name.type
f = modelcluster.fields.ParentalManyToManyField("Tag")
#                                                ^^^ entity.name.type
`,
    );
    shows(
      'may follow to= and through=, with or without spaces',
      `
tags = models.ManyToManyField(to="Tag", through = 'blog.Tagging', through_fields=("post", "tag"))
#                                 ^^^ entity.name.type
#                             ^^ variable.parameter.function-call.python
#                                                  ^^^^ entity.name.namespace
#                                                      ^ punctuation.separator.period
#                                                       ^^^^^^^ entity.name.type
`,
    );
    shows(
      'may stand on a line of its own, below comments',
      `
author = models.ForeignKey(  # "Who"
    # "wrote" it

    "people.Author",  # is 'Author'
    #^^^^^^ entity.name.namespace
    #      ^ punctuation.separator.period
    #       ^^^^^^ entity.name.type
    on_delete=models.CASCADE,
    related_name="books",
    #            ^^^^^^^ string.quoted.single.python
)
tags = models.ManyToManyField(
    related_name="books",
    to="Tag",
    #   ^^^ entity.name.type
    through=
        'Tagging',
        #^^^^^^^ entity.name.type
)
`,
    );
    shows(
      'stands in migrations too',
      `
operations = [
    migrations.AddField(
        model_name="book",
        name="author",
        field=models.ForeignKey(null=True, to="people.author"),
        #                                      ^^^^^^ entity.name.namespace
        #                                            ^ punctuation.separator.period
        #                                             ^^^^^^ entity.name.type
    ),
    migrations.CreateModel("Tag", [("id", models.AutoField()), ("of", ForeignKey("Book"))]),
    #                                                                             ^^^^ entity.name.type
]
`,
    );
    shows(
      'may have letters of any language',
      `
größe = models.ForeignKey("maße.Größe", models.CASCADE)
#                          ^^^^ entity.name.namespace
#                              ^ punctuation.separator.period
#                               ^^^^^ entity.name.type
`,
    );
  });

  describe('is not seen', () => {
    shows(
      'in other arguments of a relation field',
      `
author = models.ForeignKey(Author, "CASCADE", related_name="books", db_column='author')
#                                             ^^^^^^^^^^^^ variable.parameter.function-call.python
#                                                          ^^^^^^^ string.quoted.single.python
#                                                                             ^^^^^^^^ string.quoted.single.python
author = models.ForeignKey(to=Author, help_text=_("Author"), limit_choices_to={"to": "Author"})
author = models.ForeignKey(settings.AUTH_USER_MODEL, default=lambda to="Author": "Author")
author = models.ForeignKey(get("Author"), validators=[f"Author", f"{x!r}"], **{"to": "Author"})
author = models.ForeignKey(*["Author"], upload_to="Author", not_through="Author")
`,
    );
    shows(
      'in other calls, also in those within a relation field',
      `
send(to="Author")
send("Author", through="Author")
author = models.ForeignKey(Author, default=find(to="Author", through="Author"), **named(to="Author"))
name = models.CharField("Author")
x = ForeignKeyIndex("Author")
`,
    );
    shows(
      'in a GenericForeignKey, whose arguments are names of fields',
      `
subject = GenericForeignKey("content_type", "object_id")
subject = fields.GenericForeignKey("content_type", "object_id")
`,
    );
    shows(
      'where the string is only a part of the argument, or holds something else',
      `
a = models.ForeignKey("people." + name, CASCADE)
b = models.ForeignKey(f"people.{name}", CASCADE)
c = models.ForeignKey("%s.Author" % app, CASCADE)
d = models.ForeignKey("Author" if new else "Writer", CASCADE)
e = models.ForeignKey("people.models.Author", CASCADE)
f = models.ForeignKey(r"Author", CASCADE)
g = models.ForeignKey("""Author""", CASCADE)
h = models.ForeignKey("", CASCADE)
i = models.ForeignKey("an author", CASCADE)
`,
    );
    shows(
      'in comments, strings, and where such a class is made',
      `
# models.ForeignKey("Author")
"""models.ForeignKey("Author")"""
text = 'models.ForeignKey("Author")'
text = f"{models.ForeignKey('Author')}"

class MyForeignKey(models.ForeignKey, key="Author"):
    def ForeignKey(self, to="Author"):
        pass

@ForeignKey("Author")
def f(): pass
`,
    );
  });

  describe('leaves the rest of the code alone', () => {
    shows(
      'in calls on calls, subscripts and chains',
      `
x = a.b.c.ForeignKey("Author").d("Author").e
#                     ^^^^^^ entity.name.type
y = [ForeignKey("Author"), {"to": models.ForeignKey("Author")}][0]
#                ^^^^^^ entity.name.type
#                                                    ^^^^^^ entity.name.type
z = f(models.ForeignKey("Author")(to="Book"), *models.ForeignKey(a, *b, c=d, e == f))
#                        ^^^^^^ entity.name.type
#                                     ^^^^ entity.name.type
v = models . ForeignKey ( "Author" , CASCADE ) . to
#                          ^^^^^^ entity.name.type
w = self.models.ForeignKey("Author", lambda: 0, lambda *a, b=1: b, **{}).deconstruct()
#                           ^^^^^^ entity.name.type
`,
    );
    shows(
      'when a text of several lines looks like code',
      `
author = models.ForeignKey(
    "Author",
    #^^^^^^ entity.name.type
    help_text="""
class Meta:
def f():
@cached
""",
    to="Author",
    #   ^^^^^^ entity.name.type
)
x = 1
`,
    );
  });

  describe('while a bracket is not closed yet', () => {
    showsWhileTyping(
      'a string that is begun does not take the next lines along',
      `
class Book(models.Model):
    author = models.ForeignKey("people.Au
    title = models.CharField("Title")
`,
    );
    showsWhileTyping(
      'a method, a class and a decorator look as always',
      `
class Book(models.Model):
    author = models.ForeignKey("Author",
    #                           ^^^^^^ entity.name.type

    def send(self, to="Author"):
#   ^^^ storage.type.function.python
        send(to="Author")
        to = "Author"
        return "Author"

    tags = ManyToManyField(
    @property
    #^^^^^^^^ support.type.python
    def x(self):
        to="Author"

    editor = db.models.ForeignKey(to=

class Shop(models.Model):
#     ^^^^ entity.name.type.class.python
    to="Author"
    name = CharField("Name")
`,
    );
    showsWhileTyping(
      'the fields below are read as always',
      `
class Book(models.Model):
    author = models.ForeignKey("Author",
    #                           ^^^^^^ entity.name.type
    title = models.CharField("Title", to="Author")
    editor = models.ForeignKey("Editor", models.CASCADE)
    #                           ^^^^^^ entity.name.type

    class Meta:
#   ^^^^^ storage.type.class.python
        ordering = ["title"]
        #            ^^^^^ variable.other.property
        verbose_name = "book"
`,
    );
    showsWhileTyping(
      'a bracket within the call is no danger either',
      `
class Book(models.Model):
    author = models.ForeignKey("Author", limit_choices_to={"to": ("Author",
    #                           ^^^^^^ entity.name.type
    title = models.CharField("Title", to="Author")

    class Meta:
        verbose_name = "book"

    def f(self):
        send(to="Author")
`,
    );
  });
});
