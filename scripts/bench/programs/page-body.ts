/** The text of a response as the API sends it. No two items have the same id. */
export const pageBody = (page: number, pages: number, pageSize: number): string => {
  const items = Array.from({ length: pageSize }, (_, index) => item(page * pageSize + index));
  const meta = {
    page_number: page,
    page_size: pageSize,
    total_pages: pages,
    total_results: pages * pageSize,
  };
  return `{"data":[${items.join(",")}],"meta":${JSON.stringify(meta)}}`;
};

const item = (number: number): string =>
  `{"id":"${1_930_241_863_466_354_012n + BigInt(number)}",${rest}`;

/** All of an item except its id, serialized once instead of a hundred thousand times. */
const rest = JSON.stringify({
  record_type: "external_connection",
  external_sip_connection: "operator_connect",
  active: true,
  credential_active: false,
  created_at: "2022-12-31T23:59:59.000000Z",
  updated_at: "2023-01-31T23:59:59.000000Z",
  inbound: { outbound_voice_profile_id: "12345678911234567890", channel_limit: 10 },
  outbound: { outbound_voice_profile_id: "12345678911234567890", channel_limit: 10 },
  tags: ["tag1", "tag2"],
  webhook_event_url: "https://example.com",
  webhook_event_failover_url: "https://failover.example.com",
  webhook_api_version: "1",
  webhook_timeout_secs: 25,
}).slice(1);
