/** A server that lists connections and is not honest about it. */
export interface DishonestServer {
  readonly what: string;
  /** The reply to the request for a page, which is the nth that is received, from 1. */
  readonly reply: (page: number, nth: number) => Reply;
  /** The ids that a walk has to give, each once; "error" where only an error is honest. */
  readonly wanted: readonly number[] | "error";
}

export interface Reply {
  readonly status?: number;
  readonly body: unknown;
  /** Whether the connection is cut in the middle of the body. */
  readonly isCut?: boolean;
}

const list = [1, 2, 3, 4, 5, 6];
const size = 2;
const itemsOf = (page: number, all: readonly number[] = list): readonly number[] =>
  all.slice((page - 1) * size, page * size);

/** A page as it should be, or with something else in its `meta`. */
const page = (ids: readonly number[], number: number, meta: object = {}): Reply => ({
  body: {
    data: ids.map((id) => ({ id: String(id), record_type: "external_connection" })),
    meta: { page_number: number, page_size: size, total_pages: 3, total_results: 6, ...meta },
  },
});
const bare = (ids: readonly number[]): Reply => ({
  body: { data: ids.map((id) => ({ id: String(id), record_type: "external_connection" })) },
});
const missing: Reply = { status: 404, body: { errors: [{ code: "10005", title: "Not found" }] } };

export const servers: readonly DishonestServer[] = [
  {
    what: "is honest",
    reply: (number) => page(itemsOf(number), number),
    wanted: list,
  },
  {
    what: "sends a page with fewer items than asked for",
    reply: (number) => page(number === 2 ? [3] : itemsOf(number), number),
    wanted: [1, 2, 3, 5, 6],
  },
  {
    what: "sends an empty page in the middle",
    reply: (number) => page(number === 2 ? [] : itemsOf(number), number),
    wanted: [1, 2, 5, 6],
  },
  {
    what: "says nothing of totals, and ends with an empty page",
    reply: (number) => bare(itemsOf(number)),
    wanted: list,
  },
  {
    what: "says nothing of totals, and ends with a 404",
    reply: (number) => (number > 3 ? missing : bare(itemsOf(number))),
    wanted: list,
  },
  {
    what: "sends the totals as strings",
    reply: (number) => page(itemsOf(number), number, { total_pages: "3", total_results: "6" }),
    wanted: list,
  },
  {
    what: "says that there are 0 pages",
    reply: (number) => page(itemsOf(number), number, { total_pages: 0, total_results: 0 }),
    wanted: list,
  },
  {
    what: "grows while it is read",
    reply: (number) =>
      number === 1
        ? page(itemsOf(1), 1, { total_pages: 2, total_results: 4 })
        : page(itemsOf(number), number),
    wanted: list,
  },
  {
    what: "shrinks while it is read: the third page is a 404",
    reply: (number) =>
      number > 2
        ? missing
        : page(itemsOf(number), number, number === 1 ? {} : { total_pages: 2, total_results: 4 }),
    wanted: [1, 2, 3, 4],
  },
  {
    what: "has an item inserted in front after the first page",
    reply: (number) =>
      page(itemsOf(number, number === 1 ? list : [0, ...list]), number, {
        total_pages: number === 1 ? 3 : 4,
        total_results: number === 1 ? 6 : 7,
      }),
    wanted: list,
  },
  {
    what: "ignores the page number, and says that there are 9 pages",
    reply: (number) => page(itemsOf(1), number, { total_pages: 9, total_results: 18 }),
    wanted: "error",
  },
  {
    what: "ignores the page number, and says nothing of totals",
    reply: () => bare(itemsOf(1)),
    wanted: "error",
  },
  {
    what: "repeats the last page, and always says that there is one more",
    reply: (number) =>
      page(itemsOf(Math.min(number, 3)), number, { total_pages: number + 1, total_results: 99 }),
    wanted: "error",
  },
  {
    what: "answers the second page with 200 and a page of HTML",
    reply: (number) =>
      number === 2 ? { body: "<html>Please log in</html>" } : page(itemsOf(number), number),
    wanted: "error",
  },
  {
    what: "answers the second page with 200 and errors instead of data",
    reply: (number) =>
      number === 2 ? { body: { errors: [{ code: "10007" }] } } : page(itemsOf(number), number),
    wanted: "error",
  },
  {
    what: "answers the second page with 503, once",
    reply: (number, nth) =>
      nth === 2 ? { status: 503, body: { errors: [] } } : page(itemsOf(number), number),
    wanted: list,
  },
  {
    what: "cuts the second page in the middle, once",
    reply: (number, nth) => ({ ...page(itemsOf(number), number), isCut: nth === 2 }),
    wanted: list,
  },
];
