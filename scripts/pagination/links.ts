import type { Schema, Schemas } from "../lib/model.ts";
import { exampleOf, resolve } from "../lib/schema.ts";
import { elementOf, isArray, type Member, propertiesOf, typesIn } from "./members.ts";
import {
  hrefNames,
  linkListNames,
  linkNames,
  linkObjects,
  mentionsLink,
  nextCursorNames,
  plain,
  relationNames,
} from "./words.ts";

/** Whether a member is a link to the next page: by its name, by where it stands, or by what it looks like. */
export const isLink = ({ path, schema: given }: Member, schemas: Schemas): boolean => {
  const names = path.map(plain);
  const [name = "", parent = "", grandparent = ""] = names.toReversed();
  const schema = resolve(given, schemas);
  const types = typesIn(given, schemas);
  if (types.has("integer") || types.has("number") || types.has("boolean")) return false;
  // The package reads a link that may be a text or an object with `href`.
  if (isTextOrObject(given, schemas) && (name === "next" || linkNames.test(name))) {
    const keys = propertiesOf(given, schemas).map(([key]) => key);
    return keys.includes("href") || (keys.length === 0 && /^links?$/.test(parent));
  }
  if (types.has("object")) return false;
  if (linkNames.test(name)) return true;
  if (hrefNames.test(name))
    return (
      (parent === "next" && (grandparent === "" || linkObjects.test(grandparent))) ||
      linkNames.test(parent)
    );
  if (nextCursorNames.test(name))
    return /(token|marker|key|id)$/.test(name) // "The token of the next page of URLs" is no link.
      ? withAlternatives(schema, given).some(isLinkByForm)
      : looksLikeLink(schema, given);
  if (name !== "next") return false;
  return /^(links?)$/.test(parent) || looksLikeLink(schema, given);
};

/** Whether a member is a list of links that say what they lead to: `links: [{ rel: next, href: … }]`. */
export const isLinkList = ({ path, schema }: Member, schemas: Schemas): boolean => {
  const element = linkListNames.test(plain(path.at(-1) ?? "")) && elementOf(schema, schemas);
  if (!element || !isArray(schema, schemas)) return false;
  const names = propertiesOf(element, schemas).map(([name]) => plain(name));
  return (
    names.some((name) => relationNames.test(name)) && names.some((name) => hrefNames.test(name))
  );
};

/** Whether the relation of a list of links is said to be `next`, in an enum, an example or a description. */
export const namesNext = ({ schema }: Member, schemas: Schemas): boolean => {
  const element = elementOf(schema, schemas) ?? {};
  const relation = propertiesOf(element, schemas).find(([name]) => relationNames.test(plain(name)));
  const texts = [schema, element, relation?.[1] ?? {}].map((each) => {
    const { description, enum: values, title } = resolve(each, schemas);
    return [description, title, values ?? null, exampleOf(resolve(each, schemas)) ?? null];
  });
  return /\bnext\b/i.test(JSON.stringify(texts));
};

/** Whether a text is a link by its format, an example or a description. */
export const looksLikeLink = (schema: Schema, given: Schema): boolean =>
  withAlternatives(schema, given).some(
    (part) => isLinkByForm(part) || mentionsLink.test(part.description ?? ""),
  );

const withAlternatives = (schema: Schema, given: Schema): readonly Schema[] => [
  schema,
  given,
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
];

/** Whether the format or the example is that of a link. */
const isLinkByForm = (schema: Schema): boolean => {
  const example = exampleOf(schema);
  return (
    /^[ui]r[il]/.test(schema.format ?? "") ||
    (typeof example === "string" && /^(https?:|\/|\?)/.test(example))
  );
};

/** Whether a value may be an object or not. */
export const isTextOrObject = (schema: Schema, schemas: Schemas): boolean => {
  const types = typesIn(schema, schemas);
  return (
    types.has("object") && (types.has("string") || types.has("integer") || types.has("number"))
  );
};
