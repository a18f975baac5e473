import { isEqual, type Json } from "../../lib/json.ts";
import type { ApiModel } from "../../lib/model.ts";
import { isEqualButForDocumentation } from "../../lib/schema.ts";
import { defaultServer } from "../../lib/servers.ts";
import { allKeys, type Both, both } from "../both.ts";
import type { Report } from "../context.ts";
import { placeOf } from "../place.ts";
import type { CanonicalForms } from "../schemas/canonical-forms.ts";

/** What a document says around its operations: about the API, tags, alternative servers, security schemes. */
export const compareDocumentLevel = (
  models: Both<ApiModel>,
  forms: CanonicalForms,
  report: Report,
): void => {
  const server = both(models, defaultServer);
  const servers = both(models, (model) => model.servers.map(({ template }) => template).join(", "));
  const isMoved = server.before !== server.after; // Already reported for each operation.
  const hasOtherServers = servers.before !== servers.after;
  if (!isMoved && hasOtherServers)
    report("server-alternative-changed", documentPlace("servers"), servers.before, servers.after);

  const reportInfo = (member: string, values: Both<Json | undefined>): void => {
    const text = both(values, (value) => JSON.stringify(value));
    report("info-changed", documentPlace(member), text.before, text.after);
  };
  for (const key of allKeys(both(models, ({ about }) => Object.keys(about)))) {
    if (key === "servers" && (isMoved || hasOtherServers)) continue;
    const values = both(models, ({ about }) => about[key]);
    if (!forms.areEqual(values)) reportInfo(key, values);
  }

  // Other changes of a scheme are reported for each operation that requires it.
  for (const { json, key } of models.before.securitySchemes) {
    const current = models.after.securitySchemes.find((each) => each.key === key);
    if (!current || isEqual(json, current.json)) continue;
    const values = { before: json, after: current.json };
    if (!forms.areEqual(values) && isEqualButForDocumentation(values.before, values.after))
      reportInfo("components", values);
  }
};

const documentPlace = (member: string) => placeOf({ kind: "document", member });
