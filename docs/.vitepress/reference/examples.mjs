import { MarkdownPageEvent } from "typedoc-plugin-markdown";

/** TypeDoc takes an example in braces for a type, and keeps the stars at the beginning of its lines. */
export const load = (app) =>
  app.renderer.on(MarkdownPageEvent.END, (page) => {
    page.contents = page.contents?.replaceAll(/^ \* /gm, "");
  });
