import type { Client, ListOperation } from "./client.js";
import { mapPages } from "./map-pages.js";
import { paginate, type PaginateOptions, type Paginator } from "./pages.js";
import type { Answer, Pagination } from "./pagination.js";

/** Like `paginate`, for a list whose pages lead on by headers, or by links relative to the request. */
export function paginateAnswers<Params extends object, Page, Item>(
  list: ListOperation<Params, Page>,
  pagination: Pagination,
  client: Client,
  params?: Params,
  options?: PaginateOptions,
): Paginator<Page, Item> {
  const answersOf: ListOperation<Params, Answer<Page>> = async (client, params, options) => {
    let headers = {};
    let url = "";
    const body = await list(client, params, {
      ...options,
      async onResponse(response, request) {
        headers = Object.fromEntries(response.headers);
        url = request.url;
        await options?.onResponse?.(response, request);
      },
    });
    return { body, headers, url };
  };
  const answers = paginate<Params, Answer<Page>, Item>(
    answersOf,
    pagination,
    client,
    params,
    options,
  );
  return {
    [Symbol.asyncIterator]: () => answers[Symbol.asyncIterator](),
    pages: () => mapPages(answers.pages(), ({ body }) => body),
    toArray: () => answers.toArray(),
  };
}
