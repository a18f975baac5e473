import { asArray, asObject, asString, asText, isEqual, type Json } from "../../lib/json.ts";
import type { ApiModel } from "../../lib/model.ts";
import { defaultServer } from "../../lib/servers.ts";
import { allKeys, type Both, both } from "../both.ts";
import type { ReportChange } from "../context.ts";
import { placeOf } from "../place.ts";
import type { CanonicalForms } from "../schemas/canonical-forms.ts";
import { factsOf } from "./compare-security.ts";
import { addressOf } from "./server-address.ts";

/** What a document says around its operations: about the API, tags, alternative servers, security schemes. */
export const compareDocumentLevel = (
  models: Both<ApiModel>,
  forms: CanonicalForms,
  report: ReportChange,
): void => {
  const address = both(models, (model) => addressOf(defaultServer(model)));
  const servers = both(models, ({ about }) =>
    asArray(about["servers"]).map(formatServer).join(", "),
  );
  const isMoved = address.before !== address.after; // Already reported for each operation.
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
  for (const before of models.before.securitySchemes) {
    const after = models.after.securitySchemes.find(({ key }) => key === before.key);
    if (!after || isEqual(before.json, after.json)) continue;
    const values = { before: before.json, after: after.json };
    if (!forms.areEqual(values) && isEqual(factsOf(before), factsOf(after)))
      reportInfo("components", values);
  }
};

/** `https://{region}.example.com (region: eu, us)` */
const formatServer = (server: Json): string => {
  const { url, variables } = asObject(server);
  const choices = Object.entries(asObject(variables)).flatMap(([name, variable]) => {
    const values = asArray(asObject(variable)["enum"]);
    return values.length > 0 ? [` (${name}: ${values.map(asText).join(", ")})`] : [];
  });
  return addressOf(asString(url)) + choices.join("");
};

const documentPlace = (member: string) => placeOf({ kind: "document", member });
