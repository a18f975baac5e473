import { createRequire } from "node:module";
import {
  type OpenApi,
  operationsOf,
  type Parameter,
  type Reference,
  resolve,
  type Schema,
} from "./openapi.ts";
import { parseQuery } from "./query.ts";

/** What is wrong with the query of a request; nothing if all is well. */
export type SecondValidator = (operationId: string, target: string) => readonly string[];

/** As much of Ajv as is used here. Its own types are there only after the install. */
interface Ajv {
  compile(schema: object): Validate;
}

interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly Fault[] | null;
}

interface Fault {
  readonly instancePath: string;
  readonly message: string;
  readonly params: { readonly additionalProperty?: string };
}

/**
 * Prism takes from a query what the schema names, and never sees the rest: an undeclared filter, text where an object
 * belongs. This one reads the whole query, and takes for closed what the document leaves open.
 */
export function secondValidator(document: OpenApi): SecondValidator {
  const { Ajv2020 } = createRequire(import.meta.url)("ajv/dist/2020.js") as {
    Ajv2020: new (options: object) => Ajv;
  };
  const ajv = new Ajv2020({
    allErrors: true,
    coerceTypes: "array",
    strict: false,
    validateFormats: false,
  });
  const validators = new Map(
    operationsOf(document).map((operation) => {
      const parameters = (operation.parameters ?? [])
        .map((each) => resolve<Parameter>(document, each))
        .filter((parameter) => parameter.in === "query");
      const schema = {
        type: "object",
        properties: Object.fromEntries(
          parameters.map(({ name, schema }) => [name, closed(document, schema)]),
        ),
        required: parameters.filter(({ required }) => required).map(({ name }) => name),
        additionalProperties: false,
      };
      return [operation.operationId, ajv.compile(schema)];
    }),
  );
  return (operationId, target) => {
    const isValid = validators.get(operationId);
    if (!isValid) throw new Error(`expected an operation of the document, found ${operationId}`);
    return isValid(parseQuery(target)) ? [] : (isValid.errors ?? []).map(inWords);
  };
}

const inWords = ({ instancePath, message, params }: Fault): string =>
  [`query${instancePath}`, message, params.additionalProperty ?? []].flat().join(" ");

function closed(document: OpenApi, given: Schema | Reference): Schema {
  const schema = resolve<Schema>(document, given);
  const { items, properties } = schema;
  return {
    ...schema,
    ...(items && { items: closed(document, items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, closed(document, property)]),
      ),
      additionalProperties: schema.additionalProperties ?? false,
    }),
  };
}
