import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  camelCase,
  fileName,
  functionName,
  kebabCase,
  nearest,
  pascalCase,
  typeName,
} from "../scripts/lib/names.ts";

describe("camelCase", () => {
  test.each([
    ["ListExternalConnections", "listExternalConnections"],
    ["listWidgets", "listWidgets"],
    ["list_widgets.v2", "listWidgetsV2"],
    ["list-widgets v2", "listWidgetsV2"],
    ["SMSList", "smsList"],
    ["SMS", "sms"],
    ["listSMSMessages", "listSMSMessages"],
    ["get_Widget", "getWidget"],
    ["the shop's books", "theShopsBooks"],
    ["A", "a"],
    ["ÄnderungenListen", "änderungenListen"],
    ["2fa", "_2fa"],
    ["delete", "delete_"],
    ["", "_"],
    ["--", "_"],
  ])("%o becomes %o", (given, want) => {
    expect(camelCase(given)).toBe(want);
  });
});

test("a file has a name even where nothing of its own can be spelled", () => {
  expect(["_", "--", "Widget_"].map(fileName)).toEqual(["_", "_", "widget"]);
  expect(["Con", "AUX", "com1", "Contact"].map(fileName)).toEqual([
    "con-",
    "aux-",
    "com1-",
    "contact",
  ]); // Devices on Windows.
});

test("no function is called `then`, which would make a promise of the package", () => {
  expect(functionName("then")).toBe("then_");
});

describe("pascalCase", () => {
  test.each([
    ["updateLocation", "UpdateLocation"],
    ["phone_number", "PhoneNumber"],
    ["filter[a]", "FilterA"],
    ["ListSMSMessages", "ListSMSMessages"],
    ["10", "_10"],
    ["", "_"],
  ])("%o becomes %o", (given, want) => {
    expect(pascalCase(given)).toBe(want);
  });
});

describe("kebabCase", () => {
  test.each([
    ["ListExternalConnections", "list-external-connections"],
    ["ListSMSMessages", "list-sms-messages"],
    ["list_widgets.v2", "list-widgets-v2"],
    ["listV2Widgets", "list-v2-widgets"],
    ["SMS", "sms"],
    ["../../etc/passwd", "etc-passwd"],
    ["already-kebab", "already-kebab"],
  ])("%o becomes %o", (given, want) => {
    expect(kebabCase(given)).toBe(want);
  });
});

describe("typeName", () => {
  test.each([
    ["Widget", "Widget"],
    ["widget", "widget"],
    ["list_widgets", "list_widgets"],
    ["$Widget", "$Widget"],
    ["Größe", "Größe"],
    ["a-b_Model", "ABModel"],
    ["external-voice-integrations_id", "ExternalVoiceIntegrationsId"],
    ["2fa", "_2fa"],
    ["string", "String"],
    ["class", "Class"],
    ["any", "Any"],
    ["constructor", "Constructor"],
  ])("%o becomes %o", (given, want) => {
    expect(typeName(given)).toBe(want);
  });
});

describe("functionName", () => {
  test.each([
    ["ListWidgets", "listWidgets"],
    ["fetch", "fetch_"],
    ["Fetch", "fetch_"],
    ["createClient", "createClient_"],
    ["deep_object", "deepObject_"],
    ["delete", "delete_"],
    ["import", "import_"],
    ["fetchWidgets", "fetchWidgets"],
  ])("%o becomes %o", (given, want) => {
    expect(functionName(given)).toBe(want);
  });
});

test("any name becomes a valid identifier and a safe file name", () => {
  const name = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."aB1_-. é/\\".split("")) }),
  );
  fc.assert(
    fc.property(name, (each) => {
      for (const convert of [camelCase, pascalCase, typeName, functionName])
        expect(convert(each)).toMatch(/^[\p{L}_$][\p{L}\p{N}_$]*$/u);
      expect(kebabCase(each)).not.toMatch(/[^\p{L}\p{N}-]/u);
    }),
  );
});

describe("nearest", () => {
  const candidates = ["ListWidgets", "GetWidget", "DeleteWidget"];
  test.each([
    ["a missing letter", "ListWidget", "ListWidgets"],
    ["two transposed letters", "LsitWidgets", "ListWidgets"],
    ["another case", "listwidgets", "ListWidgets"],
    ["an exact match", "GetWidget", "GetWidget"],
    ["a name that resembles two candidates, but one more closely", "GtWidget", "GetWidget"],
    ["a name that resembles no candidate", "CreateCampaign", undefined],
    ["an empty name", "", undefined],
  ])("%s: %o gives %o", (_, name, want) => {
    expect(nearest(name, candidates)).toBe(want);
  });

  test("a short name may differ by two letters, and the first of equally close candidates wins", () => {
    expect(nearest("ab", ["cd", "xb"])).toBe("xb");
    expect(nearest("ab", ["xb", "ax"])).toBe("xb");
    expect(nearest("abc", ["xyz"])).toBeUndefined();
    expect(nearest("abc", [])).toBeUndefined();
  });
});
