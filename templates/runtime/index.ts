export { type Client, type ClientOptions, createClient, type RequestOptions } from "./client.js";
export { ApiError, ConnectionError, PaginationError, TimeoutError } from "./errors.js";
export type { PaginateOptions, Paginator } from "./pages.js";
export { type ResponseHeaders, type WithResponse, withResponse } from "./with-response.js";
