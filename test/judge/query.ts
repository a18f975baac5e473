import qs from "qs";

/** What a server with a common reader of nested queries gets; a bare comma stands between the items of an array. */
export const parseQuery = (target: string): qs.ParsedQs =>
  qs.parse(target.split("?")[1] ?? "", { comma: true });
