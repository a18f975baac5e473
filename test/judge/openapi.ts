/** As much of a document as the judge reads. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody | Reference;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required?: boolean;
  readonly schema: Schema | Reference;
}

export interface RequestBody {
  readonly content: { readonly "application/json": { readonly schema: Schema | Reference } };
}

export interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema | Reference>>;
  readonly additionalProperties?: boolean | Schema | Reference;
  readonly items?: Schema | Reference;
}

export interface Reference {
  readonly $ref: string;
}

export function resolve<Target extends object>(
  document: OpenApi,
  given: Target | Reference,
): Target {
  if (!("$ref" in given)) return given;
  const [, ...keys] = given.$ref.split("/");
  const found = keys.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    document,
  );
  return resolve(document, found as Target | Reference);
}

export const operationsOf = ({ paths }: OpenApi): readonly Operation[] =>
  Object.values(paths)
    .flatMap((item) => Object.values(item))
    .filter((operation) => "operationId" in operation);
