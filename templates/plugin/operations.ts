import { $, type DefinePlugin, definePluginConfig, type PluginInstance } from "@hey-api/openapi-ts";
import { withRequest } from "../../scripts/plan/documentation.ts";
import type { PlannedOperation } from "../../scripts/plan/operation.ts";
import { printJsDoc } from "../../scripts/plan/print-documentation.ts";
import { recursiveShapesIn } from "../../scripts/plan/shapes/recursive-shapes.ts";
import { keepEscapes } from "./escapes.ts";
import { expressionsIn } from "./expressions.ts";

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
    const internal = { ...file, exported: false };
    const constant = plugin.symbol("operation", internal);
    const shapes = new Map(
      [...recursiveShapesIn(planned.constant, (name) => name === planned.functionName)].map(
        ([shape, name]) => [shape, plugin.symbol(name, internal)] as const,
      ),
    );
    const { expressionOf, recursiveExpressionOf } = expressionsIn(shapes, imported);
    for (const [shape, symbol] of shapes)
      plugin.node(
        $.const(symbol)
          .type($.type(imported("recursive-shape", "RecursiveShape", "type")))
          .assign(recursiveExpressionOf(shape)),
      );
    plugin.node(
      $.const(constant)
        .type($.type(imported("operation", "Operation", "type")))
        .assign(expressionOf(planned.constant)),
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
