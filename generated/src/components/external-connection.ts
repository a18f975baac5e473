import type { ConnectionActive } from "./connection-active.js";
import type { CredentialActive } from "./credential-active.js";
import type { ExternalSipConnection } from "./external-sip-connection.js";
import type { IntId } from "./int-id.js";
import type { OutboundVoiceProfileId } from "./outbound-voice-profile-id.js";

/**
 * @example
 * {
 *   "active": false,
 *   "created_at": "2022-06-29T19:23:59Z",
 *   "credential_active": false,
 *   "external_sip_connection": "zoom",
 *   "id": "1930241863466354012",
 *   "outbound": {
 *     "outbound_voice_profile_id": "1911630617284445511"
 *   },
 *   "record_type": "external_connection",
 *   "updated_at": "2022-06-29T19:39:47Z"
 * }
 */
export type ExternalConnection = {
  /**
   * Uniquely identifies the resource.
   *
   * @example "1293384261075731499"
   */
  id?: IntId;
  /**
   * Identifies the type of the resource.
   *
   * @example "external_connection"
   */
  record_type?: string;
  /**
   * Specifies whether the connection can be used.
   *
   * @default true
   * @example false
   */
  active?: ConnectionActive;
  /**
   * ISO 8601 formatted date indicating when the resource was created.
   *
   * @example "2018-02-02T22:25:27.521Z"
   */
  created_at?: string;
  /**
   * If the credential associated with this service is active.
   *
   * @default false
   * @example true
   */
  credential_active?: CredentialActive;
  /**
   * The service that will be consuming this connection.
   *
   * @default "zoom"
   * @example "zoom"
   */
  external_sip_connection?: ExternalSipConnection;
  inbound?: {
    /**
     * When set, this will limit the number of concurrent inbound calls to phone numbers associated with
     * this connection.
     *
     * @example 10
     */
    channel_limit?: number;
  };
  outbound?: {
    /**
     * When set, this will limit the number of concurrent outbound calls to phone numbers associated with
     * this connection.
     *
     * @example 10
     */
    channel_limit?: number;
    /**
     * Identifies the associated outbound voice profile.
     *
     * @example "1293384261075731499"
     */
    outbound_voice_profile_id?: OutboundVoiceProfileId;
  };
  /**
   * Tags associated with the connection.
   *
   * @example ["tag1","tag2"]
   */
  tags?: Array<string>;
  /**
   * ISO 8601 formatted date indicating when the resource was updated.
   *
   * @example "2018-02-02T22:25:27.521Z"
   */
  updated_at?: string;
  /**
   * Determines which webhook format will be used, Telnyx API v1 or v2.
   *
   * @default "1"
   * @example "1"
   */
  webhook_api_version?: "1" | "2" | (string & {});
  /**
   * The failover URL where webhooks related to this connection will be sent if sending to the primary
   * URL fails. Must include a scheme, such as 'https'.
   *
   * Format: uri.
   *
   * @default ""
   * @example "https://failover.example.com"
   */
  webhook_event_failover_url?: string | null;
  /**
   * The URL where webhooks related to this connection will be sent. Must include a scheme, such as
   * 'https'.
   *
   * Format: uri.
   *
   * @example "https://example.com"
   */
  webhook_event_url?: string;
  /**
   * Specifies how many seconds to wait before timing out a webhook.
   *
   * 0 to 30.
   *
   * @default null
   * @example 25
   */
  webhook_timeout_secs?: number | null;
};
