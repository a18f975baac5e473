import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer } from "../../examples/mock.ts";
import { type Server, start } from "../server.ts";
import { launchOfChromium } from "./chromium.ts";
import { startWorkerd } from "./workerd.ts";

const examples = join(import.meta.dirname, "../../examples");
let folder: string;
let mock: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "examples-"));
  mock = await start(({ headers, target }, response) => {
    answer({ headers, url: target }, response);
  });
});

afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the worker, in workerd", () => {
  let worker: Awaited<ReturnType<typeof startWorkerd>>;

  beforeAll(async () => {
    await build({
      entryPoints: [join(examples, "worker/worker.ts")],
      outfile: join(folder, "worker.js"),
      bundle: true,
      format: "esm",
      logLevel: "silent",
      conditions: ["workerd", "worker"],
    });
    writeFileSync(join(folder, "workerd.capnp"), configuration);
    const env = { TELNYX_API_KEY: "mock-key", TELNYX_BASE_URL: `${mock.url}/v2` };
    worker = await startWorkerd(folder, "example", env);
  });

  afterAll(() => {
    worker.stop();
  });

  const ask = async (query: string): Promise<readonly [number, unknown]> => {
    const response = await fetch(`${worker.url}/?${query}`);
    return [response.status, await response.json()];
  };

  test("answers with the connections that match", async () => {
    const [status, found] = await ask("service=zoom&name=CONTOSO");
    expect(status).toBe(200);
    expect(found).toHaveLength(53);
    expect((found as readonly unknown[])[0]).toEqual({
      id: "1930241863466354016",
      tags: ["contoso"],
    });
    expect((await ask(""))[1]).toHaveLength(320);
  });

  test.each([
    ["service=teams", { error: "service: use operator_connect or zoom" }],
    ["name=co", { error: expect.stringContaining("At least three characters") as unknown }],
  ])("refuses %s", async (query, says) => {
    expect(await ask(query)).toEqual([400, says]);
  });
});

describe("the page, in Chromium", () => {
  let browser: Browser;
  const wide = { width: 1280, height: 800 };
  const narrow = { width: 360, height: 640 };

  beforeAll(async () => {
    browser = await chromium.launch(await launchOfChromium(folder));
  });

  afterAll(() => browser.close());

  /** A page of which nothing may go wrong unseen. */
  async function open(viewport = wide, colorScheme: "dark" | "light" = "light"): Promise<Page> {
    const page = await browser.newPage({
      viewport,
      colorScheme,
      locale: "en-US",
      timezoneId: "UTC",
    });
    page.on("pageerror", (error) => {
      throw error;
    });
    await page.goto(mock.url);
    return page;
  }

  async function show(page: Page, { key = "mock-key", name = "", service = "" } = {}) {
    await page.getByLabel("API key").fill(key);
    await page.getByLabel("Name contains").fill(name);
    await page.getByLabel("Service").selectOption(service);
    await page.getByRole("button", { name: "Show" }).click();
    const status = page.getByRole("status");
    await status.filter({ hasNotText: "Loading" }).filter({ hasText: /./ }).waitFor();
    return status.textContent();
  }

  test("shows a page of connections, and more", async () => {
    const page = await open();
    expect(await show(page)).toBe("25 of 320 connections");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByText("50 of 320 connections").waitFor();
    expect(await page.locator("tbody tr").count()).toBe(50);
    expect(await page.locator("tbody tr").nth(7).locator("td").allTextContents()).toEqual([
      "1930241863466354019",
      "zoom",
      "1/4/2026",
      "none",
      "tailspin",
    ]);
  });

  test("filters, and says where that ends", async () => {
    const page = await open();
    await show(page);
    expect(await show(page, { name: "contoso 9", service: "zoom" })).toBe("2 of 2 connections");
    expect(await page.getByRole("button", { name: "More" }).isVisible()).toBe(false);
    expect(await show(page, { name: "nobody" })).toBe("0 of 0 connections");
    expect(await page.locator("table").isVisible()).toBe(false);
  });

  test("says what the API says, without the key", async () => {
    const said = await show(await open(), { key: "wrong-key" });
    expect(said).toMatch(/401 10009, Authentication failed/);
    expect(said).not.toContain("wrong-key");
  });

  test.each([
    ["wide and light", wide, "light", true],
    ["wide and dark", wide, "dark", true],
    ["narrow and light", narrow, "light", false],
    ["narrow and dark", narrow, "dark", false],
  ] as const)("fits the screen and its colors: %s", async (_, viewport, scheme, hasHeads) => {
    const page = await open(viewport, scheme);
    await show(page);
    const seen = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      background: getComputedStyle(document.body).backgroundColor,
    }));
    const background = { dark: "rgb(23, 25, 30)", light: "rgb(255, 255, 255)" }[scheme];
    expect(seen).toEqual({ width: viewport.width, background });
    expect(await page.locator("thead").isVisible()).toBe(hasHeads);
  });
});

const configuration = `using Workerd = import "/workerd/workerd.capnp";

const example :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2026-11-01",
      bindings = [
        (name = "TELNYX_API_KEY", fromEnvironment = "TELNYX_API_KEY"),
        (name = "TELNYX_BASE_URL", fromEnvironment = "TELNYX_BASE_URL"),
      ],
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["127.0.0.1/32"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`;
