import { join } from "node:path";
import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import { bundleSize } from "./bundle-size.ts";
import { runNode } from "./child.ts";
import { listing } from "./consumer-check.ts";
import { installBuilt, writeProject } from "./consumer.ts";
import { bytes, exactly } from "./figure.ts";
import { unmeasured } from "./large-document.ts";
import { callGenerate, packageName } from "./places.ts";
import { atMostTimes, type Row } from "./row.ts";
import { timeAndCpu } from "./time-and-cpu.ts";

const rounds = 9;
const operation = "ListExternalConnections";
const subpath = "operations/list-external-connections";

/** Two packages from one document, of every operation and of a single one, and the same consumer for both. */
export const oneOfMany: Row = {
  name: "one-of-many",
  async measure({ folder, largeDocument }) {
    if (largeDocument === undefined) return [unmeasured("a consumer of one operation of many")];
    const consumerOf = async (operations: string): Promise<string> => {
      const consumer = join(folder, `consumer-of-${operations}`);
      const source = join(consumer, "source");
      await runNode(
        [
          ...callGenerate,
          "--spec",
          largeDocument,
          "--operations",
          operations,
          "--out",
          source,
          "--quiet",
        ],
        { cwd: folder },
      );
      await installBuilt(source, consumer);
      return consumer;
    };
    const ofMany = await consumerOf("all");
    const ofOne = await consumerOf(operation);

    const bySubpath = listing(`${packageName}/client`, `${packageName}/${subpath}`);
    const fromRoot = listing(packageName, packageName);
    const many = exactly(bytes, await bundleSize(bySubpath, ofMany));
    const { theirs, ours, root } = await alternate(rounds, {
      theirs: writeProject(join(ofOne, "check"), bySubpath),
      ours: writeProject(join(ofMany, "check"), bySubpath),
      root: writeProject(join(ofMany, "check-root"), fromRoot),
    });
    return [
      atMostTimes(budgets.oneOfManyBundle, "one operation of many by its subpath: bundle", many, {
        "a package of one": exactly(bytes, await bundleSize(bySubpath, ofOne)),
      }),
      atMostTimes(
        budgets.oneOfManyFromRoot,
        "one operation of many from the root: bundle",
        exactly(bytes, await bundleSize(fromRoot, ofMany)),
        { "by its subpath": many },
      ),
      ...timeAndCpu(budgets.oneOfManyCheck, "one operation of many by its subpath: tsc", ours, {
        "a package of one": theirs,
        "from the root": root,
      }),
    ];
  },
};
