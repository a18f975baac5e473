import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import { type Lock, printLock } from "../../scripts/fetch/lock.ts";
import { sha256 } from "../../scripts/lib/sha256.ts";
import { config, fixturePath } from "../fixtures.ts";
import { type Seen, type Server, start } from "../server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** What upstream publishes unless a test says otherwise. */
export const widgets = readFileSync(fixturePath("list-widgets", "openapi.yml"), "utf8");

/** The same API with another operation that is not selected. */
export const gadgets = widgets.replace(
  "components:\n",
  `  /gadgets:
    post: { operationId: CreateGadget, responses: { "204": { description: None } } }
components:
`,
);

/** The validators of a version at `/tagged` and at `/dated`. */
export const etagOf = (text: string): string => `"${sha256(text)}"`;
export const lastModified = "Wed, 25 Nov 2026 00:00:00 GMT";

/** One byte above the limit. */
const tooMany = 32 * 2 ** 20 + 1;

interface Asked {
  readonly request: Seen;
  readonly response: ServerResponse;
  /** 1 for the first request of this path. */
  readonly attempt: number;
  /** Milliseconds since that one. */
  readonly waited: number;
  /** What upstream publishes at the moment. */
  readonly text: string;
}

/** Path → how upstream behaves there. */
const behaviours = {
  plain: ({ response, text }) => {
    response.end(text);
  },
  tagged: ({ request, response, text }) => {
    const etag = etagOf(text);
    const isKnown = request.headers["if-none-match"] === etag;
    response.writeHead(isKnown ? 304 : 200, { etag }).end(isKnown ? "" : text);
  },
  dated: ({ request, response, text }) => {
    const isKnown = request.headers["if-modified-since"] === lastModified;
    response
      .writeHead(isKnown ? 304 : 200, { "last-modified": lastModified })
      .end(isKnown ? "" : text);
  },
  "unchanged-unasked": ({ response }) => {
    response.writeHead(304).end();
  },
  json: ({ response, text }) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(parse(text)));
  },
  markdown: ({ response, text }) => {
    response.setHeader("content-type", "text/markdown");
    response.end(`# List all widgets\n\n\`\`\`\`yaml openapi.yml\n${text}\`\`\`\`\n`);
  },
  gzip: ({ response, text }) => {
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(text));
  },
  moved: ({ response }) => {
    redirect(response, "/moved-here");
  },
  "moved-here": ({ response, text }) => {
    response.end(text);
  },

  "failing-once": ({ attempt, response, text }) => {
    response.writeHead(attempt === 1 ? 503 : 200).end(text);
  },
  "busy-for-2-seconds": (asked) => {
    busy(asked, "2");
  },
  "busy-until-a-date": (asked) => {
    // The header has whole seconds, so this is more than 2 away.
    busy(asked, new Date(Date.now() + 3000).toUTCString());
  },
  "busy-for-an-hour": (asked) => {
    busy(asked, "3600");
  },
  failing: ({ response }) => {
    response.writeHead(500).end();
  },
  missing: ({ response }) => {
    response.writeHead(404).end("no such document");
  },

  "login-page": ({ response }) => {
    response.end("<!doctype html>\n<title>Log in</title>\n");
  },
  "json-error": ({ response }) => {
    response.setHeader("content-type", "application/json");
    response.end('{"errors":[{"code":"10007","title":"Unexpected error"}]}');
  },
  nothing: ({ response }) => {
    response.end();
  },
  "other-bytes": ({ response, text }) => {
    response.end(Buffer.from(text.replace("List all", "Liste für"), "latin1"));
  },

  large: ({ response }) => {
    response.setHeader("content-length", tooMany);
    pour(response);
  },
  "large-undeclared": ({ response }) => {
    pour(response);
  },
  "large-once-unpacked": ({ response, text }) => {
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(text + "#".repeat(tooMany)));
  },

  cut: ({ response, text }) => {
    response.setHeader("content-length", Buffer.byteLength(text));
    response.write(half(text), () => response.destroy());
  },
  "cut-undeclared": ({ response, text }) => {
    response.write(half(text), () => response.destroy());
  },
  "cut-unseen": ({ response, text }) => {
    // With neither a length nor chunks, the end of the connection is the end of the document.
    response.removeHeader("transfer-encoding");
    response.end(half(text));
  },
  reset: ({ response }) => {
    response.socket?.resetAndDestroy();
  },
  endless: ({ response, text }) => {
    response.write(half(text));
  },
  silent: () => undefined,

  circle: ({ response }) => {
    redirect(response, "/circle");
  },
  "moved-to-http": ({ response }) => {
    redirect(response, "http://example.com/openapi.yml");
  },
} satisfies Readonly<Record<string, (asked: Asked) => void>>;

