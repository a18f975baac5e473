import type { Client } from "../runtime/client.js";

/** Stand-ins for what the file of an operation declares: they let the compiler check the paginator's template. */
export interface Widget {
  readonly id?: string;
}

export interface ListWidgetsParams {
  readonly page?: { readonly number?: number };
}

export interface ListWidgetsResponse {
  readonly data?: readonly Widget[];
}

export declare function listWidgets(
  client: Client,
  params?: ListWidgetsParams,
  options?: object,
): Promise<ListWidgetsResponse>;
