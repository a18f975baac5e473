// What Jest's jsdom does not have.
const { TextDecoder, TextEncoder } = require("node:util");
require("whatwg-fetch");
Object.assign(globalThis, { TextDecoder, TextEncoder });
