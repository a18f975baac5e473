import { ok } from "node:assert/strict";
import type { MockApi } from "./mock-api.ts";
import type { Witnessed } from "./witness.ts";

/** Sends, and resolves to the requests if both validators permit each and the client takes every answer. */
export async function permitted(
  api: MockApi,
  operationId: string,
  run: (url: string) => Promise<unknown>,
): Promise<readonly Witnessed[]> {
  let failure: unknown;
  const requests = await api.during((url) =>
    run(url).catch((error: unknown) => {
      failure = error;
    }),
  );
  // The violations come first: they say why the client was refused.
  for (const { target, violations } of requests) {
    const faults = [
      ...violations.map(({ message }) => `Prism: ${message}`),
      ...api.secondOpinion(operationId, target).map((fault) => `second validator: ${fault}`),
    ];
    ok(faults.length === 0, `${target}: expected no violation, found\n${faults.join("\n")}`);
  }
  if (failure) throw failure as Error;
  ok(requests.length > 0, "expected a request, found none");
  return requests;
}
