import type { Operation, Schema, Schemas } from "../lib/model.ts";
import type { Path, ResponsePlace } from "../lib/pagination.ts";
import { successResponses } from "../lib/responses.ts";
import { resolve } from "../lib/schema.ts";
import { looksLikeLink } from "./links.ts";
import { isArray, isNumeric, mayBe, type Member, namesOf, typesIn } from "./members.ts";
import {
  amountNames,
  countHeaderNames,
  countNames,
  currentNames,
  lastNames,
  moreNames,
  nextObjects,
  onePageNames,
  onlyPageInfoObjects,
  pageInfoObjects,
  plain,
  saysJob,
  totalNames,
  totalPagesNames,
  vagueLastNames,
} from "./words.ts";

/** What a response says about the length of the list. */
export interface Ends {
  readonly totalPages?: ResponsePlace;
  readonly total?: ResponsePlace;
  readonly count?: ResponsePlace;
  readonly more?: ResponsePlace;
  readonly last?: ResponsePlace;
  readonly currentPage?: Path;
}

/** What the members that `beside` returns, and headers, say of it. */
export const findEnds = (
  members: readonly Member[],
  items: Path,
  operation: Operation,
  schemas: Schemas,
): Ends => {
  const counts = members.filter(
    (member) =>
      isCount(member, schemas) &&
      !isAmount(member, members) &&
      !member.path.slice(0, -1).some((name) => nextObjects.test(plain(name))),
  );
  // A number is more certain than a text that may be one.
  const numbers = [
    ...counts.filter(({ schema }) => isNumeric(schema, schemas)),
    ...counts.filter(({ schema }) => !isNumeric(schema, schemas)),
  ];
  const booleans = members.filter(({ schema }) => {
    const types = typesIn(schema, schemas);
    return types.has("boolean") || (types.size === 0 && !isArray(schema, schemas));
  });
  const headers = headersOf(operation);
  const isBoolean = (schema: Schema): boolean => typesIn(schema, schemas).has("boolean");
  const found = {
    totalPages:
      pathOf(numbers, totalPagesNames) ?? headers(totalPagesNames, (schema) => !isBoolean(schema)),
    total:
      pathOf(numbers, totalNames) ??
      innerTotal(numbers, members) ??
      totalOf(items, numbers) ??
      headers(totalNames),
    count: pathOf(numbers, countNames) ?? headers(countHeaderNames),
    more:
      pathOf(booleans, moreNames) ??
      booleans.find((each) => namesOf(each)[0] === "next" && typesIn(each.schema, schemas).size > 0)
        ?.path ??
      headers(moreNames),
    last:
      pathOf(
        booleans.filter(({ schema }) => !isOfJob(schema)),
        lastNames,
      ) ??
      pathOf(booleans.filter(isInPageInfo), vagueLastNames) ??
      headers(lastNames, isBoolean),
    currentPage: pathOf(numbers, currentNames) ?? springNumber(numbers),
  };
  return Object.fromEntries(Object.entries(found).filter(([, place]) => place !== undefined));
};

const isOfJob = ({ description }: Schema): boolean =>
  typeof description === "string" && saysJob.test(description);

const isInPageInfo = ({ path }: Member): boolean =>
  onlyPageInfoObjects.test(plain(path.at(-2) ?? ""));

/**
 * The members of a response that may speak of the list: those beside the items and above them, and of objects there. The
 * deepest are believed only right beside the items, or where the whole object is about pages.
 */
export const beside = (items: Path, members: readonly Member[]): readonly Member[] => {
  const around = items.slice(0, -1).join("\n");
  const pageObjects = objectsOfPages(members);
  return members.filter(({ path }) => {
    const [outermost = ""] = path;
    const parent = path.slice(0, -1);
    if (parent.length === 0) return true;
    if (path.length > 3)
      return (
        onlyPageInfoObjects.test(plain(outermost)) || parent.slice(0, -1).join("\n") === around
      );
    return (
      parent.join("\n") === around ||
      [outermost, parent.at(-1) ?? ""].some((name) => pageInfoObjects.test(plain(name))) ||
      pageObjects.has(parent.join("\n"))
    );
  });
};

