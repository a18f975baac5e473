// React Native makes its fetch and its AbortController of these two, and has no crypto.
require("./polyfills.cjs");
Object.assign(globalThis, require("abort-controller"));
delete globalThis.Request;
delete globalThis.crypto;
