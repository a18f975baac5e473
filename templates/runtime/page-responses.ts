import type { Client, ListOperation } from "./client.js";
import { mapPages } from "./map-pages.js";
import { paginate, type PaginateOptions, type Paginator } from "./pages.js";
import type { PageResponse, Pagination } from "./pagination.js";

/** Like `paginate`, for a list whose pages lead on by headers, or by links relative to the request. */
export function paginateResponses<Params extends object, Page, Item>(
  list: ListOperation<Params, Page>,
  pagination: Pagination,
  client: Client,
  params?: Params,
  options?: PaginateOptions,
): Paginator<Page, Item> {
  const listResponses: ListOperation<Params, PageResponse<Page>> = async (
    client,
    params,
    options,
  ) => {
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
  const responses = paginate<Params, PageResponse<Page>, Item>(
    listResponses,
    pagination,
    client,
    params,
    options,
  );
  return {
    [Symbol.asyncIterator]: () => responses[Symbol.asyncIterator](),
    pages: () => mapPages(responses.pages(), ({ body }) => body),
    toArray: () => responses.toArray(),
  };
}
