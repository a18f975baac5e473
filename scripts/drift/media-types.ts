/** Media types are blind to case, and their parameters do not change what the package makes of them. */
export const areAlike = (one = "", other = ""): boolean => essence(one) === essence(other);

const essence = (mediaType: string): string => (mediaType.split(";")[0] ?? "").trim().toLowerCase();
