import type { PipelineConfig } from "./scripts/lib/config.ts";

/** What is generated. Another API is another file like this one: `npm run generate -- --config other.config.ts`. */
export default {
  source:
    "https://telnyx-openapi-ng.s3.us-east-1.amazonaws.com/real-time-communications/external-connects.yml",
  spec: "spec/external-connects.yml",
  output: "generated",
  packageName: "telnyx-external-connections",
  operations: ["ListExternalConnections"],
  vendorPrefixes: ["external-voice-integrations"],
  deepObjectParameters: ["filter", "page"],
  arrayFormat: "comma",
  apiKeyVariable: "TELNYX_API_KEY",
  errorShape: { errors: "errors" },
  retry: { timeout: 60_000, maxRetries: 2 },
  paging: { maxPages: 10_000 },
} satisfies PipelineConfig;
