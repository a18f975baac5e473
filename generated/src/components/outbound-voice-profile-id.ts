/**
 * Identifies the associated outbound voice profile.
 *
 * @example "1293384261075731499"
 */
export type OutboundVoiceProfileId = string;
