/** Whether Python source speaks of Django at all. A quick look at its lines, not a parse: it only decides if the server starts. */

/** True when a line of `source` imports `django` or one of its modules. A line inside a string counts too, which does no harm. */
export function importsDjango(source: string): boolean {
  return importOfDjango.test(source);
}

const importOfDjango =
  /^[ \t]*(?:from[ \t]+django(?:\.[\w.]+)?[ \t]+import\b|import[ \t]+(?:[\w.]+(?:[ \t]+as[ \t]+\w+)?[ \t]*,[ \t]*)*django(?![\w]))/m;
