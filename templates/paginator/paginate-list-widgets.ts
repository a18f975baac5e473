import {
  listWidgets,
  type ListWidgetsParams,
  type ListWidgetsResponse,
  type Widget,
} from "./list-widgets.js";
import { byNumber } from "../runtime/by-number.js";
import type { Client } from "../runtime/client.js";
import {
  paginate,
  type PaginateOptions,
  type Pagination,
  type Paginator,
} from "../runtime/pages.js";

const pagination: Pagination = { by: byNumber, items: ["data"], param: ["page", "number"] };

/**
 * Every item of {@link listWidgets}, page after page. Nothing is requested before the first `next()`.
 */
export function paginateListWidgets(
  client: Client,
  params?: ListWidgetsParams,
  options?: PaginateOptions,
): Paginator<ListWidgetsResponse, Widget> {
  return paginate(listWidgets, pagination, client, params, options);
}
