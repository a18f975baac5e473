import { $, type DefinePlugin, definePluginConfig, type PluginInstance } from "@hey-api/openapi-ts";
import type { Constant } from "../../scripts/plan/constant.ts";
import { RuntimeReference } from "../../scripts/plan/runtime-reference.ts";
import { withRequest } from "../../scripts/plan/documentation.ts";
import type { PlannedOperation } from "../../scripts/plan/operation.ts";
import { printJsDoc } from "../../scripts/plan/print-documentation.ts";
import { keepEscapes } from "./escapes.ts";

/** The folder of the emitted runtime, absolute: hey-api makes it relative to each file that imports from it. */
const runtimeFolder = "/package/src/runtime";

type Config = { readonly name: "operations" };
type OperationsPlugin = DefinePlugin<Config, Config>;
type Instance = PluginInstance<OperationsPlugin["Types"]>;
type Symbol = ReturnType<Instance["symbol"]>;

/** One constant and one typed function for each operation, in a file of its own. */
const emitOperations = (operations: readonly PlannedOperation[], plugin: Instance): void => {
  const runtime = new Map<string, Symbol>();
  const imported = (file: string, name: string, kind?: "type"): Symbol => {
    const known = runtime.get(name);
    if (known) return known;
    const symbol = plugin.symbolFactory.register(name, {
      external: `${runtimeFolder}/${file}.ts`,
      ...(kind && { kind }),
    });
    runtime.set(name, symbol);
    return symbol;
  };
  const typeNamed = (name: string): Symbol =>
    plugin.referenceSymbol({
      category: "type",
      resource: "definition",
      resourceId: `#/components/schemas/${name}`,
    });

  const optionsType = ({ responseHeaders }: PlannedOperation) => {
    const type = $.type(imported("client", "RequestOptions", "type"));
    if (responseHeaders.length === 0) return type;
    const declared = imported("with-response", "DeclaredHeaders", "type");
    return $.type.and(
      type,
      $.type(declared).generic(
        $.type.or(...responseHeaders.map((name) => $.type.literal(keepEscapes(name)))),
      ),
    );
  };

  for (const planned of operations) {
    const file = { getFilePath: () => planned.file };
    const constant = plugin.symbol("operation", { ...file, exported: false });
    plugin.node(
      $.const(constant)
        .type($.type(imported("operation", "Operation", "type")))
        .assign(expression(planned.constant, imported)),
    );
    plugin.node(
      $.func(plugin.symbol(planned.functionName, file))
        .export()
        .doc(
          printJsDoc(withRequest(planned.comment, planned.method, planned.path)).map(keepEscapes),
        )
        .param("client", (param) => param.type(imported("client", "Client", "type")))
        .param("params", (param) =>
          param.optional(!planned.needsParams).type(typeNamed(planned.paramsType)),
        )
        .param("options", (param) => param.optional().type(optionsType(planned)))
        .returns($.type("Promise").generic($.type(typeNamed(planned.responseType))))
        .do($.return($("client").attr("request").call($(constant), "params", "options"))),
    );
  }
};

type Imported = (file: string, name: string) => Symbol;

/** `{ style: new RuntimeReference("styles", "deepObject") }` → `{ style: deepObject }`, with the import. */
const expression = (constant: Constant, imported: Imported): ReturnType<typeof $.fromValue> => {
  if (typeof constant === "string") return $.fromValue(keepEscapes(constant));
  if (typeof constant !== "object") return $.fromValue(constant);
  if (constant instanceof RuntimeReference) return $(imported(constant.file, constant.name));
  if (Array.isArray(constant))
    return $.array(...(constant as readonly Constant[]).map((item) => expression(item, imported)));
  const object = $.object();
  for (const [key, value] of Object.entries(constant as { readonly [key: string]: Constant })) {
    const member = expression(value, imported);
    // TypeScript expects of `constructor` what every object has, and would widen its literals.
    object.prop(keepEscapes(key), key in Object.prototype ? $.as(member, "const") : member);
  }
  return object;
};

/** Emits the operations of the plan; hey-api's own reading of the document's operations is not used. */
export const operations = (planned: readonly PlannedOperation[]) =>
  definePluginConfig<OperationsPlugin["Types"]>({
    name: "operations",
    config: { includeInEntry: true },
    dependencies: ["@hey-api/typescript"],
    handler: ({ plugin }) => {
      emitOperations(planned, plugin);
    },
  } as OperationsPlugin["Config"])();
