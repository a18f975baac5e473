import { join } from "node:path";
import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import { writeProject } from "./consumer.ts";
import { packageName } from "./places.ts";
import type { Row } from "./row.ts";
import { timeAndCpu } from "./time-and-cpu.ts";

const rounds = 9;

/** What importing the package adds to each run of a consumer's compiler. */
export const consumerCheck: Row = {
  name: "consumer-tsc",
  async measure({ folder }) {
    const { empty, ours, telnyx } = await alternate(rounds, {
      empty: writeProject(join(folder, "checks/empty"), "export {};\n"),
      ours: writeProject(join(folder, "checks/ours"), listing(packageName, packageName)),
      telnyx: writeProject(join(folder, "checks/telnyx"), telnyxProgram),
    });
    return timeAndCpu(budgets.consumerCheck, "a consumer's tsc", ours, {
      "an empty project": empty,
      telnyx,
    });
  },
};

/** A program that lists, from the package or from the subpaths that hold what it needs. */
export const listing = (client: string, operation: string): string => `
import { createClient } from ${JSON.stringify(client)};
import { listExternalConnections } from ${JSON.stringify(operation)};
const client = createClient({ apiKey: "KEY" });
const { data } = await listExternalConnections(client, { page: { number: 1 } });
export const names = data?.map((each) => each.id);
`;

const telnyxProgram = `
import Telnyx from "telnyx";
const client = new Telnyx({ apiKey: "KEY" });
const { data } = await client.externalConnections.list({ "page[number]": 1 });
export const names = data.map((each) => each.id);
`;