/** The objects that state a total beside the number or the size of the page, whatever they are called. */
const objectsOfPages = (members: readonly Member[]): ReadonlySet<string> => {
  const withOne = (names: RegExp): ReadonlySet<string> =>
    new Set(
      members
        .filter((member) => names.test(namesOf(member)[0]))
        .map(({ path }) => path.slice(0, -1).join("\n")),
    );
  const ofOnePage = withOne(onePageNames);
  return new Set([...withOne(totalNames)].filter((path) => ofOnePage.has(path)));
};

/** Whether a total is one of money: `{ currency: EUR, total: 5 }`. */
const isAmount = (member: Member, members: readonly Member[]): boolean => {
  const parentOf = ({ path }: Member): string => path.slice(0, -1).join("\n");
  return members.some(
    (other) => amountNames.test(namesOf(other)[0]) && parentOf(other) === parentOf(member),
  );
};

const isCount = ({ schema }: Member, schemas: Schemas): boolean =>
  isNumeric(schema, schemas) ||
  (mayBe(schema, schemas, "string") &&
    !typesIn(schema, schemas).has("object") &&
    !isArray(schema, schemas) &&
    !looksLikeLink(resolve(schema, schemas), schema));

const pathOf = (members: readonly Member[], names: RegExp): Path | undefined =>
  members.find((member) => names.test(namesOf(member)[0]))?.path;

/** `total: { value: 5 }`. Beside a relation the value may be less than the total. */
const innerTotal = (numbers: readonly Member[], members: readonly Member[]): Path | undefined =>
  numbers.find(
    (member) =>
      isInTotal(member) &&
      !members.some(
        (other) =>
          namesOf(other)[0] === "relation" &&
          other.path.slice(0, -1).join("\n") === member.path.slice(0, -1).join("\n"),
      ),
  )?.path;

const isInTotal = (member: Member): boolean => {
  const [name, parent] = namesOf(member);
  return (name === "value" || name === "count") && totalNames.test(parent);
};

/**
 * Whether the members of a response speak of a list without telling its end: by an estimate of its length, or by the
 * number or the offset that was asked for.
 */
export const describesList = (
  members: readonly Member[],
  asked: Path | undefined,
  schemas: Schemas,
): boolean =>
  members.some((member) => {
    const [name] = namesOf(member);
    const isAbout =
      isInTotal(member) || name.startsWith("estimatedtotal") || name === plain(asked?.at(-1) ?? "");
    return isAbout && isNumeric(member.schema, schemas);
  });

/** `total_widgets` beside `widgets`. */
const totalOf = (items: Path, members: readonly Member[]): Path | undefined => {
  const name = `total${plain(items.at(-1) ?? "")}`;
  return totalPagesNames.test(name)
    ? undefined
    : members.find((member) => namesOf(member)[0] === name)?.path;
};

/** Spring states the page's own number as `number`, beside the number of pages. */
const springNumber = (members: readonly Member[]): Path | undefined =>
  members.find(
    (member) =>
      namesOf(member)[0] === "number" &&
      members.some(
        (other) =>
          totalPagesNames.test(namesOf(other)[0]) &&
          other.path.slice(0, -1).join("\n") === member.path.slice(0, -1).join("\n"),
      ),
  )?.path;

/** `X-Pagination-Total-Pages`, `X-WP-TotalPages` → `totalpages`; the header whose name means one of these. */
export const headersOf = (operation: Operation) => {
  const declared = successResponses(operation).flatMap(({ headers }) => headers);
  return (
    names: RegExp,
    fits: (schema: Schema) => boolean = () => true,
  ): ResponsePlace | undefined => {
    const found = declared.find(
      ({ name, schema }) =>
        fits(schema) &&
        names.test(
          plain(name)
            .replace(/^x(ms|wp)?/, "")
            .replace(/^(pagination|paging)/, ""),
        ),
    );
    return found && { header: found.name };
  };
};
