export { type Client, type ClientOptions, createClient, type RequestOptions } from "./client.js";
export { ApiError, ConnectionError, TimeoutError } from "./errors.js";
export { type PaginateOptions, PaginationError, type Paginator } from "./pages.js";
