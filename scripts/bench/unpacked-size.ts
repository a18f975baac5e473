import { join } from "node:path";
import { budgets } from "./budgets.ts";
import { bytes, count, exactly } from "./figure.ts";
import { packageSize } from "./package-size.ts";
import { atMost, type Row } from "./row.ts";

export const unpackedSize: Row = {
  name: "unpacked-size",
  async measure({ package: folder, peers }) {
    const ours = await packageSize(folder);
    const telnyx = await packageSize(join(peers, "node_modules/telnyx"));
    return [
      atMost(budgets.unpacked, "unpacked size", exactly(bytes, ours.unpacked), {
        telnyx: exactly(bytes, telnyx.unpacked),
      }),
      atMost(
        budgets.runtimeDependencies,
        "runtime dependencies",
        exactly(count, ours.runtimeDependencies),
        { telnyx: exactly(count, telnyx.runtimeDependencies) },
      ),
    ];
  },
};
