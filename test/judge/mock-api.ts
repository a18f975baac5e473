import { parse } from "yaml";
import { readFileSync } from "node:fs";
import type { OpenApi } from "./openapi.ts";
import { startPrism } from "./prism.ts";
import { type SecondValidator, secondValidator } from "./second-validator.ts";
import { startWitness, type Witnessed } from "./witness.ts";

/** Prism over a document, a witness in front of it, and a second validator who reads what the witness saw. */
export interface MockApi extends Disposable {
  /** Where the document stands. */
  readonly path: string;
  readonly document: OpenApi;
  /** What `run` sends to the URL that it gets, in the order of arrival. */
  readonly during: (run: (url: string) => Promise<unknown>) => Promise<readonly Witnessed[]>;
  readonly secondOpinion: SecondValidator;
}

export async function mockApi(path: string): Promise<MockApi> {
  const document = parse(readFileSync(path, "utf8")) as OpenApi;
  const prism = await startPrism(path);
  return {
    path,
    document,
    async during(run) {
      // Each has a witness of its own, as a request that was ended may still be on its way.
      const witness = await startWitness(prism.port);
      try {
        await run(witness.url);
      } finally {
        witness.stop();
      }
      return witness.requests;
    },
    secondOpinion: secondValidator(document),
    [Symbol.dispose]: prism.stop,
  };
}
