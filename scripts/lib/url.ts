/** Whether a source is a URL, and no path: `https://…`. */
export const isUrl = (source: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(source);
