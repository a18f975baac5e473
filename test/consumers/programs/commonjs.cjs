const library = require("telnyx-external-connections");
const {
  listExternalConnections,
} = require("telnyx-external-connections/operations/list-external-connections");
const { readList } = require("./read-list.mjs");

const [, , baseUrl, apiKey] = process.argv;
void readList({ ...library, listExternalConnections }, { baseUrl, apiKey }).then((report) => {
  console.log(JSON.stringify(report));
});
