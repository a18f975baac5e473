import { join } from "node:path";
import { mockApi } from "./mock-api.ts";
import { load, type Package } from "./package-under-judgement.ts";
import { judgePaging } from "./paging.ts";
import type { Report } from "./report.ts";
import { judgeRightRequests } from "./right-requests.ts";
import { judgeWrongRequests } from "./wrong-requests.ts";

/** The package of the repository against the vendored document, byte for byte as upstream wrote it. */
export async function judgeList(report: Report, root: string, folder: string): Promise<void> {
  const generated = (await load(join(root, "generated"))) as Package;
  using api = await mockApi(join(root, "spec/external-connects.yml"));
  await judgeRightRequests(report, api, generated);
  await judgeWrongRequests(report, api, generated);
  await judgePaging(report, api, generated, folder);
}