export type Behaviour = keyof typeof behaviours;

const redirect = (response: ServerResponse, location: string): void => {
  response.writeHead(302, { location }).end();
};

/** Responds with 429 once, and with 403 to a retry that comes before 2 seconds have passed. */
const busy = ({ attempt, response, text, waited }: Asked, retryAfter: string): void => {
  if (attempt === 1) response.writeHead(429, { "retry-after": retryAfter }).end();
  else response.writeHead(waited > 1900 ? 200 : 403).end(text);
};

/** Writes as long as the client reads. */
const pour = (response: ServerResponse): void => {
  const comment = Buffer.alloc(2 ** 20, "# \n");
  const more = (): void => {
    while (!response.destroyed && response.write(comment));
  };
  response.on("drain", more);
  more();
};

const half = (text: string): string => text.slice(0, text.length / 2);

export interface Upstream {
  /** What it publishes. */
  text: string;
  readonly url: (behaviour: Behaviour) => string;
  /** The requests of one path so far. */
  readonly requests: (behaviour: Behaviour) => readonly Seen[];
  readonly close: Server["close"];
}

/** An upstream on 127.0.0.1 that behaves differently on every path. */
export const startUpstream = async (text = widgets): Promise<Upstream> => {
  const firstAt = new Map<string, number>();
  const server = await start((request, response) => {
    const { target } = request;
    const now = performance.now();
    const first = firstAt.get(target) ?? now;
    firstAt.set(target, first);
    const behaviour = target.slice(1) as Behaviour;
    const attempt = upstream.requests(behaviour).length;
    behaviours[behaviour]({ request, response, attempt, waited: now - first, text: upstream.text });
  });
  const upstream: Upstream = {
    text,
    url: (behaviour) => `${server.url}/${behaviour}`,
    requests: (behaviour) => server.requests.filter(({ target }) => target === `/${behaviour}`),
    close: server.close,
  };
  return upstream;
};

/** One that is closed when the test ends. */
export const serveUpstream = async (text?: string): Promise<Upstream> => {
  const upstream = await startUpstream(text);
  onTestFinished(upstream.close);
  return upstream;
};

/** The vendored version: upstream has changed a color since. */
export const vendored = widgets.replace("red, green", "red, blue");

/** The lock of a spec. Without an origin, of one that did not come from a server. */
export const lockOf = (spec: string, origin: Partial<Lock> = {}): string =>
  printLock({
    sha256: sha256(spec),
    url: null,
    operations: null,
    version: null,
    upstreamSha256: null,
    etag: null,
    lastModified: null,
    ...origin,
  });

/** The spec and its lock after fetching the widgets. */
export const fetchedFrom = (
  url: string,
  names: Pick<Partial<Lock>, "etag" | "lastModified"> = {},
): Readonly<Record<string, string>> => ({
  "spec/openapi.yml": widgets,
  "spec/lock.json": lockOf(widgets, {
    url,
    operations: ["ListWidgets"],
    version: "1.0.0",
    upstreamSha256: sha256(widgets),
    ...names,
  }),
});

/** A folder with a configuration, a spec and its lock. */
export const workspace = (
  source: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
  folder = temporaryFolder(),
): string => {
  const spec = String(files["spec/openapi.yml"] ?? vendored);
  const all = {
    "config.mjs": configuration({ source }),
    "spec/openapi.yml": spec,
    "spec/lock.json": lockOf(spec),
    ...files,
  };
  put(folder, all);
  return folder;
};

export const put = (folder: string, files: Readonly<Record<string, string | Uint8Array>>): void => {
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

export const configuration = (changes: object): string =>
  `export default ${JSON.stringify({ ...config, spec: "spec/openapi.yml", output: "package", operations: ["ListWidgets"], ...changes })};\n`;

/** Every file below a folder, byte for byte. */
export const snapshot = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each): [string, string] => {
        const path = join(each.parentPath, each.name);
        return [path.slice(folder.length + 1), readFileSync(path, "latin1")];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
