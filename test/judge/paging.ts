import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { type MockApi, mockApi } from "./mock-api.ts";
import { clientOptions, type Package } from "./package-under-judgement.ts";
import { permitted } from "./permitted.ts";
import { parseQuery } from "./query.ts";
import type { Report } from "./report.ts";

type Paginate = Package["paginateListExternalConnections"];
type Options = NonNullable<Parameters<Paginate>[2]>;

/** A walk that asks for more than this has no end. */
const enough = 50;

interface Walked {
  /** The items or pages that came out. */
  readonly out: number;
  /** The pages that were asked for, as the witness saw it. */
  readonly asked: readonly number[];
  /** The reason of a `PaginationError`; nothing if it ended quietly. */
  readonly reason: string | undefined;
}

/** Prism answers the same page whatever is asked, and says that it is page 2 of 3: a walk ends all the same. */
export async function judgePaging(
  report: Report,
  api: MockApi,
  generated: Package,
  folder: string,
): Promise<void> {
  const ways: readonly (readonly [name: string, by: "items" | "pages", options: Options])[] = [
    ["by items", "items", {}],
    ["by pages", "pages", {}],
    ["by items, four pages at a time", "items", { concurrency: 4 }],
    ["by pages, four at a time", "pages", { concurrency: 4 }],
    ["by items, repeated ones too", "items", { dedupe: false }],
  ];

  for (const [name, by, options] of ways)
    await report.check(`Page 2 of 3 forever, ${name}: ends after 3 requests`, async () => {
      const { asked, out, reason } = await walk(api, generated, by, options);
      equal(asked.toSorted().join(), "1,2,3");
      equal(reason, undefined);
      equal(out, by === "pages" || options.dedupe === false ? 3 : 1);
      return `${by} out: ${out}`;
    });

  await report.check("From page 2 on: ends after 2 requests", async () => {
    const { asked, reason } = await walk(api, generated, "items", {}, { page: { number: 2 } });
    equal(asked.join(), "2,3");
    equal(reason, undefined);
    return undefined;
  });

  await report.check("Every request of a paginator has the filter and the size", async () => {
    const params = { filter: { external_sip_connection: "zoom" }, page: { size: 25 } } as const;
    const requests = await permitted(api, "ListExternalConnections", (url) => {
      const client = generated.createClient(clientOptions(url));
      return generated.paginateListExternalConnections(client, params).toArray();
    });
    for (const [index, { target }] of requests.entries()) {
      const { filter, page } = parseQuery(target);
      deepEqual({ ...(filter as object) }, params.filter);
      deepEqual({ ...(page as object) }, { size: "25", number: String(index + 1) });
    }
    equal(requests.length, 3);
    return undefined;
  });

  using promising = await mockApi(withTotal(api.path, folder, 300));
  for (const [name, by, options] of ways)
    await report.check(`The same page 300 times, ${name}: stalls on page 4`, async () => {
      const { asked, out, reason } = await walk(promising, generated, by, options);
      equal(reason, "stalled on page 4");
      const ahead = (options.concurrency ?? 1) - 1;
      ok(asked.length >= 4 && asked.length <= 4 + ahead, `asked for ${asked.join(", ")}`);
      equal(out, by === "pages" || options.dedupe === false ? 3 : 1);
      return `${by} out: ${out}, requests: ${asked.length}`;
    });

  using silent = await mockApi(withTotal(api.path, folder, undefined));
  for (const [name, by, options] of ways)
    await report.check(`The same page and no total, ${name}: stalls on page 2`, async () => {
      const { asked, out, reason } = await walk(silent, generated, by, options);
      equal(reason, "stalled on page 2");
      equal(asked.join(), "1,2");
      equal(out, 1);
      return undefined;
    });
}

async function walk(
  api: MockApi,
  { createClient, paginateListExternalConnections, PaginationError }: Package,
  by: "items" | "pages",
  options: Options,
  params: Parameters<Paginate>[1] = {},
): Promise<Walked> {
  let sent = 0;
  let out = 0;
  let reason: string | undefined;
  const requests = await api.during(async (url) => {
    const client = createClient({
      ...clientOptions(url),
      onRequest() {
        if (++sent > enough) throw new Error(`expected an end, found request ${sent}`);
      },
    });
    const list = paginateListExternalConnections(client, params, options);
    try {
      for await (const _ of by === "items" ? list : list.pages()) out++;
    } catch (error) {
      if (!(error instanceof PaginationError)) throw error;
      reason = `${error.reason} on page ${error.page}`;
    }
  });
  const asked = requests.map(({ target }) =>
    Number((parseQuery(target)["page"] as { readonly number?: string }).number),
  );
  return { out, asked, reason };
}

/** A copy of the document whose example promises another number of pages, or none. */
function withTotal(path: string, folder: string, pages: number | undefined): string {
  const document = parseDocument(readFileSync(path, "utf8"));
  const meta = ["components", "schemas", "external-voice-integrations_PaginationMeta"];
  const total = [...meta, "properties", "total_pages"];
  if (!document.hasIn(total)) throw new Error(`expected ${total.join("/")} in ${path}, found none`);
  if (pages === undefined) document.deleteIn(total);
  else document.setIn([...total, "example"], pages);
  const copy = join(folder, `${pages ?? "no"}-pages.yml`);
  writeFileSync(copy, document.toString());
  return copy;
}
