import type { Json, JsonObject } from "./json.ts";
import type { PaginationMark } from "./pagination.ts";

/** Keywords that document something for people. OpenAPI 3.1, section 4.9; JSON Schema 2020-12, section 9. */
export interface Documentation {
  readonly title?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly externalDocs?: { readonly url?: string; readonly description?: string };
  readonly example?: Json;
  readonly examples?: Json;
  readonly $comment?: string;
}

/** Members that begin with `x-`. */
export type Extensions = JsonObject;

type TypeName =
  | "array"
  | "boolean"
  | "integer"
  | "null"
  | "number"
  | "object"
  | "string"
  | (string & {});

/**
 * A schema: JSON whose known keywords have the types that JSON Schema 2020-12 and OpenAPI 3.1, section 4.8.24, give
 * them, so that a schema can still be compared, copied and printed as JSON.
 */
export type Schema = {
  readonly [keyword: string]: Json;
  readonly $ref?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly format?: string;
  readonly enum?: readonly Json[];
  readonly properties?: Schemas;
  readonly patternProperties?: Schemas;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: Discriminator;
  readonly title?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly externalDocs?: { readonly url?: string; readonly description?: string };
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
};

/** Returns a schema, or what its `$ref` names. */
export type Resolve = (schema: Schema) => Schema;

/** Schemas by name. */
export type Schemas = { readonly [name: string]: Schema };

/** OpenAPI 3.1, section 4.8.25. */
export type Discriminator = {
  readonly [keyword: string]: Json;
  readonly propertyName?: string;
  readonly mapping?: { readonly [value: string]: string };
};

/** What every object of the model has. */
interface Node {
  /** JSON Pointer into the document that the model was read from. */
  readonly pointer: string;
  readonly documentation: Documentation;
  readonly extensions: Extensions;
}

/** OpenAPI 3.1, section 4.8.14: a media type and what it carries. */
export interface MediaType extends Node {
  readonly name: string;
  readonly schema?: Schema;
  readonly encoding?: JsonObject;
  /** A schema in it, or what its `$ref` names: how a body is read is the same for both. */
  readonly resolve: Resolve;
  /** The media type object itself, for comparisons that look at all of it. */
  readonly json: JsonObject;
}

/** OpenAPI 3.1, section 4.8.12, with the defaults filled in. */
export interface Parameter extends Node {
  readonly name: string;
  readonly in: string;
  /** A path parameter always is. */
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  readonly schema?: Schema;
  readonly content: readonly MediaType[];
}

/** OpenAPI 3.1, section 4.8.21. */
export interface Header extends Node {
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly explode: boolean;
  readonly schema: Schema;
  /** The header object itself, for messages. */
  readonly json: JsonObject;
}

/** OpenAPI 3.1, section 4.8.13; media types in code-unit order. */
export interface RequestBody extends Node {
  readonly required: boolean;
  readonly content: readonly MediaType[];
}

/** OpenAPI 3.1, section 4.8.17; media types in code-unit order. */
export interface Response extends Node {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly content: readonly MediaType[];
  readonly headers: readonly Header[];
  readonly links?: Json;
}

/** OpenAPI 3.1, section 4.8.5; variables are replaced by their defaults. */
export interface Server {
  readonly url: string;
  /** As the document writes it. */
  readonly template: string;
}

/** OpenAPI 3.1, section 4.8.27. */
export interface SecurityScheme {
  /** The name in `components/securitySchemes`. */
  readonly key: string;
  readonly type: string;
  /** Of an `apiKey`, where it is sent and under which name. */
  readonly in?: string;
  readonly name?: string;
  /** Of `http`, such as `bearer`, in lower case. */
  readonly scheme?: string;
  /** The scheme object itself, for comparisons that look at all of it. */
  readonly json: JsonObject;
}

/** One scheme of a requirement, with its scopes; a scheme that the document does not declare is only a key. */
export interface RequiredScheme {
  readonly key: string;
  readonly scheme?: SecurityScheme;
  readonly scopes: readonly string[];
}

/** The schemes that a request must satisfy together; none for a request that needs no credentials. */
export type SecurityRequirement = readonly RequiredScheme[];

/** Where a setting that an operation may inherit is declared. */
export type DeclaredIn = "operation" | "pathItem" | "document";

/** OpenAPI 3.1, section 4.8.10, with what it inherits from its path and from the document. */
export interface Operation extends Node {
  readonly id: string;
  /** In lower case, or as `additionalOperations` writes it. */
  readonly method: string;
  readonly path: string;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  /** In code-unit order of their statuses. */
  readonly responses: readonly Response[];
  /** The alternatives of which a request must satisfy one; empty where the API is open. */
  readonly security: readonly SecurityRequirement[];
  /** The operation's own servers, and those of its path. */
  readonly servers: readonly Server[];
  readonly pathServers: readonly Server[];
  readonly declaredIn: { readonly security: DeclaredIn; readonly servers: DeclaredIn };
  readonly pagination?: PaginationMark;
  readonly callbacks?: Json;
  /** Keywords that none of the members above holds. */
  readonly otherKeywords: JsonObject;
  /** The operation object itself, for comparisons that look at all of it. */
  readonly json: JsonObject;
}

/** A whole API. */
export interface ApiModel {
  /** What messages call the source: a path or a URL. */
  readonly name: string;
  /** 1-based line in the source of what stands at a pointer. */
  readonly lineOf: (pointer: string) => number;
  /** The name of the file that this line is in, for a document that was bundled from several. */
  readonly fileOf?: (pointer: string) => string;
  /** What a `$ref` names, whatever kind of component that is. */
  readonly lookup: (ref: string) => Json | undefined;
  readonly servers: readonly Server[];
  readonly schemas: Schemas;
  readonly securitySchemes: readonly SecurityScheme[];
  /** By path, then by method. */
  readonly operations: readonly Operation[];
  /** Members of the document that describe the API as a whole: `info`, `servers`, `tags`, extensions and the like. */
  readonly about: JsonObject;
  /** What is in the document that this one was cut from, which names have to be different from. */
  readonly whole: {
    readonly operationIds: readonly string[];
    readonly schemaNames: readonly string[];
  };
}
