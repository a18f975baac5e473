/**
 * Uniquely identifies the resource.
 *
 * @example "1293384261075731499"
 */
export type IntId = string;
